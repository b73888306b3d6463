"""Does the load balancer lead everybody where it led them, and ask after health as it did?"""

from typing import Any

from drills import DRILLS, HOSTS
from shared import APP, aws

from facts import Facts, differences  # isort: skip
from load_balancer import condition, says  # isort: skip

#: What a listener does where no rule leads on.
PLAIN = "HTTP: redirect to HTTPS on 443 with HTTP_301"
ENCRYPTED = "HTTPS: answer 404"


def findings(name: str) -> list[str]:
    found = aws("elbv2", "describe-load-balancers", "--names", APP, absent="LoadBalancerNotFound")
    if found is None:
        return [f"There is no load balancer named “{APP}”."]
    balancer = found["LoadBalancers"][0]["LoadBalancerArn"]
    here = dict(listeners(balancer))
    there = {"what listens": ["80", "443", "444"]}
    there["what port 80 does"] = PLAIN
    for port, hosts in HOSTS.items():
        there[f"what port {port} does"] = ENCRYPTED
        for host, drill in hosts.items():
            there[f"what port {port} does for host {host}"] = f"forward to {APP}-{drill}"
    if name != "search":
        here |= dict(question(name))
        there[f"the health check of {APP}-{name}"] = (
            f"HTTP {DRILLS[name].health} on traffic-port, and 200 is healthy"
        )
    return [f"Of the load balancer {each}" for each in differences(here, there)] + beside()


def listeners(balancer: str) -> Facts:
    found = aws("elbv2", "describe-listeners", "--load-balancer-arn", balancer)["Listeners"]
    yield "what listens", [str(port) for port in sorted(each["Port"] for each in found)]
    for each in found:
        rules = aws("elbv2", "describe-rules", "--listener-arn", each["ListenerArn"])["Rules"]
        does = f"what port {each['Port']} does"
        for rule in rules:
            if rule["IsDefault"]:
                yield does, f"{each['Protocol']}: {says(rule['Actions'])}"
            else:
                yield f"{does} for {condition(rule)}", says(rule["Actions"])


def question(name: str) -> Facts:
    group = groups().get(f"{APP}-{name}")
    if group:
        asked = f"{group['HealthCheckProtocol']} {group['HealthCheckPath']}"
        healthy = f"{group['Matcher']['HttpCode']} is healthy"
        label = f"the health check of {APP}-{name}"
        yield label, f"{asked} on {group['HealthCheckPort']}, and {healthy}"


def beside() -> list[str]:
    wanted = {f"{APP}-{name}" for name, drill in DRILLS.items() if drill.health}
    extra = sorted(groups().keys() - wanted)
    return [f"The target group “{each}” is there as well, and nobody needs it." for each in extra]


def groups() -> dict[str, Any]:
    found = aws("elbv2", "describe-target-groups")["TargetGroups"]
    ours = (each for each in found if each["TargetGroupName"].startswith(f"{APP}-"))
    return {each["TargetGroupName"]: each for each in ours}
