#!/usr/bin/env python3
"""Is the workshop open: its services, its load balancer, and the roles that its drills are about?

checks/left_behind.py services SERVICE…
checks/left_behind.py listeners PORT…
"""

import sys

from shared import ACCOUNT, APP, aws, report, service


def services(*names: str) -> list[str]:
    return [f"There is no active service named “{name}”." for name in names if not service(name)]


def listeners(*ports: str) -> list[str]:
    found = aws("elbv2", "describe-load-balancers", "--names", APP, absent="LoadBalancerNotFound")
    if found is None:
        return [f"There is no load balancer named “{APP}” in {ACCOUNT}."]
    balancer = found["LoadBalancers"][0]
    if balancer["State"]["Code"] != "active":
        return [f"The load balancer is {balancer['State']['Code']}, not active."]
    there = aws("elbv2", "describe-listeners", "--load-balancer-arn", balancer["LoadBalancerArn"])
    open_now = {str(each["Port"]) for each in there["Listeners"]}
    return [f"Nothing listens on port {port}." for port in ports if port not in open_now]


if __name__ == "__main__":
    report({"services": services, "listeners": listeners}[sys.argv[1]](*sys.argv[2:]))
