#!/usr/bin/env python3
"""Do the services run what they should, and does everybody reach them who should?

checks/services.py running|revision|network|targets|connect CLUSTER SERVICE…
checks/services.py exec CLUSTER SERVICE=open|closed…
"""

import json
import sys
from pathlib import Path
from typing import Any

from account import REGION, aws, listed, report
from facts import differences
from load_balancer import at_least, described_groups, subnets, subnets_of

Service = dict[str, Any]

# The latest of Fargate, by its name and by its number (2025).
PLATFORMS = ("LATEST", "1.4.0")
# The seconds that a program may take until it answers its health check.
GRACE = 30


def service(cluster: str, name: str) -> Service:
    described = aws(
        "ecs", "describe-services", "--cluster", cluster, "--services", name,
        absent="ClusterNotFoundException",
    )  # fmt: skip
    if described is None:
        report([f"There is no cluster “{cluster}” in {REGION}."])
    found = [each for each in described["services"] if each["status"] == "ACTIVE"]
    if not found:
        report([f"There is no active service “{name}” in the cluster “{cluster}”."])
    return found[0]


def primary(found: Service) -> dict[str, Any]:
    return next(each for each in found["deployments"] if each["status"] == "PRIMARY")


def tasks(found: Service, status: str = "RUNNING") -> list[dict[str, Any]]:
    place = ("--cluster", found["clusterArn"])
    arns = aws(
        "ecs", "list-tasks", *place, "--service-name", found["serviceName"],
        "--desired-status", status,
    )["taskArns"]  # fmt: skip
    return aws("ecs", "describe-tasks", *place, "--tasks", *arns)["tasks"] if arns else []


def running(found: Service) -> list[str]:
    name, wanted, runs = found["serviceName"], found["desiredCount"], found["runningCount"]
    deployment = primary(found)
    problems = []
    if not wanted:
        problems.append(f"{name} is to run no task at all: its desired count is 0.")
    elif runs != wanted:
        problems.append(f"{name} runs {runs} of {wanted} tasks.")
    if deployment["rolloutState"] != "COMPLETED":
        state = deployment["rolloutState"]
        problems.append(f"{name}'s newest deployment is {state}, not COMPLETED.")
    elif len(found["deployments"]) > 1:
        problems.append(f"Tasks of an older deployment of {name} still run.")
    rollout = found.get("deploymentConfiguration") or {}
    if not rollout.get("minimumHealthyPercent", 100):
        problems.append(f"A deployment of {name} stops its only task before the next one runs.")
    return problems + (said(found) if problems else [])


def said(found: Service) -> list[str]:
    """Why its last task stopped, and what the service itself says; the same words once."""
    words = []
    stopped = sorted(tasks(found, "STOPPED"), key=lambda each: str(each.get("stoppedAt")))
    for each in stopped[-1:]:
        reason = each.get("stoppedReason", "no reason is given")
        words.append(f"The last task stopped: {reason}")
        others = {c["name"]: c["reason"] for c in each["containers"] if c.get("reason")}
        words += [f"{name}: {why}" for name, why in others.items() if why != reason]
        words += [m for m in newest_event(found) if reason not in m]
    return words or newest_event(found)


def newest_event(found: Service) -> list[str]:
    return [each["message"] for each in found["events"][:1]]


def revision(found: Service) -> list[str]:
    family = found["serviceName"]
    newest = aws("ecs", "describe-task-definition", "--task-definition", family)["taskDefinition"]
    wanted = newest["taskDefinitionArn"]
    problems = []
    deployed = primary(found)["taskDefinition"]
    if deployed != wanted:
        problems.append(f"{family} deploys {short(deployed)}; the newest is {short(wanted)}.")
    others = {short(t["taskDefinitionArn"]) for t in tasks(found)} - {short(wanted)}
    if others:
        problems.append(f"Tasks of {family} run {listed(others)}; the newest is {short(wanted)}.")
    platform = found.get("platformVersion", "LATEST")
    if platform not in PLATFORMS:
        problems.append(f"{family} runs on version {platform} of Fargate, not on the latest.")
    return problems


def short(arn: str) -> str:
    return arn.rpartition("/")[2]


def network(found: Service) -> list[str]:
    name = found["serviceName"]
    given = primary(found)["networkConfiguration"]["awsvpcConfiguration"]
    app = short(found["clusterArn"])
    placed = given["subnets"]
    balanced = aws(
        "elbv2", "describe-load-balancers", "--names", app, absent="LoadBalancerNotFound"
    )
    if balanced and set(placed) <= set(subnets_of(balanced["LoadBalancers"][0])):
        placed = at_least(subnets(), placed)
    facts = {
        f"the security group of {name}": described_groups(given.get("securityGroups") or []),
        f"the subnets of {name}": sorted(placed),
        f"the public address of {name}": given.get("assignPublicIp", "DISABLED"),
    }
    expected = {
        f"the security group of {name}": [f"{app}-{name}"],
        f"the subnets of {name}": sorted(subnets()),
        f"the public address of {name}": "ENABLED",
    }
    return list(differences(facts, expected))


def targets(found: Service) -> list[str]:
    name = found["serviceName"]
    wanted = f"{short(found['clusterArn'])}-{name}"
    file = json.loads(Path(f"services/{name}.json").read_text(encoding="utf-8"))
    port = file["loadBalancers"][0]["containerPort"]
    groups = [each["targetGroupArn"] for each in found["loadBalancers"]]
    names = [arn.split(":targetgroup/")[1].split("/")[0] for arn in groups]
    if names != [wanted]:
        return [f"{name} registers its tasks in {listed(names)}, not in “{wanted}”."]
    health = aws("elbv2", "describe-target-health", "--target-group-arn", groups[0])
    descriptions = [
        each
        for each in health["TargetHealthDescriptions"]
        if each["TargetHealth"]["State"] != "draining"
    ]
    problems = []
    if found.get("healthCheckGracePeriodSeconds", 0) < GRACE:
        problems.append(f"{name} gives a program that starts less than {GRACE} seconds of grace.")
    if not descriptions:
        problems.append(f"{wanted} has no target: the load balancer answers 503.")
    for each in descriptions:
        where = f"{each['Target']['Id']}:{each['Target']['Port']} in {wanted}"
        state = each["TargetHealth"]
        if state["State"] != "healthy":
            why = state.get("Description") or "no reason is given"
            problems.append(f"{where} is {state['State']} ({state.get('Reason', '-')}): {why}.")
        if each["Target"]["Port"] != port:
            problems.append(f"{where} is registered with another port than {port}.")
    return problems


def connect(found: Service) -> list[str]:
    name = found["serviceName"]
    given = primary(found).get("serviceConnectConfiguration") or {}
    if not given.get("enabled"):
        return [f"{name} has no Service Connect: nobody finds it by a name."]
    expected = {
        "its namespace": short(found["clusterArn"]),
        "its names": [f"{name}:4567 for the port “{name}”, discovered as “{name}”"],
    }
    names = [
        f"{alias.get('dnsName') or 'a name with the namespace in it'}:{alias['port']} for the port "
        f"“{each['portName']}”, discovered as “{each.get('discoveryName', each['portName'])}”"
        for each in given.get("services") or []
        for alias in each.get("clientAliases") or [{"port": "-"}]
    ]
    namespaces = {each["Arn"]: each["Name"] for each in listed_namespaces()}
    namespace = given.get("namespace")
    facts = {"its namespace": namespaces.get(namespace, namespace), "its names": sorted(names)}
    return [f"Service Connect of {name}: {each}" for each in differences(facts, expected)]


def listed_namespaces() -> list[dict[str, Any]]:
    return aws("servicediscovery", "list-namespaces")["Namespaces"]


def execute(found: Service, wanted: str) -> list[str]:
    name, open_now = found["serviceName"], bool(found.get("enableExecuteCommand"))
    if open_now != (wanted == "open"):
        return [f"ECS Exec is {'on' if open_now else 'off'} for {name}."]
    problems = []
    for task in tasks(found):
        if bool(task.get("enableExecuteCommand")) != open_now:
            problems.append(
                f"A task of {name} is older than the setting: deploy the service again."
            )
        for container in task["containers"] if open_now else []:
            agents = {a["name"]: a["lastStatus"] for a in container.get("managedAgents") or []}
            status = agents.get("ExecuteCommandAgent", "missing")
            if status != "RUNNING":
                problems.append(f"The agent of ECS Exec in {container['name']} is {status}.")
    return problems


ASPECTS = {
    "running": running,
    "revision": revision,
    "network": network,
    "targets": targets,
    "connect": connect,
}


def findings(aspect: str, cluster: str, *names: str) -> list[str]:
    problems = []
    for each in names:
        name, _, wanted = each.partition("=")
        found = service(cluster, name)
        problems += execute(found, wanted) if aspect == "exec" else ASPECTS[aspect](found)
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
