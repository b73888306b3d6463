"""AWS CloudTrail: who did what.

trails     what records into a bucket
history    the calls that were made, as events
operations what a REST call is called
lookup     LookupEvents
"""

from ...emulation import Emulation
from . import lookup, trails


def correct(emulation: Emulation) -> None:
    trails.correct()
    lookup.correct(emulation)
