"""The ten services of the workshop, as they should be."""

import json
import os
import string
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared import APP, aws

DOMAIN = os.environ.get("DOMAIN", "")


@dataclass(frozen=True)
class Drill:
    #: The file of `definitions` that its task definition is made from, and what is filled in.
    file: str = "back-end"
    values: dict[str, str] = field(default_factory=dict)
    #: The security group of its tasks.
    group: str = "tasks"
    #: What another check looks at: aspects of its definition, or its execution role's powers.
    own: tuple[str, ...] = ()
    #: The path that its target group asks for health; a service without one has no visitors.
    health: str = ""

    @property
    def role(self) -> str:
        return self.values.get("EXECUTION_ROLE", f"{APP}-execution")

    @property
    def port(self) -> int:
        return 3000 if self.file == "front-end" else 4567

    @property
    def container(self) -> str:
        return self.file.removesuffix("-with-secret")


ASKED = "/api/health-check"
DRILLS = {
    "activities": Drill(values={"EXECUTION_ROLE": f"{APP}-activities"}, own=("roles", "powers")),
    "messages": Drill(
        "back-end-with-secret",
        values={"EXECUTION_ROLE": f"{APP}-messages", "PARAMETER": "CONNECTION_URL"},
        own=("roles", "settings", "powers"),
    ),
    "orders": Drill(own=("roles",), health=ASKED),
    "site": Drill("front-end", health="/"),
    "beta-api": Drill(values={"FRONTEND_URL": f"https://beta.{DOMAIN}:444"}, health=ASKED),
    "api": Drill(health=ASKED),
    "search": Drill(health=ASKED),
    "mail": Drill(group="mail", health=ASKED),
    "billing": Drill(values={"LOG_GROUP": f"{APP}-billing"}, own=("roles", "logs", "powers")),
    "profiles": Drill(
        "back-end-with-secret", values={"PARAMETER": "CONNECTION_URL"}, own=("roles", "settings")
    ),
}
#: Which hosts the load balancer leads to whom, on which port.
HOSTS = {
    443: {f"{host}.{DOMAIN}": name
          for host, name in (("www", "site"), ("api", "api"), ("orders", "orders"),
                             ("search", "search"), ("mail", "mail"))},
    444: {f"beta.{DOMAIN}": "site", f"api.beta.{DOMAIN}": "beta-api"},
}  # fmt: skip


def definition(name: str) -> dict[str, Any]:
    """What the service should run."""
    drill = DRILLS[name]
    repository = aws("ecr", "describe-repositories", "--repository-names", f"{APP}/back-end")
    names = {
        "DRILL": name,
        "EXECUTION_ROLE": drill.role,
        "LOG_GROUP": APP,
        "FRONTEND_URL": f"https://www.{DOMAIN}",
        "REGISTRY": repository["repositories"][0]["repositoryUri"].split("/")[0],
        **drill.values,
    }
    text = Path(f"definitions/{drill.file}.json").read_text(encoding="utf-8")
    return json.loads(string.Template(text).substitute({**os.environ, **names}))
