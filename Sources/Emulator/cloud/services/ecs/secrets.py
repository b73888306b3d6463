"""What a task's containers get as secrets: fetched by the execution role before they start.

- A parameter or a secret that is not there keeps the task from starting
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html).
- The execution role needs ssm:GetParameters, secretsmanager:GetSecretValue, and kms:Decrypt for a
  key of one's own
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
- A parameter of the task's own region can be given by its name, all else by its ARN
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html).
- After the ARN of a secret may follow a JSON key, a version stage and a version id
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html).

AWS's words for a JSON key that a secret does not have are those of the ECS agent.
"""

import json
from typing import Any

from moto.backends import get_backend
from moto.core.exceptions import ServiceException
from moto.ec2.models.elastic_network_interfaces import NetworkInterface

from ...repeatable import undisturbed
from ...settings import ACCOUNT
from .failure import RETRIEVAL, UNABLE, StartFailure, no_such_host, status
from .roles import refusal
from .task import Task
from .ways_out import reaches_service

FROM_SSM = f"{RETRIEVAL}unable to retrieve secrets from ssm: "
FROM_MANAGER = f"{RETRIEVAL}unable to retrieve secret from asm: "
TIMEOUT = "RequestCanceled: request context canceled caused by: context deadline exceeded"
OWN_KEYS = ("alias/aws/ssm", "alias/aws/secretsmanager")


def fetch(task: Task, eni: NetworkInterface | None) -> None:
    """Raises StartFailure for what the containers would not get."""
    given = [secret for each in task.definition.container_definitions for secret in all_of(each)]
    sources = [secret["valueFrom"] for secret in given]
    managed = [source for source in sources if ":secretsmanager:" in source]
    fetch_parameters(task, [source for source in sources if source not in managed], eni)
    for source in managed:
        fetch_secret(task, source, eni)


def all_of(container: dict[str, Any]) -> list[dict[str, str]]:
    options = (container.get("logConfiguration") or {}).get("secretOptions") or []
    return [*(container.get("secrets") or []), *options]


def fetch_parameters(task: Task, sources: list[str], eni: NetworkInterface | None) -> None:
    if sources and eni and not reaches_service(eni, "ssm"):
        raise StartFailure(
            f"{UNABLE}unable to retrieve secrets from ssm: The task cannot pull secrets from AWS "
            "Systems Manager. There is a connection issue between the task and AWS Systems Manager "
            f"Parameter Store. Check your task network configuration. {TIMEOUT}"
        )
    missing = []
    for source in sources:
        region, account, name = place_of(source, task.region_name)
        refuse_unknown(region, "ssm", FROM_SSM)
        resource = f"arn:aws:ssm:{region}:{account}:parameter/{name.lstrip('/')}"
        if denied := refusal(task, "ssm:GetParameters", resource):
            raise StartFailure(
                f"{FROM_SSM}service call has been retried 1 time(s): AccessDeniedException: "
                f"{denied} {status()}"
            )
        backend = backends_of("ssm")[region]
        found = backend.get_parameters([name])
        if not found:
            missing.append(name)
        for parameter in found.values():
            if parameter.parameter_type == "SecureString":
                refuse_undecryptable(task, parameter.keyid, region, FROM_SSM)
    if missing:
        raise StartFailure(
            f"{FROM_SSM}service call has been retried 1 time(s): invalid parameters: "
            f"{','.join(missing)}"
        )


def place_of(source: str, region: str) -> tuple[str, str, str]:
    """The region, the account and the name of a parameter."""
    if not source.startswith("arn:"):
        return region, ACCOUNT, source
    parts = source.split(":", 5)
    name = parts[5].removeprefix("parameter/")
    return parts[3], parts[4], f"/{name}" if "/" in name else name


def refuse_unknown(region: str, service: str, failed: str) -> None:
    if region not in backends_of(service).regions:
        raise StartFailure(f"{failed}{no_such_host(service, region)}")


def fetch_secret(task: Task, source: str, eni: NetworkInterface | None) -> None:
    parts = source.split(":")
    arn, region = ":".join(parts[:7]), parts[3]
    key, stage, version = (parts[7:] + ["", "", ""])[:3]
    if eni and not reaches_service(eni, "secretsmanager"):
        raise StartFailure(
            f"{UNABLE}unable to retrieve secret from asm: There is a connection issue between the "
            "task and AWS Secrets Manager. Check your task network configuration. failed to fetch "
            f"secret {arn} from secrets manager: {TIMEOUT}"
        )
    refuse_unknown(region, "secretsmanager", FROM_MANAGER)
    failed = f"{FROM_MANAGER}service call has been retried 1 time(s): failed to fetch secret {arn} "
    failed += "from secrets manager: "
    backend = backends_of("secretsmanager")[region]
    secret = backend.secrets.get(arn)
    if denied := refusal(task, "secretsmanager:GetSecretValue", secret.arn if secret else arn):
        raise StartFailure(f"{failed}AccessDeniedException: {denied} {status()}")
    if secret is None:
        raise StartFailure(
            f"{failed}ResourceNotFoundException: Secrets Manager can't find the specified secret. "
            f"{status()}"
        )
    try:
        value = backend.get_secret_value(arn, version or None, stage or None)
    except ServiceException as refused:
        raise StartFailure(f"{failed}{refused.code}: {refused.message} {status()}") from None
    refuse_undecryptable(task, secret.kms_key_id, region, failed)
    if key and key not in keys_of(value.get("SecretString")):
        raise StartFailure(
            f"{RETRIEVAL}retrieved secret from Secrets Manager did not contain json key {key}"
        )


def keys_of(text: str | None) -> list[str]:
    try:
        content = json.loads(text or "")
    except ValueError:
        return []
    return list(content) if isinstance(content, dict) else []


def backends_of(service: str) -> Any:
    """By region, those of a service which may not have been loaded yet."""
    with undisturbed():
        return get_backend(service)[ACCOUNT]


def refuse_undecryptable(task: Task, key: str | None, region: str, failed: str) -> None:
    """AWS's own keys are for everybody in the account; for others kms:Decrypt is needed."""
    if not key or any(own in key for own in OWN_KEYS):
        return
    backend = backends_of("kms")[region]
    key_id = backend.any_id_to_key_id(key)
    found = backend.keys.get(key_id)
    resource = found.arn if found else f"arn:aws:kms:{region}:{ACCOUNT}:key/{key_id}"
    if denied := refusal(task, "kms:Decrypt", resource):
        raise StartFailure(f"{failed}AccessDeniedException: {denied} {status()}")
