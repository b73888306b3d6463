#!/usr/bin/env python3
"""May a role do what the lab's file says and nothing more, and who may take it?

checks/role.py ROLE SERVICE POLICY FILE     POLICY is inside the role, and is all that it has
checks/role.py ROLE SERVICE ARN             this managed policy is all that it has
"""

import json
import string
import sys
from pathlib import Path

from shared import ACCOUNT, aws, report

from policy import differences, trust  # isort: skip
from policy import findings as policy  # isort: skip


def findings(role: str, service: str, *held: str) -> list[str]:
    trusted = trust(role)
    if trusted is None:
        return [f"There is no role named “{role}” in {ACCOUNT}."]
    text = Path("policies/trust.json").read_text(encoding="utf-8")
    wanted = json.loads(string.Template(text).substitute(SERVICE=service))
    problems = [f"Who may take the role: {each}" for each in differences(trusted, wanted)]
    name, *file = held
    if file:
        problems += policy("inline", role, name, *file)
    return problems + beside(role, name)


def beside(role: str, wanted: str) -> list[str]:
    answer = aws("iam", "list-attached-role-policies", "--role-name", role)
    attached = [each["PolicyArn"] for each in answer["AttachedPolicies"]]
    inside = aws("iam", "list-role-policies", "--role-name", role)["PolicyNames"]
    problems = [f"The role holds {each} as well." for each in attached + inside if each != wanted]
    if wanted not in attached + inside and wanted.startswith("arn:"):
        problems.append(f"The role does not hold {wanted}.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
