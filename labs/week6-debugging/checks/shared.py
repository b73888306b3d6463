"""What this lab's checks share: week 6's account.py and registry.py, and the workshop's service."""

import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "week6/checks"))
sys.dont_write_bytecode = True

from account import ACCOUNT, REGION, aws, listed, report  # noqa: E402
from baked_url import findings as asked_by  # noqa: E402
from policy import normal  # noqa: E402

__all__ = ["ACCOUNT", "APP", "REGION", "asked_by", "aws"]
__all__ += ["definition_of", "listed", "normal", "report", "service"]

#: The cluster's name, and what every other name begins with.
APP = os.environ.get("APP", "")


def service(name: str) -> dict[str, Any] | None:
    """The service of that name, if it is active."""
    answer = aws(
        "ecs", "describe-services", "--cluster", APP, "--services", name,
        absent="ClusterNotFoundException",
    )  # fmt: skip
    found = answer["services"] if answer else []
    return next((each for each in found if each["status"] == "ACTIVE"), None)


def definition_of(arn: str) -> dict[str, Any]:
    return aws("ecs", "describe-task-definition", "--task-definition", arn)["taskDefinition"]
