#!/usr/bin/env python3
"""Would a browser let a site read what a service of the workshop answers?

checks/origin.py SERVICE SITE_HOST

Where the site is really published is read from the load balancer: the listener whose rule has the
host. The back end answers with its FRONTEND_URL as Access-Control-Allow-Origin, and a browser
compares that with the site's origin, letter by letter.
"""

import sys

from running import steady
from shared import APP, aws, definition_of, report, service

USUAL = {"HTTPS": 443, "HTTP": 80}


def findings(name: str, host: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    problems = steady(found)
    if problems:
        return problems
    site = origin_of(host)
    if site is None:
        return [f"No listener of the load balancer has a rule for “{host}”."]
    container = definition_of(found["taskDefinition"])["containerDefinitions"][0]
    environment = {each["name"]: each["value"] for each in container.get("environment", [])}
    allowed = environment.get("FRONTEND_URL", "")
    if allowed == site:
        return []
    if not allowed:
        return [f"No 'Access-Control-Allow-Origin' header is sent to the origin '{site}'."]
    if allowed == "*":
        return [f"Every site of the world may read the answers, '*', and not only '{site}'."]
    return [
        f"Access from origin '{site}' has been blocked by CORS policy: the "
        f"'Access-Control-Allow-Origin' header has a value '{allowed}' that is not equal to it."
    ]


def origin_of(host: str) -> str | None:
    """Scheme, host and port; the port only where it is not the usual one, as browsers write it."""
    balancers = aws(
        "elbv2", "describe-load-balancers", "--names", APP, absent="LoadBalancerNotFound"
    )
    if balancers is None:
        return None
    arn = balancers["LoadBalancers"][0]["LoadBalancerArn"]
    for listener in aws("elbv2", "describe-listeners", "--load-balancer-arn", arn)["Listeners"]:
        rules = aws("elbv2", "describe-rules", "--listener-arn", listener["ListenerArn"])["Rules"]
        hosts = {
            value
            for rule in rules
            for condition in rule["Conditions"]
            if condition["Field"] == "host-header"
            for value in condition.get("HostHeaderConfig", condition)["Values"]
        }
        if host in hosts:
            scheme, port = listener["Protocol"], listener["Port"]
            shown = "" if USUAL[scheme] == port else f":{port}"
            return f"{scheme.lower()}://{host}{shown}"
    return None


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
