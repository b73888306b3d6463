#!/usr/bin/env python3
"""Are the endpoints there by which a task reaches AWS without the internet?

checks/endpoints.py interface GROUP SERVICE…    in two zones, with private DNS and this group alone
checks/endpoints.py gateway                     S3's, in the route table of the VPC
checks/endpoints.py policy SERVICE FILE         what may pass through this one
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from shared import ACCOUNT, REGION, aws, report
from strangers import listed

from policy import differences  # isort: skip


def default_vpc() -> str:
    vpcs = aws("ec2", "describe-vpcs", "--filters", "Name=is-default,Values=true")["Vpcs"]
    if not vpcs:
        report([f"There is no default VPC in {REGION}: aws ec2 create-default-vpc makes one."])
    return vpcs[0]["VpcId"]


def endpoints() -> dict[tuple[str, str], dict[str, Any]]:
    """Those of the default VPC that are not on their way out, by type and service."""
    found = aws("ec2", "describe-vpc-endpoints", "--filters", f"Name=vpc-id,Values={default_vpc()}")
    return {
        (each["VpcEndpointType"], each["ServiceName"].split(".", 3)[3]): each
        for each in found["VpcEndpoints"]
        if each["State"].lower() not in ("deleting", "deleted")
    }


def bars(endpoint: dict[str, Any]) -> bool:
    """Whether its policy lets none of us through: each statement denies, or asks for others."""
    ours = {
        "aws:principalaccount": ACCOUNT,
        "aws:resourceaccount": ACCOUNT,
        "aws:sourcevpc": endpoint["VpcId"],
        "aws:sourcevpce": endpoint["VpcEndpointId"],
    }
    document = json.loads(endpoint.get("PolicyDocument") or '{"Statement": {"Effect": "Allow"}}')
    return not any(
        each["Effect"] == "Allow"
        and all(
            ours.get(name.lower()) in (None, *listed(values))
            for condition in each.get("Condition", {}).values()
            for name, values in condition.items()
        )
        for each in listed(document["Statement"])
    )


def interface(group: str, *services: str) -> list[str]:
    here, problems = endpoints(), []
    for service in services:
        endpoint = here.get(("Interface", service))
        if endpoint is None:
            problems.append(f"There is no interface endpoint for {service} in the default VPC.")
            continue
        if endpoint["State"].lower() != "available":
            problems.append(f"The endpoint for {service} is {endpoint['State']}.")
        if not endpoint["PrivateDnsEnabled"]:
            problems.append(f"The name of {service} does not lead to its endpoint: no private DNS.")
        if len(endpoint["SubnetIds"]) < 2:
            problems.append(f"The endpoint for {service} is in one zone, and fails with it.")
        groups = sorted(each["GroupName"] for each in endpoint["Groups"])
        if groups != [group]:
            problems.append(f"The endpoint for {service} has the groups {groups}, not {group}.")
        if bars(endpoint):
            problems.append(f"The policy of the endpoint for {service} lets none of us through.")
    return problems


def gateway() -> list[str]:
    endpoint = endpoints().get(("Gateway", "s3"))
    if endpoint is None:
        return ["There is no gateway endpoint for S3: an image's layers come from there."]
    tables = aws(
        "ec2", "describe-route-tables", "--filters", f"Name=vpc-id,Values={default_vpc()}",
        "Name=association.main,Values=true",
    )["RouteTables"]  # fmt: skip
    missing = [each["RouteTableId"] for each in tables
               if each["RouteTableId"] not in endpoint["RouteTableIds"]]  # fmt: skip
    problems = [f"The main route table {each} does not lead to S3's endpoint." for each in missing]
    return (
        [*problems, "The policy of S3's endpoint lets none of us through."]
        if bars(endpoint)
        else problems
    )


def policy(service: str, file: str) -> list[str]:
    endpoint = endpoints().get(("Interface", service))
    if endpoint is None:
        return [f"There is no interface endpoint for {service} in the default VPC."]
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(os.environ)
    found = json.loads(endpoint["PolicyDocument"])
    return differences(found, json.loads(text))


if __name__ == "__main__":
    aspect, *rest = sys.argv[1:]
    report({"interface": interface, "gateway": gateway, "policy": policy}[aspect](*rest))
