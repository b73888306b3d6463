"""Amazon Route 53: names, and what they lead to.

names         how Route 53 writes a domain name
hosted_zones  zones and their own records
changes       what becomes of a batch of changes
records       what a record may be
aliases       records that lead to another of AWS's resources
lookup        what a name server would answer
"""

from . import changes, hosted_zones, lookup


def correct() -> None:
    for part in (hosted_zones, changes, lookup):
        part.correct()
