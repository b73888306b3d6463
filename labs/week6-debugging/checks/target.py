#!/usr/bin/env python3
"""Does a service's task get requests, through its own target group?

checks/target.py SERVICE PORT SECURITY_GROUP
"""

import sys
from typing import Any

from running import steady, task
from shared import APP, aws, report, service


def findings(name: str, port: str, security_group: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    groups = aws("elbv2", "describe-target-groups", "--names", f"{APP}-{name}",
                 absent="TargetGroupNotFound")  # fmt: skip
    if groups is None:
        return [f"There is no target group “{APP}-{name}”."]
    arn = groups["TargetGroups"][0]["TargetGroupArn"]
    return (
        registers(found, arn, int(port))
        or guarded(found, security_group)
        or steady(found)
        or healthy(found, arn, int(port))
    )


def registers(found: dict[str, Any], arn: str, port: int) -> list[str]:
    given = [
        (each.get("targetGroupArn", ""), each["containerPort"]) for each in found["loadBalancers"]
    ]
    if given == [(arn, port)]:
        return []
    if not given:
        return ["The service registers its tasks nowhere: it has no load balancer."]
    shown = ", ".join(f"port {port} in {tail(arn)}" for arn, port in given)
    return [f"The service registers {shown}; it should be port {port} in {tail(arn)}."]


def guarded(found: dict[str, Any], security_group: str) -> list[str]:
    ids = found["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"]
    groups = aws("ec2", "describe-security-groups", "--group-ids", *ids)["SecurityGroups"]
    names = [each["GroupName"] for each in groups]
    if names == [security_group]:
        return []
    return [f"The service's tasks have the security groups {names}, not “{security_group}” alone."]


def healthy(found: dict[str, Any], arn: str, port: int) -> list[str]:
    running = task(found)
    address = running and address_of(running)
    targets = aws("elbv2", "describe-target-health", "--target-group-arn", arn)
    shown = []
    for each in targets["TargetHealthDescriptions"]:
        target, health = each["Target"], each["TargetHealth"]
        if health["State"] == "healthy" and (target["Id"], target["Port"]) == (address, port):
            return []
        words = ", ".join(health[key] for key in ("Reason", "Description") if health.get(key))
        shown.append(f"{target['Id']}:{target['Port']} is {health['State']} ({words})")
    where = f"The running task, {address}:{port}, is not a healthy target."
    return [f"{where} {'; '.join(shown) or 'The target group is empty'}."]


def address_of(running: dict[str, Any]) -> str:
    details = [d for each in running["attachments"] for d in each["details"]]
    return next(d["value"] for d in details if d["name"] == "privateIPv4Address")


def tail(arn: str) -> str:
    return arn.split(":")[-1]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
