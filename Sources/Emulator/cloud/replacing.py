"""How one method of moto gives way to what AWS does."""

from collections.abc import Callable
from typing import Any


def replace(kind: type, name: str) -> Callable[[Callable], Callable]:
    """`@replace(Backend, "method")` puts a function, given moto's own one first, in its place."""

    def decorate(function: Callable) -> Callable:
        original = getattr(kind, name, None)

        def corrected(self: Any, *arguments: Any, **named: Any) -> Any:
            return function(original, self, *arguments, **named)

        corrected.__name__ = name
        setattr(kind, name, corrected)
        return function

    return decorate
