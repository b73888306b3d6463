#!/usr/bin/env python3
"""Is the namespace that a cluster gives to its services there, and is it the right one?

checks/namespace.py CLUSTER NAMESPACE
"""

import sys

from account import ACCOUNT, REGION, aws, report


def findings(cluster_name: str, wanted: str) -> list[str]:
    clusters = aws("ecs", "describe-clusters", "--clusters", cluster_name)["clusters"]
    active = [cluster for cluster in clusters if cluster["status"] == "ACTIVE"]
    if not active:
        return [f"There is no active cluster named “{cluster_name}” in {REGION}."]

    arn = active[0].get("serviceConnectDefaults", {}).get("namespace", "")
    if not arn:
        return [f"The cluster “{cluster_name}” has no Service Connect namespace."]
    prefix = f"arn:aws:servicediscovery:{REGION}:{ACCOUNT}:namespace/"
    if not arn.startswith(prefix):
        return [f"The cluster's namespace is “{arn}”; it should be an ARN that begins “{prefix}”."]

    found = aws("servicediscovery", "list-namespaces")["Namespaces"]
    namespace = next((each for each in found if each["Arn"] == arn), None)
    if namespace is None:
        return [f"The cluster refers to “{arn}”, and Cloud Map has no such namespace."]
    if namespace["Name"] != wanted:
        return [f"The cluster's namespace is “{namespace['Name']}”, not “{wanted}”."]
    return []


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
