"""The two roles of a task: whether ECS may take them on, and what they are refused.

- A task's roles have to be there and to trust ecs-tasks.amazonaws.com; else the task is not
  launched at all (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html,
  https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
- A trust policy may ask for aws:SourceAccount and aws:SourceArn, against the confused deputy
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
- ECS acts as a session of the execution role that is named after the task, and the refusal says so
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
"""

import json

from moto.iam.models import Role, iam_backends

from ...permissions import Decision, decide, denied_message
from ...permissions.context import Context, listed
from ...permissions.document import Policy, Request
from ...settings import ACCOUNT
from .task import Task

ECS_TASKS = "ecs-tasks.amazonaws.com"


class Unassumable(Exception):
    """ECS cannot take on a role of the task; the text is AWS's."""

    def __init__(self, role: str):
        super().__init__(
            f"ECS was unable to assume the role '{role}' that was provided for this task. Please "
            "verify that the role being passed has the proper trust relationship and permissions "
            "and that your IAM user has permissions to pass this role."
        )


def refuse_unassumable(task: Task) -> None:
    """Raises Unassumable for a role that is not there or does not trust ECS's tasks."""
    for given in (task.role("task"), task.role("execution")):
        if given and not trusts(existing(given), task):
            raise Unassumable(given if given.startswith("arn:") else f"{arn_of(given)}")


def existing(given: str) -> Role | None:
    """The role with that ARN or name."""
    roles = iam_backends[ACCOUNT]["aws"].get_roles()
    return next((role for role in roles if role.arn == arn_of(given)), None)


def arn_of(given: str) -> str:
    return given if given.startswith("arn:") else f"arn:aws:iam::{ACCOUNT}:role/{given}"


def trusts(role: Role | None, task: Task) -> bool:
    if role is None:
        return False
    document = role.assume_role_policy_document
    text = document if isinstance(document, str) else json.dumps(document)
    known = Context({**Context.now(), "aws:SourceAccount": ACCOUNT, "aws:SourceArn": task.task_arn})
    request = Request("sts:AssumeRole", role.arn, known)
    met = [
        statement
        for statement in Policy("trust", text).statements
        if names_ecs(statement.content.get("Principal")) and statement.meets(request)
    ]
    return bool(met) and all(statement.allows for statement in met)


def names_ecs(principal: object) -> bool:
    services = principal.get("Service", []) if isinstance(principal, dict) else principal
    return any(each in (ECS_TASKS, "*") for each in listed(services or []))


def session(task: Task, kind: str) -> str:
    """The ARN of the session in which the task has its `task` or `execution` role."""
    name = arn_of(task.role(kind)).rsplit("/", 1)[-1]
    return f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{task.id}"


def asked(task: Task, action: str, resource: str, kind: str = "execution") -> Decision:
    return decide(session(task, kind), action, resource)


def refusal(task: Task, action: str, resource: str) -> str | None:
    """AWS's sentence when the execution role may not; None when it may."""
    decision = asked(task, action, resource)
    if decision.allowed:
        return None
    return denied_message(session(task, "execution"), action, resource, decision)
