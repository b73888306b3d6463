"""Elastic Load Balancing: application load balancers.

- An Application Load Balancer has subnets in at least two Availability Zones, one in each
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- Its security groups are of its subnets' VPC; without any it has the VPC's default one
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- One that faces the internet needs a VPC with an internet gateway
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html).
- Creating one again with the same settings answers with it; with others: DuplicateLoadBalancerName
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- It is provisioning, then active
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html).
- It has a network interface in each subnet, with its security groups
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html).
- Its name in DNS is in a hosted zone of AWS's, another in each region
  (https://docs.aws.amazon.com/general/latest/gr/elb.html).
- With deletion protection it is not deleted: OperationNotPermitted; deleting one that is not there
  is no error
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html).
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.elbv2.exceptions import (
    DuplicateLoadBalancerName,
    ELBClientError,
    InvalidConfigurationRequest,
    LoadBalancerNotFoundError,
    SubnetNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from ...iam import ensure_linked_role
from ..ec2.interfaces import default_group, make_interface
from ..settling import is_settled
from .hosted_zones import HOSTED_ZONES
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
    from .. import replace

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
    refuse_name(name, "Load balancer")
    if name.startswith("internal-"):
        raise ValidationError(f"Load balancer name '{name}' cannot begin with 'internal-'")


def subnets_of(backend: ELBv2Backend, subnet_ids: list[str]) -> list[Any]:
    subnets = []
    for subnet_id in subnet_ids:
        try:
            subnets.append(backend.ec2_backend.get_subnet(subnet_id))
        except EC2ClientError:
            raise SubnetNotFoundError() from None
    zones = {subnet.availability_zone for subnet in subnets}
    if len(zones) < 2 and len(subnets) < 2:
        raise ValidationError(
            "At least two subnets in two different Availability Zones must be specified"
        )
    if len(zones) < len(subnets):
        raise InvalidConfigurationRequest(
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
        )
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise InvalidConfigurationRequest("All subnets must belong to the same VPC")
    return subnets


def refuse_groups(backend: ELBv2Backend, group_ids: list[str], vpc_id: str) -> None:
    for group_id in group_ids:
        group = backend.ec2_backend.get_security_group_from_id(group_id)
        if not group:
            raise ELBClientError(
                "InvalidSecurityGroup", f"Security group '{group_id}' does not exist"
            )
        if group.vpc_id != vpc_id:
            raise InvalidConfigurationRequest("One or more security groups are invalid")


def refuse_unreachable(backend: ELBv2Backend, vpc_id: str) -> None:
    gateways = backend.ec2_backend.internet_gateways.values()
    if not any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in gateways):
        raise ELBClientError("InvalidSubnet", f"VPC {vpc_id} has no internet gateway")


def description(balancer: FakeLoadBalancer) -> str:
    return "ELB " + balancer.arn.partition(":loadbalancer/")[2]


def interfaces(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> list[Any]:
    enis = backend.ec2_backend.enis.values()
    return [eni for eni in enis if eni.description == description(balancer)]


def fit_interfaces(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> None:
    """Makes the interfaces fit the load balancer's subnets and groups."""
    ec2 = backend.ec2_backend
    wanted = {subnet.id: subnet for subnet in balancer.subnets}
    for eni in interfaces(backend, balancer):
        if not wanted.pop(eni.subnet.id, None):
            ec2.enis.pop(eni.id)
    public = balancer.scheme == "internet-facing"
    for subnet in wanted.values():
        groups = balancer.security_groups
        make_interface(ec2, subnet, groups, description(balancer), "amazon-elb", public)
    for eni in interfaces(backend, balancer):
        eni._group_set = [
            ec2.get_security_group_from_id(group) for group in balancer.security_groups
        ]
