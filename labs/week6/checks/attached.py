#!/usr/bin/env python3
"""Are exactly these managed policies attached to a role, and are the ones of our own on no other?

checks/attached.py ROLE ARN…

ARN,ARN is one of the two. Where all of them are made by AWS, the account's own are not looked at.
"""

import sys

from account import ACCOUNT, aws, listed, report

AWS = "arn:aws:iam::aws:policy/"


def findings(role: str, *wanted: str) -> list[str]:
    answer = aws("iam", "list-attached-role-policies", "--role-name", role, absent="NoSuchEntity")
    if answer is None:
        return [f"There is no role named “{role}” in {ACCOUNT}."]
    attached = {each["PolicyArn"] for each in answer["AttachedPolicies"]}
    if all(arn.startswith(AWS) for arn in wanted):  # what the account's own say is another check's
        attached = {arn for arn in attached if arn.startswith(AWS)}
    choices = [each.split(",") for each in wanted]
    problems = [
        f"{arns[0]} is not attached to {role}." for arns in choices if not attached & {*arns}
    ]
    right = {arn for arns in choices for arn in arns}
    problems += [f"{arn} is attached to {role} as well." for arn in sorted(attached - right)]
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
