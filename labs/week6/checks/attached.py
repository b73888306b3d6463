#!/usr/bin/env python3
"""Are exactly these managed policies attached to a role, and are the ones of our own on no other?

checks/attached.py ROLE ARN…
"""

import sys

from account import ACCOUNT, aws, listed, report


def findings(role: str, *wanted: str) -> list[str]:
    answer = aws("iam", "list-attached-role-policies", "--role-name", role, absent="NoSuchEntity")
    if answer is None:
        return [f"There is no role named “{role}” in {ACCOUNT}."]
    attached = {each["PolicyArn"] for each in answer["AttachedPolicies"]}
    problems = [f"{arn} is not attached to {role}." for arn in wanted if arn not in attached]
    problems += [f"{arn} is attached to {role} as well." for arn in sorted(attached - set(wanted))]
    for arn in wanted:
        if arn.startswith(f"arn:aws:iam::{ACCOUNT}:"):
            problems += elsewhere(arn, role)
    return problems


def elsewhere(arn: str, role: str) -> list[str]:
    entities = aws("iam", "list-entities-for-policy", "--policy-arn", arn, absent="NoSuchEntity")
    if entities is None:
        return [f"There is no policy {arn}."]
    names = [each["RoleName"] for each in entities["PolicyRoles"] if each["RoleName"] != role]
    names += [each["UserName"] for each in entities["PolicyUsers"]]
    names += [each["GroupName"] for each in entities["PolicyGroups"]]
    return [f"{arn} is attached to {listed(names)}, which is not its place."] if names else []


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
