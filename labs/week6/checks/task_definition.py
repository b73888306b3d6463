#!/usr/bin/env python3
"""Does the newest revision of a family say what the lab's file says? One aspect at a time.

checks/task_definition.py ASPECT FAMILY…

Compared is what it means: the order of lists, defaults that AWS adds, short names of parameters, an
image's digest in the place of its tag, and what is stricter than the file make no difference. No
value of a setting that should not be there is printed: it may be a secret.
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from account import REGION, aws, report
from definition_facts import ASPECTS, Definition
from facts import differences
from pushed import names


def newest(family: str) -> Definition | None:
    answer = aws(
        "ecs", "describe-task-definition", "--task-definition", family, absent="ClientException"
    )
    return answer and answer["taskDefinition"]


def wanted(family: str) -> Definition:
    file = Path(f"task-definitions/{family}.json")
    text = string.Template(file.read_text(encoding="utf-8")).substitute(os.environ, **names())
    return json.loads(text)


def findings(aspect: str, *families: str) -> list[str]:
    problems = []
    for family in families:
        task = newest(family)
        if task is None:
            problems.append(f"There is no active task definition “{family}” in {REGION}.")
            continue
        expected = dict(ASPECTS[aspect](wanted(family)))
        found = dict(ASPECTS[aspect](task))
        stricter = {label for label in found if is_stricter(label, found, expected)}
        found = {label: value for label, value in found.items() if label not in stricter}
        expected = {label: value for label, value in expected.items() if label not in stricter}
        name = f"{family}:{task['revision']}"
        problems += [f"{name}: {each}" for each in differences(found, expected)]
    return problems


def is_stricter(label: str, found: dict[str, Any], expected: dict[str, Any]) -> bool:
    """More is taken from a container than the file takes, and nothing that it needs."""
    if label not in expected:
        return False
    if label.startswith("what ") and label.endswith("is not allowed"):
        return not expected[label] and found[label] == ["ALL"]
    return label.endswith("has an init process") and found[label]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
