"""What AWS does where moto strays from it: a module or a package for each service.

Each rule cites AWS's documentation, and has a test. A service may look at those that it stands on,
which do not look back: Amazon ECS at its load balancers, their addresses in the VPC, its roles.
"""

from importlib import import_module

from ..content import Content
from ..emulation import Emulation
from . import acm, ec2, ecr, ecs, elbv2, iam, logs, route53, servicediscovery, ssm

#: Services that are not warmed, and so are loaded and corrected when they are first asked for: each
#: has its module here.
LATER = ("cloudwatch", "config", "events", "kms", "organizations", "s3", "secretsmanager", "sns")


def correct(emulation: Emulation, content: Content) -> None:
    """Call it once, before the kept calls are made again."""
    ecr.correct(emulation, content)
    ecs.correct(emulation, content)
    for service in (ec2, elbv2, iam, logs, route53, servicediscovery, ssm):
        service.correct()
    # It looks at what Route 53 knows by then.
    acm.correct()
    emulation.before_first(
        "cloudtrail", lambda: import_module(".cloudtrail", __name__).correct(emulation)
    )
    for name in LATER:
        emulation.before_first(
            name, lambda name=name: import_module(f".{name}", __name__).correct()
        )
