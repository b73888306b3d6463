#!/usr/bin/env python3
"""Does a security group let in exactly what it should?

checks/ingress.py in NAME PORT:SOURCE…    SOURCE is a range of addresses, or the name of a group

Who lets in everybody may let in everybody of IPv6 too.
"""

import sys
from typing import Any

from account import REGION, aws, report

EVERYBODY = "0.0.0.0/0"


def group(**filters: str) -> dict[str, Any] | None:
    """The group, if it is in the default VPC."""
    vpcs = aws("ec2", "describe-vpcs", "--filters", "Name=is-default,Values=true")["Vpcs"]
    if not vpcs:
        report([f"There is no default VPC in {REGION}: aws ec2 create-default-vpc makes one."])
    filters |= {"vpc-id": vpcs[0]["VpcId"]}
    arguments = [f"Name={name.replace('_', '-')},Values={value}" for name, value in filters.items()]
    found = aws("ec2", "describe-security-groups", "--filters", *arguments)["SecurityGroups"]
    return found[0] if found else None


def openings(permissions: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """What is let in, and from where; a group by its name."""
    found = set()
    for each in permissions:
        ports = ports_of(each)
        for address in each.get("IpRanges", []):
            found.add((ports, address["CidrIp"]))
        for address in each.get("Ipv6Ranges", []):
            found.add((ports, address["CidrIpv6"]))
        for prefix in each.get("PrefixListIds", []):
            found.add((ports, prefix["PrefixListId"]))
        for pair in each.get("UserIdGroupPairs", []):
            other = group(group_id=pair["GroupId"])
            found.add((ports, other["GroupName"] if other else pair["GroupId"]))
    return found


def ports_of(permission: dict[str, Any]) -> str:
    if permission["IpProtocol"] == "-1":
        return "everything"
    first, last = permission.get("FromPort"), permission.get("ToPort")
    ports = f"{first}" if first == last else f"{first} to {last}"
    return ports if permission["IpProtocol"] == "tcp" else f"{permission['IpProtocol']} {ports}"


def lets_in(name: str, *wanted: str) -> list[str]:
    found = group(group_name=name)
    if found is None:
        return [f"There is no security group “{name}” in the default VPC of {REGION}."]
    open_now = openings(found["IpPermissions"])
    expected = {tuple(each.split(":", 1)) for each in wanted}
    too = {(port, "::/0") for port, source in expected if source == EVERYBODY}
    extra, missing = open_now - expected - too, expected - open_now
    problems = [f"“{name}” lets in {p} from {s}, and should not." for p, s in extra]
    problems += [f"“{name}” does not let in {p} from {s}." for p, s in missing]
    return sorted(problems)


if __name__ == "__main__":
    report({"in": lets_in}[sys.argv[1]](*sys.argv[2:]))
