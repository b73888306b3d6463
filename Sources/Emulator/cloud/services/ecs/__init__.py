"""Amazon ECS, truthful: what is true in the account decides what becomes of a task.

clusters    what a cluster is, and what it must be empty of
instances   capacity that is not Fargate's
definition  what may be registered; with `container` (one container), `needs` (what it needs of the
            task), `dependencies`, `volumes`, `fargate_rules`, `size` and `image` (its name)
services    services created, updated and deleted; with `service_rules`, `targets` (load balancers)
            and `connect` (Service Connect); `lookups` finds what a request names
tasks       tasks run, stopped, listed and described; `execution` is ECS Exec
task        one task; `service` is one service and its deployments
placement   subnets, security groups and the network interface of a task
start       what has to be true for a task to start: `roles`, `ways_out`, `pull`, `secrets`, `logs`,
            `program` (with `filesystem`); `failure` is AWS's words when it is not
lifecycle   a task's states; with `ordering` (which container waits for which)
scheduler   what a service does about its tasks: `fleet` (these), `judgement` (which are good) and
            `rollout` (how a deployment ends)
course      the course of all this in time
"""

from ...content import Content
from ...emulation import Emulation
from . import clusters, definition, execution, instances, services, tasks
from .course import EcsCourse


def correct(emulation: Emulation, content: Content) -> None:
    """Puts these rules into moto, in place of its own."""
    for part in (clusters, instances, definition, services, tasks, execution):
        part.correct()
    emulation.passing.join(EcsCourse(content))
