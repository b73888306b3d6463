"""AWS Config: what is recorded, and whether it complies.

recorder    whose role records, and into which bucket
rules       which rules there are, and what they say
compliance  the managed rules, each on the account as it is
"""

from . import recorder, rules


def correct() -> None:
    for part in (recorder, rules):
        part.correct()
