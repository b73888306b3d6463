"""Elastic Load Balancing: application load balancers.

- Creating one again with the same settings answers with it; with others: DuplicateLoadBalancerName
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- It is provisioning, then active
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html).
- Its name in DNS is in a hosted zone of AWS's, another in each region
  (https://docs.aws.amazon.com/general/latest/gr/elb.html).
- With deletion protection it is not deleted: OperationNotPermitted; deleting one that is not there
  is no error
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html).

Simulated: a load balancer is described and decides the health of targets; no request passes
through it.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elbv2.exceptions import (
    DuplicateLoadBalancerName,
    ELBClientError,
    LoadBalancerNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer
from moto.elbv2.responses import ELBV2Response

from ...replacing import replace
from ...settling import is_settled
from ..ec2.interfaces import default_group
from ..iam import ensure_linked_role
from .hosted_zones import HOSTED_ZONES
from .nodes import fit_interfaces, interfaces
from .places import refuse_groups, refuse_unreachable, subnets_of
from .refusals import refuse_choice, refuse_name

ATTRIBUTES = {
    "access_logs.s3.enabled": "false",
    "access_logs.s3.bucket": "",
    "access_logs.s3.prefix": "",
    "deletion_protection.enabled": "false",
    "idle_timeout.timeout_seconds": "60",
    "load_balancing.cross_zone.enabled": "true",
    "routing.http.desync_mitigation_mode": "defensive",
    "routing.http.drop_invalid_header_fields.enabled": "false",
    "routing.http.preserve_host_header.enabled": "false",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
    "routing.http.xff_client_port.enabled": "false",
    "routing.http.xff_header_processing.mode": "append",
    "routing.http2.enabled": "true",
    "waf.fail_open.enabled": "false",
}


def correct() -> None:
    FakeLoadBalancer.load_balancer_state = property(
        lambda balancer: {"Code": "active" if is_settled(balancer.made) else "provisioning"}
    )

    @replace(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(moto, backend, name, security_groups, subnet_ids, **asked) -> Any:
        kind = asked["loadbalancer_type"] = asked.get("loadbalancer_type") or "application"
        scheme = asked["scheme"] = asked.get("scheme") or "internet-facing"
        if kind != "application":
            return born(moto(backend, name, security_groups, subnet_ids, **asked))
        refuse_balancer_name(name)
        refuse_choice(scheme, ("internet-facing", "internal"), "scheme")
        mapped = [each["SubnetId"] for each in asked.pop("subnet_mappings", None) or []]
        subnets = subnets_of(backend, [*subnet_ids, *mapped])
        vpc = subnets[0].vpc_id
        groups = security_groups or [default_group(backend.ec2_backend, vpc)]
        refuse_groups(backend, groups, vpc)
        settings = (scheme, set(groups), {subnet.id for subnet in subnets})
        for other in backend.load_balancers.values():
            if other.name == name and settings == settings_of(other):
                return other
            if other.name == name:
                raise DuplicateLoadBalancerName(
                    f"A load balancer with the same name '{name}' exists, but with different "
                    "settings"
                )
        if scheme == "internet-facing":
            refuse_unreachable(backend, vpc)
        ensure_linked_role(backend.account_id, "elasticloadbalancing.amazonaws.com")
        ids = [subnet.id for subnet in subnets]
        balancer = born(moto(backend, name, groups, ids, **asked))
        balancer.attrs = dict(ATTRIBUTES)
        number = int(balancer.arn.rpartition("/")[2], 16) % 10**10
        begin = "internal-" if scheme == "internal" else ""
        balancer.dns_name = f"{begin}{name}-{number}.{backend.region_name}.elb.amazonaws.com"
        balancer.canonical_hosted_zone_id = HOSTED_ZONES[backend.region_name]
        fit_interfaces(backend, balancer)
        return balancer

    @replace(ELBv2Backend, "describe_load_balancers")
    def describe_load_balancers(moto, backend, arns, names) -> list[FakeLoadBalancer]:
        every = list(backend.load_balancers.values())
        for member, asked in (("arn", arns), ("name", names)):
            known = {getattr(balancer, member) for balancer in every}
            missing = ", ".join(each for each in asked or [] if each not in known)
            if missing:
                raise LoadBalancerNotFoundError(f"Load balancers '[{missing}]' not found")
        if not arns and not names:
            return every
        return [each for each in every if each.arn in (arns or []) or each.name in (names or [])]

    @replace(ELBv2Backend, "set_security_groups")
    def set_security_groups(moto, backend, arn, groups) -> None:
        balancer = existing(backend, arn)
        refuse_groups(backend, groups, balancer.vpc_id)
        moto(backend, arn, groups)
        fit_interfaces(backend, balancer)

    @replace(ELBV2Response, "set_security_groups")
    def answer_with_groups(moto, response) -> ActionResult:
        moto(response)
        return ActionResult({"SecurityGroupIds": response._get_param("SecurityGroups", [])})

    @replace(ELBv2Backend, "set_subnets")
    def set_subnets(moto, backend, arn, subnet_ids, subnet_mappings) -> Any:
        balancer = existing(backend, arn)
        mapped = [each["SubnetId"] for each in subnet_mappings]
        subnets_of(backend, [*subnet_ids, *mapped])
        answer = moto(backend, arn, subnet_ids, subnet_mappings)
        fit_interfaces(backend, balancer)
        return answer

    @replace(ELBv2Backend, "modify_load_balancer_attributes")
    def modify_load_balancer_attributes(moto, backend, arn, attributes) -> dict[str, Any]:
        existing(backend, arn)
        for key in attributes:
            if key not in FakeLoadBalancer.VALID_ATTRS:
                raise ValidationError(f"Load balancer attribute key '{key}' is not recognized")
        return moto(backend, arn, attributes)

    @replace(ELBv2Backend, "delete_load_balancer")
    def delete_load_balancer(moto, backend, arn) -> None:
        balancer = backend.load_balancers.get(arn)
        if not balancer:
            return
        if balancer.attrs["deletion_protection.enabled"] == "true":
            raise ELBClientError(
                "OperationNotPermitted",
                f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
            )
        for listener in list(balancer.listeners):
            backend.delete_listener(listener)
        for eni in interfaces(backend, balancer):
            backend.ec2_backend.enis.pop(eni.id)
        backend.tagging_service.delete_all_tags_for_resource(arn)
        moto(backend, arn)


def born(balancer: FakeLoadBalancer) -> FakeLoadBalancer:
    balancer.made = utcnow()
    return balancer


def existing(backend: ELBv2Backend, arn: str) -> FakeLoadBalancer:
    if arn not in backend.load_balancers:
        raise LoadBalancerNotFoundError(f"Load balancer '{arn}' not found")
    return backend.load_balancers[arn]


def settings_of(balancer: FakeLoadBalancer) -> tuple:
    subnets = {subnet.id for subnet in balancer.subnets}
    return balancer.scheme, set(balancer.security_groups), subnets


def refuse_balancer_name(name: str) -> None:
    refuse_name(name, "load balancer")
    if name.startswith("internal-"):
        raise ValidationError(f"The load balancer name '{name}' cannot begin with 'internal-'")
