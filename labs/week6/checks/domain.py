#!/usr/bin/env python3
"""Is the domain's zone there, has it a certificate, and do its records lead where they should?

checks/domain.py zone|certificate|validation|issued DOMAIN
checks/domain.py aliases DOMAIN LOAD_BALANCER HOST…
"""

import sys
from typing import Any

from account import REGION, aws, listed, report


def zones(domain: str) -> list[dict[str, Any]]:
    """The public ones of exactly this name."""
    answer = aws("route53", "list-hosted-zones-by-name", "--dns-name", domain)["HostedZones"]
    public = [each for each in answer if not each["Config"]["PrivateZone"]]
    return [each for each in public if each["Name"] == f"{domain}."]


def only_zone(domain: str) -> dict[str, Any]:
    found = zones(domain)
    if not found:
        report([f"There is no public hosted zone “{domain}” in Route 53."])
    if len(found) > 1:
        ids = [each["Id"].removeprefix("/hostedzone/") for each in found]
        report(
            [
                f"There are {len(found)} hosted zones “{domain}”: {listed(ids)}. Each has other "
                "name servers, and the world asks those of one of them."
            ]
        )
    return found[0]


def records(domain: str) -> dict[tuple[str, str], dict[str, Any]]:
    """By name, without the dot at its end, and type."""
    answer = aws(
        "route53", "list-resource-record-sets", "--hosted-zone-id", only_zone(domain)["Id"]
    )
    return {(r["Name"].rstrip("."), r["Type"]): r for r in answer["ResourceRecordSets"]}


def certificates(domain: str) -> list[dict[str, Any]]:
    """Those for the domain that are wanted or valid, in full."""
    answer = aws("acm", "list-certificates")["CertificateSummaryList"]
    arns = [each["CertificateArn"] for each in answer if each["DomainName"] == domain]
    found = [
        aws("acm", "describe-certificate", "--certificate-arn", arn)["Certificate"] for arn in arns
    ]
    living = [each for each in found if each["Status"] in ("ISSUED", "PENDING_VALIDATION")]
    if not living:
        ended = [
            f"{each['Status']}: {each.get('FailureReason', 'no reason given')}" for each in found
        ]
        report([f"There is no certificate for {domain} in {REGION}. {' '.join(ended)}".strip()])
    return living


def zone(domain: str) -> list[str]:
    only_zone(domain)
    return []


def certificate(domain: str) -> list[str]:
    problems = []
    for each in certificates(domain):
        arn = each["CertificateArn"]
        missing = {domain, f"*.{domain}"} - set(each["SubjectAlternativeNames"])
        if missing:
            problems.append(f"{arn} is not for {listed(missing)}.")
        ways = {option.get("ValidationMethod") for option in each["DomainValidationOptions"]}
        if ways != {"DNS"}:
            problems.append(f"{arn} is proved by {listed(ways - {'DNS'})}, not by a record in DNS.")
    return problems


def validation(domain: str) -> list[str]:
    problems = []
    present = records(domain)
    for each in certificates(domain):
        for option in each["DomainValidationOptions"]:
            wanted = option.get("ResourceRecord")
            if wanted is None:
                problems.append(f"ACM has no record for {option['DomainName']} yet.")
                continue
            name, value = wanted["Name"].rstrip("."), wanted["Value"].rstrip(".")
            record = present.get((name, "CNAME"))
            values = [v["Value"].rstrip(".") for v in (record or {}).get("ResourceRecords", [])]
            if record is None:
                problems.append(f"The zone has no CNAME record {name}.")
            elif values != [value]:
                problems.append(f"{name} leads to {listed(values)}, ACM wants “{value}”.")
    return sorted(set(problems))


def issued(domain: str) -> list[str]:
    return [
        f"{each['CertificateArn']} is {each['Status']}."
        for each in certificates(domain)
        if each["Status"] != "ISSUED"
    ]


def aliases(domain: str, balancer: str, *hosts: str) -> list[str]:
    described = aws(
        "elbv2", "describe-load-balancers", "--names", balancer, absent="LoadBalancerNotFound"
    )
    if described is None:
        return [f"There is no load balancer “{balancer}” in {REGION}."]
    target = described["LoadBalancers"][0]
    name = target["DNSName"].lower()
    problems = []
    present = records(domain)
    for host in hosts:
        record = present.get((host, "A"))
        if record is None:
            others = [kind for (its, kind) in present if its == host and kind not in ("NS", "SOA")]
            instead = f"; it has {listed(others)}" if others else ""
            problems.append(f"The zone has no A record {host}{instead}.")
        elif "AliasTarget" not in record:
            fixed = listed(each["Value"] for each in record["ResourceRecords"])
            problems.append(
                f"{host} is fixed to {fixed}, which the load balancer may leave any day."
            )
        else:
            led = record["AliasTarget"]["DNSName"].rstrip(".").lower().removeprefix("dualstack.")
            if led != name:
                problems.append(f"{host} leads to “{led}”, the load balancer is “{name}”.")
    return problems


ASPECTS = {
    "zone": zone,
    "certificate": certificate,
    "validation": validation,
    "issued": issued,
    "aliases": aliases,
}

if __name__ == "__main__":
    report(ASPECTS[sys.argv[1]](*sys.argv[2:]))
