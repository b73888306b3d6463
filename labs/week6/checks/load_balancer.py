#!/usr/bin/env python3
"""Does the load balancer of the application do what it should? One aspect at a time.

checks/load_balancer.py balancer|groups|redirect|encryption|rules APP DOMAIN
"""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

from account import REGION, aws, report
from facts import Facts, differences
from listener_rules import by_rules, condition, rules_of, says

# TLS 1.3, and 1.2 for who does not know it yet; the older ones are retired (RFC 8996).
TODAY = {"TLSv1.2", "TLSv1.3"}
# Seconds in which a task that died still gets requests.
PATIENCE = 120


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
    def names(self) -> list[str]:
        return [self.domain, f"*.{self.domain}"]

    @property
    def balancer(self) -> dict[str, Any]:
        found = aws(
            "elbv2", "describe-load-balancers", "--names", self.app, absent="LoadBalancerNotFound"
        )
        if found is None:
            report([f"There is no load balancer “{self.app}” in {REGION}."])
        return found["LoadBalancers"][0]

    @property
    def listeners(self) -> list[dict[str, Any]]:
        arn = self.balancer["LoadBalancerArn"]
        return aws("elbv2", "describe-listeners", "--load-balancer-arn", arn)["Listeners"]

    @property
    def other_ports(self) -> list[str]:
        return sorted(str(each["Port"]) for each in self.listeners if each["Port"] not in (80, 443))

    def listener(self, port: int) -> dict[str, Any]:
        found = next((each for each in self.listeners if each["Port"] == port), None)
        if found is None:
            ports = ", ".join(str(each["Port"]) for each in self.listeners) or "no port"
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
            ("its subnets", at_least(subnets(), subnets_of(found))),
        ),
        (
            ("its kind", "application"),
            ("its scheme", "internet-facing"),
            ("its state", "active"),
            ("its security group", [f"{wanted.app}-alb"]),
            ("its subnets", sorted(subnets())),
        ),
    )


def subnets_of(balancer: dict[str, Any]) -> list[str]:
    return [zone["SubnetId"] for zone in balancer["AvailabilityZones"]]


def at_least(wanted: list[str], found: list[str]) -> list[str]:
    """What is found, or as much of it as is wanted when that is in it."""
    return sorted(wanted if set(wanted) <= set(found) else found)


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
        version = "" if each.get("ProtocolVersion", "HTTP1") == "HTTP1" else each["ProtocolVersion"]
        yield f"what {name} speaks", f"{version or each['Protocol']} on {each['Port']}"
        yield f"the target type of {name}", each["TargetType"]
        yield f"the health check of {name}", f"{each['HealthCheckProtocol']} {asked}"
        code = each["Matcher"]["HttpCode"]
        yield f"what is healthy for {name}", "200" if code == "200-299" else code
        seconds = each["HealthCheckIntervalSeconds"] * each["UnhealthyThresholdCount"]
        if seconds > PATIENCE:
            yield f"the {seconds} seconds until {name} counts a task as ill", seconds
        yield f"the seconds that {name} lets open requests end", delay


def redirect(wanted: Application) -> tuple[Facts, Facts]:
    found = wanted.listener(80)
    return (
        (
            ("port 80 speaks", found["Protocol"]),
            ("what port 80 does", says(found["DefaultActions"])),
            ("what port 80 does by a rule", by_rules(found)),
            ("what it listens on besides 80 and 443", wanted.other_ports),
        ),
        (
            ("port 80 speaks", "HTTP"),
            ("what port 80 does", "redirect to HTTPS on 443 with HTTP_301"),
            ("what port 80 does by a rule", []),
            ("what it listens on besides 80 and 443", []),
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
            ("its TLS policy", spoken(found.get("SslPolicy"))),
            ("the names of its certificate", at_least(wanted.names, names)),
        ),
        (
            ("port 443 speaks", "HTTPS"),
            ("its TLS policy", "of today"),
            ("the names of its certificate", sorted(wanted.names)),
        ),
    )


def spoken(policy: str | None) -> str | None:
    """What a policy lets a visitor speak, if that is not what one speaks today."""
    if policy is None:
        return None
    found = aws("elbv2", "describe-ssl-policies", "--names", policy)["SslPolicies"]
    versions = set(found[0]["SslProtocols"])
    if "TLSv1.3" in versions and versions <= TODAY:
        return "of today"
    return f"{policy}, which speaks {' and '.join(sorted(versions))}"


def rules(wanted: Application) -> tuple[Facts, Facts]:
    found: dict[str, str] = {}
    for each in rules_of(wanted.listener(443)):
        # The first that fits decides; whatever comes after it for the same is never asked.
        found.setdefault(f"what happens to {condition(each)}", says(each["Actions"]))
    backend, frontend = wanted.groups
    return (
        found.items(),
        (
            (f"what happens to host api.{wanted.domain}", f"forward to {backend}"),
            (f"what happens to host {wanted.domain}", f"forward to {frontend}"),
            ("what happens to everything else", "answer 404"),
        ),
    )


ASPECTS: dict[str, Callable[[Application], tuple[Facts, Facts]]] = {
    each.__name__: each for each in (balancer, groups, redirect, encryption, rules)
}


def findings(aspect: str, app: str, domain: str) -> list[str]:
    found, expected = ASPECTS[aspect](Application(app, domain))
    return list(differences(dict(found), dict(expected)))


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
