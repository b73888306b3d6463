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
        answer = aws("route53", "list-hosted-zones-by-name", "--dns-name", domain)["HostedZones"]
        private = any(each["Name"] == f"{domain}." for each in answer)
        why = ": the one of this name is private, and the world does not see it" if private else ""
        report([f"There is no public hosted zone “{domain}” in Route 53{why}."])
    if len(found) > 1:
        ids = [each["Id"].removeprefix("/hostedzone/") for each in found]
        report(
            [
                f"There are {len(found)} hosted zones “{domain}”: {listed(ids)}. Each has other "
                "name servers, and the world asks those of one of them."
            ]
        )
    return found[0]


def records(zone: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """By name, without the dot at its end, and type; several where a policy chooses among them."""
    answer = aws("route53", "list-resource-record-sets", "--hosted-zone-id", zone["Id"])
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for each in answer["ResourceRecordSets"]:
        name = each["Name"].rstrip(".").replace("\\052", "*")
        found.setdefault((name, each["Type"]), []).append(each)
    return found


def values(found: list[dict[str, Any]]) -> list[str]:
    """Without the dots at their ends."""
    return sorted(v["Value"].rstrip(".") for each in found for v in each.get("ResourceRecords", []))


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
    """The servers that the zone itself names are asked by everybody who has been there once."""
    found = only_zone(domain)
    own = aws("route53", "get-hosted-zone", "--id", found["Id"])["DelegationSet"]["NameServers"]
    named = values(records(found).get((domain, "NS"), []))
    if named != sorted(each.rstrip(".") for each in own):
        return [f"The zone's NS record names {listed(named)}; its servers are {listed(own)}."]
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
    present = records(only_zone(domain))
    problems = refusals(domain, present)
    for each in certificates(domain):
        for option in each["DomainValidationOptions"]:
            wanted = option.get("ResourceRecord")
            if wanted is None:
                problems.append(f"ACM has no record for {option['DomainName']} yet.")
                continue
            name, value = wanted["Name"].rstrip("."), wanted["Value"].rstrip(".")
            record = present.get((name, "CNAME"))
            if record is None:
                problems.append(f"The zone has no CNAME record {name}.{doubled(name, present)}")
            elif values(record) != [value]:
                problems.append(f"{name} leads to {listed(values(record))}, ACM wants “{value}”.")
    return sorted(set(problems))


def doubled(name: str, present: dict[tuple[str, str], list[dict[str, Any]]]) -> str:
    """A console that adds the domain to what is typed, and a name that has it already."""
    longer = [its for its, kind in present if kind == "CNAME" and its.startswith(f"{name}.")]
    return f" It has {listed(longer)}: the domain is in it twice." if longer else ""


def refusals(domain: str, present: dict[tuple[str, str], list[dict[str, Any]]]) -> list[str]:
    """A CAA record says which authorities may issue a certificate; without one every one may."""
    caa = values(present.get((domain, "CAA"), []))
    for tag in ("issue", "issuewild"):
        named = [each.split()[2].strip('";') for each in caa if each.split()[1] == tag]
        if named and not set(named) & AMAZON:
            return [f"The zone's CAA record lets {listed(named)} issue certificates, not Amazon."]
    return []


# https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
AMAZON = {"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}


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
    present = records(only_zone(domain))
    problems = []
    for host in hosts:
        found = present.get((host, "A"), [])
        star = f"*.{host.partition('.')[2]}"
        if (star, "A") in present and not any(its == host for its, _ in present):
            host, found = star, present[star, "A"]
        if not found:
            others = [kind for (its, kind) in present if its == host and kind not in ("NS", "SOA")]
            instead = f"; it has {listed(others)}" if others else ""
            problems.append(f"The zone has no A record {host}{instead}.")
        for kind in ("A", "AAAA"):
            for record in present.get((host, kind), []):
                problems += astray(host, record, target["DNSName"].lower())
    return problems


def astray(host: str, record: dict[str, Any], balancer: str) -> list[str]:
    if "AliasTarget" not in record:
        fixed = listed(values([record]))
        return [f"{host} is fixed to {fixed}, which the load balancer may leave any day."]
    led = record["AliasTarget"]["DNSName"].rstrip(".").lower().removeprefix("dualstack.")
    return (
        [] if led == balancer else [f"{host} leads to “{led}”, the load balancer is “{balancer}”."]
    )


ASPECTS = {
    "zone": zone,
    "certificate": certificate,
    "validation": validation,
    "issued": issued,
    "aliases": aliases,
}

if __name__ == "__main__":
    report(ASPECTS[sys.argv[1]](*sys.argv[2:]))
