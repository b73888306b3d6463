"""Amazon EC2: the rules of security groups.

- A rule that is there already is refused with InvalidPermission.Duplicate, whatever its description
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html).
- The rules of one call are added together or not at all, and all of them are answered
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html).
- Revoking answers with the rules that were revoked, and revokes all that are named or none
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html).
- A rule names groups of its own VPC
  (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
- A rule for TCP or UDP names both ends of its range of ports
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html).
"""

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidParameterValue,
    InvalidSecurityGroupNotFoundError,
    InvalidSecurityGroupRuleIdNotFoundError,
)
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.security_groups import SecurityGroups

from ...replacing import replace

#: By the direction: the list of a group's rules, as moto names it.
RULES = {"ingress": "ingress_rules", "egress": "egress_rules"}
RANGED = {"tcp", "udp", "6", "17"}
HIGHEST_PORT = 65535


def correct() -> None:
    for direction in RULES:
        correct_rules(direction)
    SecurityGroupRule.__eq__ = lambda rule, other: key(rule) == key(other)
    SecurityGroupRule.description = property(
        lambda rule: {**rule.source_group, **rule.ip_range}.get("Description")
    )


def correct_rules(direction: str) -> None:
    @replace(SecurityGroups, f"authorize_security_group_{direction}")
    def authorize(moto, response) -> ActionResult:
        response.error_on_dryrun()
        backend = response.ec2_backend
        permissions = list(response._process_rules_from_querystring())
        rules = getattr(called_group(backend, permissions), RULES[direction])
        before = list(rules)
        refuse_duplicates(before, wanted(backend, permissions))
        add = getattr(backend, f"authorize_security_group_{direction}")
        try:
            added = [rule for permission in permissions for rule in add(**permission)[0]]
        except EC2ClientError:
            rules[:] = before
            raise
        return ActionResult({"Return": True, "SecurityGroupRules": added})

    @replace(SecurityGroups, f"revoke_security_group_{direction}")
    def revoke_all(moto, response) -> ActionResult:
        permissions = list(response._process_rules_from_querystring())
        group = called_group(response.ec2_backend, permissions)
        before = getattr(group, RULES[direction])
        try:
            moto(response)
        except EC2ClientError:
            setattr(group, RULES[direction], before)
            raise
        left = {rule.id for rule in getattr(group, RULES[direction])}
        revoked = [rule for rule in before if rule.id not in left]
        for rule in revoked:
            response.ec2_backend.tags.pop(rule.id, None)
        shown = [in_short(rule) for rule in revoked]
        return ActionResult({"Return": True, "RevokedSecurityGroupRules": shown})

    @replace(SecurityGroupBackend, f"revoke_security_group_{direction}")
    def revoke(moto, backend, group_name_or_id, *rest, security_rule_ids=None, **named) -> None:
        group = called_group(backend, [{"group_name_or_id": group_name_or_id}])
        known = {rule.id for rule in getattr(group, RULES[direction])}
        for rule_id in security_rule_ids or []:
            if rule_id not in known:
                raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        named["security_rule_ids"] = security_rule_ids
        moto(backend, group_name_or_id, *rest, **named)


def called_group(backend: Any, permissions: list[dict[str, Any]]) -> SecurityGroup:
    name = permissions[0]["group_name_or_id"] if permissions else None
    group = name and backend.get_security_group_by_name_or_id(name)
    if not group:
        raise InvalidSecurityGroupNotFoundError(name)
    return group


def wanted(backend: Any, permissions: list[dict[str, Any]]) -> Iterator[SecurityGroupRule]:
    """The rules that a call asks for, refusing those that cannot be."""
    group = called_group(backend, permissions)
    for permission in permissions:
        refuse_ports(permission)
        sources = backend._add_source_group(permission["source_groups"], group.vpc_id)
        for source in sources:
            if backend.get_security_group_from_id(source["GroupId"]).vpc_id != group.vpc_id:
                raise EC2ClientError(
                    "InvalidGroup.NotFound",
                    "You have specified two resources that belong to different networks.",
                )
        yield from backend._iterate_security_rules(
            permission["ip_protocol"],
            group.id,
            permission["from_port"],
            permission["to_port"],
            permission["ip_ranges"],
            sources,
            permission["prefix_list_ids"],
        )


def refuse_ports(permission: dict[str, Any]) -> None:
    if str(permission["ip_protocol"]).lower() not in RANGED:
        return
    ports = permission["from_port"], permission["to_port"]
    if None in ports:
        raise InvalidParameterValue(
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."
        )
    first, last = map(int, ports)
    for port in (first, last):
        if not 0 <= port <= HIGHEST_PORT:
            raise EC2ClientError(
                "InvalidPermission.Malformed", f"TCP/UDP port ({port}) out of range"
            )
    if first > last:
        raise EC2ClientError(
            "InvalidPermission.Malformed", f"Invalid TCP/UDP port range ({first}:{last})"
        )


def refuse_duplicates(
    there: list[SecurityGroupRule], asked_for: Iterator[SecurityGroupRule]
) -> None:
    asked = list(asked_for)
    for number, rule in enumerate(asked):
        if rule in asked[:number]:
            raise InvalidParameterValue("The same permission must not appear multiple times")
        if rule in there:
            raise EC2ClientError(
                "InvalidPermission.Duplicate",
                f'the specified rule "{in_words(rule)}" already exists',
            )


def key(rule: SecurityGroupRule) -> tuple:
    """What tells one rule of a group from another."""
    return rule.ip_protocol, rule.from_port, rule.to_port, peer(rule)


def peer(rule: SecurityGroupRule) -> str | None:
    addresses = rule.cidr_ipv4 or rule.cidr_ipv6
    return addresses or rule.source_group.get("GroupId") or rule.prefix_list_id


def in_short(rule: SecurityGroupRule) -> dict[str, Any]:
    shown = {
        "SecurityGroupRuleId": rule.id,
        "GroupId": rule.group_id,
        "IsEgress": rule.is_egress,
        "IpProtocol": rule.ip_protocol,
        "FromPort": -1 if rule.from_port is None else rule.from_port,
        "ToPort": -1 if rule.to_port is None else rule.to_port,
        "CidrIpv4": rule.cidr_ipv4,
        "CidrIpv6": rule.cidr_ipv6,
        "PrefixListId": rule.prefix_list_id,
        "ReferencedGroupId": rule.source_group.get("GroupId"),
        "Description": rule.description,
    }
    return {name: value for name, value in shown.items() if value is not None}


def in_words(rule: SecurityGroupRule) -> str:
    if rule.ip_protocol == "-1":
        return f"peer: {peer(rule)}, ALL, ALLOW"
    ports = f"from port: {rule.from_port}, to port: {rule.to_port}"
    return f"peer: {peer(rule)}, {rule.ip_protocol.upper()}, {ports}, ALLOW"
