"""Time passes in the emulated account: what becomes of itself what it will be.

Before each call, live or made again, everything happens that was due until then, one after the
other and each at its own moment; after a kept call comes what the change means for what runs. All
of it follows from the state and from the moments of the kept calls, so it need not be kept itself:
a state is the same again, however often it was only looked at.
"""

import hashlib
from typing import Protocol

from .repeatable import Moment, repeatable


class Course(Protocol):
    """Things of one service that change in the course of time."""

    name: str

    def due(self) -> int | None:
        """When the next thing happens, in microseconds since 1970."""

    def happen(self, now: int) -> None:
        """Does what is due at `now`; afterwards the next thing is later."""

    def settle(self, now: int) -> None:
        """Something in the account was changed: decides anew what follows from it."""


class Passing:
    def __init__(self):
        self._courses: list[Course] = []
        self._latest = 0

    def join(self, course: Course) -> None:
        self._courses.append(course)

    def now(self) -> Moment:
        """This moment, never before one that has passed already, also when a clock is set back."""
        moment = Moment.now()
        return moment._replace(time=max(moment.time, self._latest))

    def catch_up(self) -> Moment:
        """Lets everything happen that is due by now."""
        moment = self.now()
        self.until(moment.time)
        return moment

    def until(self, moment: int) -> None:
        """Lets everything happen that is due until then."""
        self._latest = max(moment, self._latest)
        while True:
            waiting = [
                (due, course) for course in self._courses if (due := course.due()) is not None
            ]
            due, course = min(waiting, key=lambda pair: pair[0], default=(moment + 1, None))
            if due > moment:
                return
            with repeatable(Moment(due, seed(course.name, due))):
                course.happen(due)

    def after(self, moment: Moment) -> None:
        """A call of that moment changed something."""
        for course in self._courses:
            with repeatable(Moment(moment.time, seed(course.name, moment.seed))):
                course.settle(moment.time)


def seed(name: str, number: int) -> int:
    """What the random values of an event grow from: nothing but what happens and when."""
    return int.from_bytes(hashlib.sha256(f"{name} {number}".encode()).digest()[:8], "big")
