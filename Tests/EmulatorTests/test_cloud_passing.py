"""Time passes in the emulated account: in order, each thing at its own moment, and never back."""

import time

from moto.moto_api._internal import mock_random

from cloud.passing import Passing
from cloud.repeatable import Moment


class Bells:
    """Rings at each of the moments, given in seconds."""

    def __init__(self, name: str, *moments: int):
        self.name = name
        self.left = [moment * 1_000_000 for moment in moments]
        self.rung: list[tuple] = []
        self.settled: list[int] = []

    def due(self) -> int | None:
        return min(self.left, default=None)

    def happen(self, now: int) -> None:
        self.left.remove(now)
        self.rung.append((time.time(), str(mock_random.uuid4())))

    def settle(self, now: int) -> None:
        self.settled.append(now)


def passing(*courses: Bells) -> Passing:
    made = Passing()
    for course in courses:
        made.join(course)
    return made


def moments(bells: Bells) -> list[float]:
    return [moment for moment, _ in bells.rung]


def test_each_thing_happens_at_its_own_moment():
    bells = Bells("a", 300, 100, 200)
    passing(bells).until(250_000_000)
    assert moments(bells) == [100, 200]
    assert bells.left == [300_000_000]


def test_several_courses_go_on_together():
    order = []
    one, two = Bells("one", 100, 300), Bells("two", 200)
    one.happen = lambda now: (order.append("one"), one.left.remove(now))
    two.happen = lambda now: (order.append("two"), two.left.remove(now))
    passing(one, two).until(400_000_000)
    assert order == ["one", "two", "one"]


def test_what_is_drawn_depends_on_the_thing_and_its_moment_alone():
    often, once, other = Bells("a", 100, 200), Bells("a", 100, 200), Bells("b", 100)
    looked_at = passing(often)
    for moment in (50, 100, 150, 200):
        looked_at.until(moment * 1_000_000)
    passing(once).until(200_000_000)
    passing(other).until(200_000_000)
    assert often.rung == once.rung
    assert other.rung[0] != once.rung[0]


def test_time_does_not_go_back_with_a_clock_that_is_set_back():
    ahead = Moment.now().time + 3_600_000_000
    time_passes = passing()
    time_passes.until(ahead)
    assert time_passes.now().time == ahead


def test_what_was_changed_is_told_to_everybody():
    one, two = Bells("one"), Bells("two")
    passing(one, two).after(Moment(5, 7))
    assert one.settled == two.settled == [5]
