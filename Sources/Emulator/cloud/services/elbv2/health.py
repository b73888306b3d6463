"""Elastic Load Balancing: whether a target can be reached and answers.

- A target of a group to which nothing forwards is unused, Target.NotInUse
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html).
- A new target is initial: Elb.RegistrationInProgress, then Elb.InitialHealthChecking
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html).
- A target is unhealthy with Target.Timeout when the load balancer's security groups do not let the
  health check out or the target's do not let it in, and when nobody has its address
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html).
- With Target.FailedHealthChecks nothing listens on the port; with Target.ResponseCodeMismatch it
  answers with another status than the group's matcher allows
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html).
- The health check goes to the port at which the target is registered, or to the group's own port
  for health checks
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html).
"""

from collections.abc import Iterator
from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup

from ...replacing import replace
from ...settling import is_settled
from ..ec2.reach import reaches
from .actions import balancers_of
from .answering import answer
from .nodes import interfaces
from .target_groups import existing
from .targets import is_draining

#: State, reason and description.
Verdict = tuple[str, str | None, str | None]

NOT_REGISTERED = (
    "unused",
    "Target.NotRegistered",
    "Target is not registered to the target group",
)
NOT_IN_USE = (
    "unused",
    "Target.NotInUse",
    "Target group is not configured to receive traffic from the load balancer",
)
DRAINING = (
    "draining",
    "Target.DeregistrationInProgress",
    "Target deregistration is in progress",
)
REGISTERING = ("initial", "Elb.RegistrationInProgress", "Target registration is in progress")
CHECKING = ("initial", "Elb.InitialHealthChecking", "Initial health checks in progress")
TIMEOUT = ("unhealthy", "Target.Timeout", "Request timed out")
FAILED = ("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
HEALTHY = ("healthy", None, None)


def correct() -> None:
    @replace(ELBv2Backend, "describe_target_health")
    def describe_target_health(moto, backend, target_group_arn, targets) -> list[FakeHealthStatus]:
        group = existing(backend, target_group_arn)
        asked = targets or [*group.targets.values(), *draining(group)]
        return [health(backend, group, target) for target in asked]


def draining(group: FakeTargetGroup) -> Iterator[dict[str, Any]]:
    left = group.deregistered_targets.values()
    return (target for target in left if is_draining(group, target))


def health(
    backend: ELBv2Backend, group: FakeTargetGroup, target: dict[str, Any]
) -> FakeHealthStatus:
    there = group.targets.get(target["Id"])
    port = int((there or target).get("Port") or group.port)
    checked = group.health_check_port
    check_port = port if checked == "traffic-port" else int(checked)
    state, reason, description = verdict(backend, group, target["Id"], check_port)
    return FakeHealthStatus(target["Id"], port, str(check_port), state, reason, description)


def verdict(backend: ELBv2Backend, group: FakeTargetGroup, name: str, port: int) -> Verdict:
    target = group.targets.get(name)
    if not target:
        return DRAINING if name in {each["Id"] for each in draining(group)} else NOT_REGISTERED
    balancers = balancers_of(backend, group)
    if not balancers:
        return NOT_IN_USE
    begun = max(target["since"], group.used_since)
    if not is_settled(begun):
        return REGISTERING
    if not is_settled(begun, 2):
        return CHECKING
    if group.target_type != "ip":
        # What an instance runs is not known here.
        of_moto = group.health_for(target, backend.ec2_backend)
        return of_moto.status, of_moto.reason, of_moto.description
    eni = interface(backend, group, name)
    nodes = interfaces(backend, backend.load_balancers[balancers[0]])
    if not eni or not all(reaches(node, eni, port) for node in nodes):
        return TIMEOUT
    path = group.health_check_path or "/"
    code = answer(backend.account_id, backend.region_name, name, port, path)
    if code is None:
        return FAILED
    if matches(code, group.matcher.get("HttpCode", "200")):
        return HEALTHY
    said = f"Health checks failed with these codes: [{code}]"
    return "unhealthy", "Target.ResponseCodeMismatch", said


def interface(
    backend: ELBv2Backend, group: FakeTargetGroup, address: str
) -> NetworkInterface | None:
    for eni in backend.ec2_backend.enis.values():
        if eni.private_ip_address == address and eni.subnet.vpc_id == group.vpc_id:
            return eni
    return None


def matches(code: int, wanted: str) -> bool:
    for part in wanted.split(","):
        first, _, last = part.strip().partition("-")
        if int(first) <= code <= int(last or first):
            return True
    return False
