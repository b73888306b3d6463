#!/usr/bin/env python3
"""Do security groups let out to where they have to, and is there a way from the subnets out?

checks/way_out.py (NAME PORT:PLACE…)…     PLACE is a range of addresses, or a group's name

More may be let out. The subnets are the ones that the load balancer and the services get.
"""

import sys
from collections.abc import Iterator
from typing import Any

from account import aws, report
from ingress import EVERYBODY, group, openings, ports_of
from load_balancer import subnets

#: Into the subnets: what visitors ask for, and the answers to calls of one's own, for which Linux
#: takes these ports. Out of them: calls, and answers.
INWARD = ((80, 80), (443, 443), (32768, 60999))
OUTWARD = ((443, 443), (32768, 60999))


def lets_out(*words: str) -> list[str]:
    problems, rules, name = [], None, ""
    for word in words:
        port, is_place, place = word.partition(":")
        if not is_place:
            name, found = word, group(group_name=word)
            rules = found and found["IpPermissionsEgress"]
            if rules is None:
                problems.append(f"There is no security group “{name}” in the default VPC.")
        elif rules is not None and not any(reaches(each, int(port), place) for each in rules):
            problems.append(
                f"“{name}” does not let out {port} to {place}; it lets out {outlets(rules)}."
            )
    return problems


def reaches(permission: dict[str, Any], port: int, place: str) -> bool:
    """Whether one rule lets a port out to a place; who lets everything out names no place."""
    if permission["IpProtocol"] not in ("-1", "tcp"):
        return False
    if not permission.get("FromPort", port) <= port <= permission.get("ToPort", port):
        return False
    return bool({place, EVERYBODY} & {where for _, where in openings([permission])})


def outlets(rules: list[dict[str, Any]]) -> str:
    return ", ".join(sorted(f"{ports} to {where}" for ports, where in openings(rules))) or "nothing"


def roads(subnet: str) -> Iterator[str]:
    """A subnet without a route table of its own has the main one of its VPC."""
    own = tables("association.subnet-id", subnet)
    vpc = aws("ec2", "describe-subnets", "--subnet-ids", subnet)["Subnets"][0]["VpcId"]
    table = (own or [each for each in tables("vpc-id", vpc) if is_main(each)])[0]
    gateways = [
        each.get("GatewayId") or each.get("NatGatewayId") or ""
        for each in table["Routes"]
        if each.get("DestinationCidrBlock") == EVERYBODY and each.get("State") == "active"
    ]
    if not any(each.startswith("igw-") for each in gateways):
        yield (
            f"{table['RouteTableId']} of {subnet} has no route from {EVERYBODY} to an internet "
            "gateway: a public address leads nowhere without it."
        )


def tables(name: str, value: str) -> list[dict[str, Any]]:
    found = aws("ec2", "describe-route-tables", "--filters", f"Name={name},Values={value}")
    return found["RouteTables"]


def is_main(table: dict[str, Any]) -> bool:
    return any(each.get("Main") for each in table["Associations"])


def refusals(subnet: str) -> Iterator[str]:
    """Of a network ACL the rule with the lowest number decides, each way for itself.

    Who shuts out some range of addresses, or a port that nobody here needs, may.
    """
    filters = f"Name=association.subnet-id,Values={subnet}"
    for acl in aws("ec2", "describe-network-acls", "--filters", filters)["NetworkAcls"]:
        for outward, needed in ((False, INWARD), (True, OUTWARD)):
            rules = sorted(
                (each for each in acl["Entries"] if each["Egress"] == outward),
                key=lambda rule: rule["RuleNumber"],
            )
            for ports in needed:
                decisive = next((each for each in rules if concerns(each, *ports)), None)
                if decisive and decisive["RuleAction"] == "deny":
                    yield (
                        f"Rule {decisive['RuleNumber']} of {acl['NetworkAclId']} lets "
                        f"{shown(decisive)} {'to' if outward else 'from'} {EVERYBODY} not "
                        f"{'out' if outward else 'in'}."
                    )


def concerns(rule: dict[str, Any], first: int, last: int) -> bool:
    """Whether it is about everybody's TCP on some of these ports."""
    if rule["Protocol"] not in ("-1", "6") or rule.get("CidrBlock") != EVERYBODY:
        return False
    ports = rule.get("PortRange", {"From": 0, "To": 65535})
    return ports["From"] <= last and first <= ports["To"]


def shown(rule: dict[str, Any]) -> str:
    names = {"6": "tcp", "17": "udp"}
    ports = rule.get("PortRange", {})
    return ports_of(
        {
            "IpProtocol": names.get(rule["Protocol"], rule["Protocol"]),
            "FromPort": ports.get("From"),
            "ToPort": ports.get("To"),
        }
    )


def findings(*words: str) -> list[str]:
    found = [each for subnet in subnets() for each in (*roads(subnet), *refusals(subnet))]
    return lets_out(*words) + list(dict.fromkeys(found))


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
