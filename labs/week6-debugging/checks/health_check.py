#!/usr/bin/env python3
"""Does a target group ask its targets the right question?

checks/health_check.py SERVICE PATH
"""

import sys

from shared import APP, aws, report

#: What may be healthy at most; AWS's default is nothing else.
CODES = "200"


def findings(name: str, path: str) -> list[str]:
    groups = aws("elbv2", "describe-target-groups", "--names", f"{APP}-{name}",
                 absent="TargetGroupNotFound")  # fmt: skip
    if groups is None:
        return [f"There is no target group “{APP}-{name}”."]
    group = groups["TargetGroups"][0]
    problems = []
    if group["HealthCheckPort"] != "traffic-port":
        problems.append(
            f"It asks on port {group['HealthCheckPort']}, whatever port gets the requests."
        )
    if group["HealthCheckPath"] != path:
        problems.append(f"It asks for “{group['HealthCheckPath']}”, not for “{path}”.")
    if group["Matcher"]["HttpCode"] != CODES:
        problems.append(f"It takes {group['Matcher']['HttpCode']} for healthy, not only {CODES}.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
