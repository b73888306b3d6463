"""Amazon EC2: security groups.

- A group that a network interface or another group's rule uses is not deleted: DependencyViolation;
  a VPC's default group never is
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html).
- A group is made in a VPC that is there, and its name does not begin with `sg-`
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html).
- A filter that does not exist is refused
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html).
"""

from typing import Any

from moto.ec2.exceptions import (
    DependencyViolationError,
    EC2ClientError,
    InvalidParameterValue,
    InvalidSecurityGroupNotFoundError,
)
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupBackend, SecurityGroupRule
from moto.ec2.utils import is_tag_filter

from ...replacing import replace


def correct() -> None:
    for kind in (SecurityGroup, SecurityGroupRule):
        refuse_unknown_filters(kind)

    @replace(SecurityGroupBackend, "create_security_group")
    def create_security_group(moto, backend, name, description, vpc_id=None, **named) -> Any:
        if vpc_id:
            backend.get_vpc(vpc_id)
        if name.startswith("sg-"):
            raise InvalidParameterValue(
                f"Value ({name}) for parameter GroupName is invalid. "
                "Group names may not be in the format sg-*."
            )
        return moto(backend, name, description, vpc_id=vpc_id, **named)

    @replace(SecurityGroupBackend, "describe_security_groups")
    def describe_security_groups(moto, backend, group_ids=None, *rest, **named) -> Any:
        for group_id in group_ids or []:
            if not backend.get_security_group_from_id(group_id):
                raise InvalidSecurityGroupNotFoundError(group_id)
        return moto(backend, group_ids, *rest, **named)

    @replace(SecurityGroupBackend, "_delete_security_group")
    def delete_security_group(moto, backend, vpc_id, group_id) -> None:
        group = backend.get_security_group_from_id(group_id)
        if group.is_default:
            raise EC2ClientError(
                "CannotDelete",
                f'the specified group: "{group_id}" name: "{group.name}" cannot be deleted by a '
                "user",
            )
        if is_held(backend, group):
            raise DependencyViolationError(f"resource {group_id} has a dependent object")
        moto(backend, group.vpc_id, group_id)
        # moto would keep them, and nobody could ask for them.
        for thing in (group, *group.ingress_rules, *group.egress_rules):
            backend.tags.pop(thing.id, None)


def refuse_unknown_filters(kind: type) -> None:
    @replace(kind, "matches_filter")
    def matches_filter(moto, thing, name, values) -> bool:
        if not is_tag_filter(name) and name not in thing.filters:
            raise InvalidParameterValue(f"The filter '{name}' is invalid")
        return moto(thing, name, values)


def is_held(backend: Any, group: SecurityGroup) -> bool:
    if any(group.id in {each.id for each in eni.group_set} for eni in backend.enis.values()):
        return True
    others = (
        other for groups in backend.groups.values() for other in groups.values() if other != group
    )
    return any(
        rule.source_group.get("GroupId") == group.id
        for other in others
        for rule in (*other.ingress_rules, *other.egress_rules)
    )
