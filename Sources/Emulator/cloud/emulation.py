"""The emulated AWS API: one call in, one answer out, kept before it is answered."""

import sys
import threading
import traceback
from collections.abc import Callable

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from .answers import internal_failure, not_implemented
from .call import Answer, Call
from .journal import Journal, Kept
from .passing import Passing
from .refusing import objection
from .repeatable import repeatable, undisturbed
from .settings import ACCOUNT


class Emulation:
    """moto behind a journal.

    Calls are made one at a time: moto is not made for threads, and the order of the journal must
    be the order of what happened. A call costs 1 to 2 ms. Calls that wait are the exception.
    """

    def __init__(self, journal: Journal):
        self._journal = journal
        self._application = DomainDispatcherApplication(self._create)
        self._turn = threading.RLock()
        self._afterwards: list[Callable[[], None]] = []
        self._firsts: dict[str, Callable[[], None]] = {}
        self.replaying = False
        self.passing = Passing()
        #: The port that clients see; moto puts it into some answers.
        self.port = 0

    @property
    def turn(self) -> threading.RLock:
        """Held while a call is made, and by whoever looks at moto's state from outside."""
        return self._turn

    @property
    def history(self) -> list[Kept]:
        """The calls that changed something, the latest last."""
        return self._journal.kept

    def warm(self, services: tuple[str, ...]) -> None:
        for service in services:
            self._application.app_instances[service] = self._create(service)

    def before_first(self, service: str, action: Callable[[], None]) -> None:
        """Does `action` before the service is asked for the first time, when it is loaded."""
        self._firsts[service] = action

    def replay(self, first: int = 0) -> None:
        """Makes the kept calls from the `first` again, with their own times and random values."""
        self.replaying = True
        failed = []
        for moment, call in self._journal.kept[first:]:
            self.passing.until(moment.time)
            with repeatable(moment):
                answer = self._ask(call)
            self.passing.after(moment)
            if answer.code >= 400:
                failed.append(call.name)
                print(f"not repeated: {call.name}: {answer.body[:500]!r}", file=sys.stderr)
        self._afterwards.clear()
        self.replaying = False
        if failed:
            names = ", ".join(sorted(set(failed)))
            self._journal.warnings.append(f"{len(failed)} kept calls could not be made: {names}.")

    def answer(self, call: Call) -> Answer:
        """The answer to `call`; when it changed something, that is on the disk by now."""
        if refused := objection(call):
            return refused
        if call.waits:
            self._create_region(call)
            return self._ask(call)
        with self._turn:
            try:
                return self._answer_now(call)
            except Exception:
                traceback.print_exc()
                self._afterwards.clear()
                return internal_failure(call)

    def _answer_now(self, call: Call) -> Answer:
        """Raises when the call cannot be kept, or when what had to happen before or after fails."""
        moment = self.passing.catch_up()
        if call.only_reads:
            return self._ask(call)
        with repeatable(moment):
            answer = self._ask(call)
        if answer.code < 400:
            self.passing.after(moment)
            self._journal.append(moment, call)
        while self._afterwards:
            self._afterwards.pop(0)()
        return answer

    def afterwards(self, action: Callable[[], None]) -> None:
        """Does `action` once the current call is kept: for what cannot be taken back."""
        self._afterwards.append(action)

    def _create(self, service: str) -> Callable:
        with undisturbed():
            self._firsts.pop(service, lambda: None)()
            return create_backend_app(service)

    def _ask(self, call: Call) -> Answer:
        try:
            answer = call.answered_by(self._application, self.port)
        except NotImplementedError:
            return not_implemented(call)
        except Exception:
            traceback.print_exc()
            return internal_failure(call)
        return not_implemented(call) if is_page(call, answer) else answer

    def _create_region(self, call: Call) -> None:
        """A region is born within a turn, since the clock stands still for it."""
        from moto.backends import get_backend

        with self._turn:
            try:
                get_backend(call.service)[ACCOUNT][call.region]
            except (KeyError, ImportError):
                return


def is_page(call: Call, answer: Answer) -> bool:
    """Whether Flask answered, with a page or with nothing, because moto knows no such path."""
    if answer.code < 400 or call.variables["REQUEST_METHOD"] == "HEAD":
        return False
    kind = dict(answer.headers).get("Content-Type", "")
    page = answer.body[:20].lower().startswith(b"<!doctype html")
    return page or (not answer.body and kind.startswith("text/html"))
