#!/usr/bin/env python3
"""Does the load balancer of the application do what it should? One aspect at a time.

checks/load_balancer.py balancer|groups|redirect|encryption|rules APP DOMAIN
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from account import REGION, aws, report
from facts import Facts, differences

POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
# What a redirect keeps of the visitor's address when nothing else is said.
KEPT = {"Host": "#{host}", "Path": "/#{path}", "Query": "#{query}"}


class Application:
    def __init__(self, app: str, domain: str):
        self.app, self.domain = app, domain

    @property
    def groups(self) -> dict[str, tuple[int, str]]:
        """Of each target group the port and the path that is asked."""
        return {
            f"{self.app}-backend-flask": (4567, "/api/health-check"),
            f"{self.app}-frontend": (3000, "/health-check"),
        }

    @property
    def balancer(self) -> dict[str, Any]:
        found = aws(
            "elbv2", "describe-load-balancers", "--names", self.app, absent="LoadBalancerNotFound"
        )
        if found is None:
            report([f"There is no load balancer “{self.app}” in {REGION}."])
        return found["LoadBalancers"][0]

    def listener(self, port: int) -> dict[str, Any]:
        arn = self.balancer["LoadBalancerArn"]
        listeners = aws("elbv2", "describe-listeners", "--load-balancer-arn", arn)["Listeners"]
        found = next((each for each in listeners if each["Port"] == port), None)
        if found is None:
            ports = ", ".join(str(each["Port"]) for each in listeners) or "no port"
            report([f"Nothing listens on port {port} of “{self.app}”; it listens on {ports}."])
        return found


def balancer(wanted: Application) -> tuple[Facts, Facts]:
    found = wanted.balancer
    groups = described_groups(found["SecurityGroups"])
    return (
        (
            ("its kind", found["Type"]),
            ("its scheme", found["Scheme"]),
            ("its state", found["State"]["Code"]),
            ("its security group", groups),
            ("its subnets", sorted(zone["SubnetId"] for zone in found["AvailabilityZones"])),
        ),
        (
            ("its kind", "application"),
            ("its scheme", "internet-facing"),
            ("its state", "active"),
            ("its security group", [f"{wanted.app}-alb"]),
            ("its subnets", sorted(subnets())),
        ),
    )


def described_groups(ids: list[str]) -> list[str]:
    if not ids:
        return []
    found = aws("ec2", "describe-security-groups", "--group-ids", *ids)["SecurityGroups"]
    return sorted(each["GroupName"] for each in found)


def subnets() -> list[str]:
    done = subprocess.run(["bin/look-up", "subnets"], capture_output=True, text=True, check=False)
    if done.returncode:
        report(["The default VPC has no default subnets: aws ec2 create-default-subnet makes one."])
    return done.stdout.split()


def groups(wanted: Application) -> tuple[Facts, Facts]:
    return group_facts(wanted), (
        fact
        for name, (port, path) in wanted.groups.items()
        for fact in (
            (f"what {name} speaks", f"HTTP on {port}"),
            (f"the target type of {name}", "ip"),
            (f"the health check of {name}", f"HTTP {path} on traffic-port"),
            (f"what is healthy for {name}", "200"),
            (f"the seconds that {name} lets open requests end", "30"),
        )
    )


def group_facts(wanted: Application) -> Facts:
    answer = aws("elbv2", "describe-target-groups")["TargetGroups"]
    for each in answer:
        name = each["TargetGroupName"]
        if name not in wanted.groups:
            continue
        attributes = aws(
            "elbv2",
            "describe-target-group-attributes",
            "--target-group-arn",
            each["TargetGroupArn"],
        )["Attributes"]
        delay = {a["Key"]: a["Value"] for a in attributes}["deregistration_delay.timeout_seconds"]
        asked = f"{each['HealthCheckPath']} on {each['HealthCheckPort']}"
        yield f"what {name} speaks", f"{each['Protocol']} on {each['Port']}"
        yield f"the target type of {name}", each["TargetType"]
        yield f"the health check of {name}", f"{each['HealthCheckProtocol']} {asked}"
        yield f"what is healthy for {name}", each["Matcher"]["HttpCode"]
        yield f"the seconds that {name} lets open requests end", delay


def redirect(wanted: Application) -> tuple[Facts, Facts]:
    found = wanted.listener(80)
    return (
        (
            ("port 80 speaks", found["Protocol"]),
            ("what port 80 does", says(found["DefaultActions"])),
        ),
        (
            ("port 80 speaks", "HTTP"),
            ("what port 80 does", "redirect to HTTPS on 443 with HTTP_301"),
        ),
    )


def encryption(wanted: Application) -> tuple[Facts, Facts]:
    found = wanted.listener(443)
    names = []
    for each in found.get("Certificates") or []:
        arn = each["CertificateArn"]
        certificate = aws("acm", "describe-certificate", "--certificate-arn", arn)["Certificate"]
        names += certificate["SubjectAlternativeNames"]
    return (
        (
            ("port 443 speaks", found["Protocol"]),
            ("its TLS policy", found.get("SslPolicy")),
            ("the names of its certificate", sorted(names)),
        ),
        (
            ("port 443 speaks", "HTTPS"),
            ("its TLS policy", POLICY),
            ("the names of its certificate", sorted([wanted.domain, f"*.{wanted.domain}"])),
        ),
    )


def rules(wanted: Application) -> tuple[Facts, Facts]:
    arn = wanted.listener(443)["ListenerArn"]
    found = aws("elbv2", "describe-rules", "--listener-arn", arn)["Rules"]
    backend, frontend = wanted.groups
    return (
        ((f"what happens to {condition(each)}", says(each["Actions"])) for each in found),
        (
            (f"what happens to host api.{wanted.domain}", f"forward to {backend}"),
            (f"what happens to host {wanted.domain}", f"forward to {frontend}"),
            ("what happens to everything else", "answer 404"),
        ),
    )


def condition(rule: dict[str, Any]) -> str:
    if rule["IsDefault"]:
        return "everything else"
    parts = []
    for each in rule["Conditions"]:
        values = each.get("Values") or each.get("HostHeaderConfig", {}).get("Values")
        field = {"host-header": "host"}.get(each["Field"], each["Field"])
        parts.append(f"{field} {' or '.join(sorted(values)) if values else json.dumps(each)}")
    return " and ".join(sorted(parts))


def says(actions: list[dict[str, Any]]) -> str:
    """What an action does, in words."""
    action = max(actions, key=lambda each: each.get("Order", 0))
    if action["Type"] == "redirect":
        given = action["RedirectConfig"]
        changed = [f"{k} {given[k]}" for k, usual in KEPT.items() if given.get(k, usual) != usual]
        where = f"{given.get('Protocol')} on {given.get('Port')} with {given['StatusCode']}"
        return " and ".join([f"redirect to {where}", *changed])
    if action["Type"] == "fixed-response":
        return f"answer {action['FixedResponseConfig']['StatusCode']}"
    if action["Type"] == "forward":
        several = action.get("ForwardConfig", {}).get("TargetGroups") or [action]
        names = [each["TargetGroupArn"].split(":targetgroup/")[1].split("/")[0] for each in several]
        return f"forward to {' and '.join(sorted(names))}"
    return action["Type"]


ASPECTS: dict[str, Callable[[Application], tuple[Facts, Facts]]] = {
    each.__name__: each for each in (balancer, groups, redirect, encryption, rules)
}


def findings(aspect: str, app: str, domain: str) -> list[str]:
    found, expected = ASPECTS[aspect](Application(app, domain))
    return list(differences(dict(found), dict(expected)))


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
