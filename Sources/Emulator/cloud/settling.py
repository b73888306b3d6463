"""What comes up on the emulated account takes a moment, so that nobody learns to count on less.

A state that only time changes is not stored: it follows from when something was made and from the
clock, which stands still during a call that changes something. So it is the same after a restart.
"""

from datetime import datetime, timedelta

from moto.core.utils import utcnow

#: Minutes in a real cloud. Long enough to be seen, too short to wait for.
MOMENT = timedelta(milliseconds=300)


def is_settled(since: datetime, moments: int = 1) -> bool:
    return utcnow() - since >= moments * MOMENT
