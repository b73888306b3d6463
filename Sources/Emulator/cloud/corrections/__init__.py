"""Where moto strays from AWS on what a lab touches: one module per service.

Each correction cites the AWS documentation's rule, replaces one method of moto, and has a test.
"""

from collections.abc import Callable
from typing import Any

from .. import ecs, iam
from ..content import Content
from ..emulation import Emulation
from . import ec2, ecr, logs, servicediscovery, ssm


def apply(emulation: Emulation, content: Content) -> None:
    """Call it once, before the kept calls are made again."""
    ecr.correct(emulation, content)
    for service in (ec2, ecs, iam, logs, servicediscovery, ssm):
        service.correct()


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
