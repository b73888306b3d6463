"""Where moto strays from AWS on what a lab touches: one module per service.

Each correction cites the AWS documentation's rule, replaces one method of moto, and has a test.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from .. import ecs, iam
from ..content import Content
from ..emulation import Emulation
from . import (
    acm,
    ec2,
    ecr,
    ecr_keys,
    ecr_lifecycle,
    ecr_policy,
    ecr_scan,
    elbv2,
    logs,
    metric_filters,
    route53,
    servicediscovery,
    ssm,
)

SERVICES = (
    ec2,
    ecr_keys,
    ecr_lifecycle,
    ecr_policy,
    elbv2,
    iam,
    logs,
    metric_filters,
    route53,
    servicediscovery,
    ssm,
    # It looks at what Route 53 knows by then.
    acm,
)
#: Services that are not warmed, and so are loaded and corrected when they are first asked for: each
#: has its module here.
LATER = ("cloudtrail", "cloudwatch", "config", "events", "kms", "organizations", "secretsmanager")


def apply(emulation: Emulation, content: Content) -> None:
    """Call it once, before the kept calls are made again."""
    ecr.correct(emulation, content)
    ecr_scan.correct(content)
    ecs.correct(emulation, content)
    for service in SERVICES:
        service.correct()
    for name in LATER:
        emulation.before_first(
            name, lambda name=name: import_module(f".{name}", __name__).correct()
        )


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
