"""Elastic Load Balancing: target groups.

- The health check's numbers have bounds: interval 5 to 300 s, timeout 2 to 120 s and below the
  interval, both thresholds 2 to 10; its port is 1 to 65535 or `traffic-port`, its path begins with
  `/`, its codes are 200 to 499
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html).
- Creating one again with the same settings answers with it; with others: DuplicateTargetGroupName
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html).
- One to which a listener or a rule forwards is not deleted: ResourceInUse
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html).
- A target group shows the load balancer that forwards to it, for as long as it does
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html).

Ours: the port and the path of a health check.
"""

import re
from typing import Any

from moto.core.utils import utcnow
from moto.elbv2.exceptions import (
    DuplicateTargetGroupName,
    LoadBalancerNotFoundError,
    ResourceInUseError,
    TargetGroupNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend, FakeTargetGroup, elbv2_backends

from ...replacing import replace
from .actions import balancers_of
from .refusals import refuse_choice, refuse_name, refuse_number

TARGET_TYPES = ("instance", "ip", "lambda", "alb")
#: By the names of CreateTargetGroup's parameters in moto: AWS's name, the lowest and the highest.
BOUNDS = {
    "port": ("port", 1, 65535),
    "healthcheck_interval_seconds": ("healthCheckIntervalSeconds", 5, 300),
    "healthcheck_timeout_seconds": ("healthCheckTimeoutSeconds", 2, 120),
    "healthy_threshold_count": ("healthyThresholdCount", 2, 10),
    "unhealthy_threshold_count": ("unhealthyThresholdCount", 2, 10),
}
CODES = (200, 499)


def correct() -> None:
    FakeTargetGroup.load_balancer_arns = property(
        lambda group: balancers_of(backend_of(group), group), lambda group, _: None
    )

    @replace(ELBv2Backend, "create_target_group")
    def create_target_group(moto, backend, name, **asked) -> FakeTargetGroup:
        refuse_name(name, "target group")
        refuse_choice(asked.get("target_type"), TARGET_TYPES, "targetType")
        refuse_check(asked)
        settings = {key: value for key, value in asked.items() if key != "tags"}
        for other in backend.target_groups.values():
            if other.name == name and other.asked == settings:
                return other
            if other.name == name:
                raise DuplicateTargetGroupName(
                    f"A target group with the same name '{name}' exists, but with different "
                    "settings"
                )
        group = moto(backend, name, **asked)
        group.asked = settings
        group.used_since = None
        return group

    @replace(ELBv2Backend, "describe_target_groups")
    def describe_target_groups(moto, backend, load_balancer_arn, arns, names) -> Any:
        if not load_balancer_arn or arns or names:
            return moto(backend, load_balancer_arn, arns, names)
        if load_balancer_arn not in backend.load_balancers:
            raise LoadBalancerNotFoundError(f"Load balancer '{load_balancer_arn}' not found")
        groups = sorted(backend.target_groups.values(), key=lambda group: group.name)
        return [group for group in groups if load_balancer_arn in balancers_of(backend, group)]

    @replace(ELBv2Backend, "modify_target_group")
    def modify_target_group(
        moto, backend, arn, protocol=None, port=None, path=None, interval=None, timeout=None,
        healthy=None, unhealthy=None, codes=None, health_check_enabled=None,
    ) -> FakeTargetGroup:  # fmt: skip
        group = existing(backend, arn)
        refuse_check(
            {
                "protocol": group.protocol,
                "healthcheck_port": port,
                "healthcheck_path": path,
                "healthcheck_interval_seconds": interval or group.health_check_interval_seconds,
                "healthcheck_timeout_seconds": timeout or group.health_check_timeout_seconds,
                "healthy_threshold_count": healthy,
                "unhealthy_threshold_count": unhealthy,
                "matcher": {"HttpCode": codes} if codes else None,
            }
        )
        return moto(
            backend, arn, protocol, port, path, interval, timeout, healthy, unhealthy, codes,
            health_check_enabled,
        )  # fmt: skip

    @replace(ELBv2Backend, "delete_target_group")
    def delete_target_group(moto, backend, target_group_arn) -> FakeTargetGroup:
        if balancers_of(backend, existing(backend, target_group_arn)):
            raise ResourceInUseError(
                f"Target group '{target_group_arn}' is currently in use by a listener or a rule"
            )
        backend.tagging_service.delete_all_tags_for_resource(target_group_arn)
        return moto(backend, target_group_arn)


def backend_of(group: FakeTargetGroup) -> ELBv2Backend:
    return elbv2_backends[group.account_id][group.region_name]


def existing(backend: ELBv2Backend, arn: str) -> FakeTargetGroup:
    if arn not in backend.target_groups:
        raise TargetGroupNotFoundError()
    return backend.target_groups[arn]


def note_use(backend: ELBv2Backend) -> None:
    """Remembers since when something forwards to each group: health checks begin then."""
    for group in backend.target_groups.values():
        if not balancers_of(backend, group):
            group.used_since = None
        elif not group.used_since:
            group.used_since = utcnow()


def refuse_check(asked: dict[str, Any]) -> None:
    for parameter, (member, lowest, highest) in BOUNDS.items():
        refuse_number(asked.get(parameter), lowest, highest, member)
    port = asked.get("healthcheck_port")
    if port not in (None, "traffic-port") and not is_port(port):
        raise ValidationError(
            f"Health check port '{port}' must be 'traffic-port' or in the range '1-65535'"
        )
    path = asked.get("healthcheck_path")
    if path is not None and not path.startswith("/"):
        raise ValidationError(f"Health check path '{path}' must begin with a '/' character")
    interval = asked.get("healthcheck_interval_seconds")
    timeout = asked.get("healthcheck_timeout_seconds")
    if interval and timeout and asked.get("protocol") in ("HTTP", "HTTPS") and timeout >= interval:
        raise ValidationError(
            f"Health check timeout '{timeout}' must be smaller than the interval '{interval}'"
        )
    codes = (asked.get("matcher") or {}).get("HttpCode")
    if codes and not all(map(within, codes.split(","))):
        raise ValidationError(
            f"Health check matcher HTTP code '{codes}' must be within "
            f"'{CODES[0]}-{CODES[1]}' inclusive"
        )


def is_port(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 65535


def within(codes: str) -> bool:
    found = re.fullmatch(r"(\d{3})(?:-(\d{3}))?", codes.strip())
    if not found:
        return False
    first, last = int(found[1]), int(found[2] or found[1])
    return CODES[0] <= first <= last <= CODES[1]
