"""AWS Secrets Manager: secrets go slowly, and their keys are there.

- The name of a secret that is scheduled for deletion is taken until it is gone
  (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html).
- A secret is deleted after 7 to 30 days, or at once and for good with ForceDeleteWithoutRecovery,
  never both (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html).
- A secret that is scheduled for deletion gets no new version and no policy
  (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html).
- The key that a secret names is there and enabled, or nothing is encrypted, EncryptionFailure, and
  nothing read, DecryptionFailure
  (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html).
- A resource policy is a policy document; BlockPublicPolicy refuses one that lets in everybody
  (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html).
"""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.kms.models import Key, kms_backends
from moto.secretsmanager.exceptions import InvalidParameterException, InvalidRequestException
from moto.secretsmanager.models import SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from ..replacing import replace

NAME_IS_TAKEN = (
    "You can't create this secret because a secret with this name is already scheduled for "
    "deletion."
)
IS_DELETED = "You tried to perform the operation on a secret that's currently marked deleted."


def correct() -> None:
    @replace(SecretsManagerBackend, "create_secret")
    def create_secret(moto, backend, name, *arguments, **named) -> Any:
        secret = backend.secrets.get(name)
        if secret and secret.is_deleted():
            raise InvalidRequestException(NAME_IS_TAKEN)
        refuse_without_key(backend, named.get("kms_key_id"), "EncryptionFailure")
        return moto(backend, name, *arguments, **named)

    @replace(SecretsManagerBackend, "delete_secret")
    def delete_secret(moto, backend, secret_id, recovery_window_in_days, **named) -> Any:
        days, force = recovery_window_in_days, named["force_delete_without_recovery"]
        if days is not None and force:
            raise InvalidParameterException(
                "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."
            )
        if days is not None and not 7 <= days <= 30:
            raise InvalidParameterException(
                "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."
            )
        if not force:
            refuse_deleted(backend, secret_id)
        return moto(backend, secret_id, days, force)

    @replace(SecretsManagerBackend, "put_secret_value")
    def put_secret_value(moto, backend, secret_id, *arguments, **named) -> Any:
        refuse_deleted(backend, secret_id)
        refuse_without_key(backend, key_of(backend, secret_id), "EncryptionFailure")
        return moto(backend, secret_id, *arguments, **named)

    @replace(SecretsManagerBackend, "get_secret_value")
    def get_secret_value(moto, backend, secret_id, *arguments, **named) -> Any:
        refuse_without_key(backend, key_of(backend, secret_id), "DecryptionFailure")
        return moto(backend, secret_id, *arguments, **named)

    @replace(SecretsManagerResponse, "put_resource_policy")
    def put_resource_policy(moto, response) -> Any:
        refuse_deleted(response.backend, response._get_param("SecretId"))
        statements = parsed(response._get_param("ResourcePolicy"))
        if response._get_param("BlockPublicPolicy") and any(map(is_public, statements)):
            raise JsonRESTError(
                "PublicPolicyException",
                "The resource policy did not pass the validation check: it allows broad access.",
            )
        return moto(response)


def refuse_deleted(backend: SecretsManagerBackend, secret_id: str) -> None:
    secret = backend.secrets.get(secret_id)
    if secret and secret.is_deleted():
        raise InvalidRequestException(IS_DELETED)


def key_of(backend: SecretsManagerBackend, secret_id: str) -> str | None:
    return getattr(backend.secrets.get(secret_id), "kms_key_id", None)


def refuse_without_key(backend: SecretsManagerBackend, name: str | None, code: str) -> None:
    """Without a name it is the key of AWS, which is always there."""
    if not name or name.startswith("alias/aws/"):
        return
    kms = kms_backends[backend.account_id][backend.region_name]
    key: Key | None = kms.keys.get(kms.any_id_to_key_id(name)) if known(kms, name) else None
    if key is None or key.key_state != "Enabled":
        verb = "encrypt" if code == "EncryptionFailure" else "decrypt"
        raise JsonRESTError(
            code,
            f"Secrets Manager can't {verb} the protected secret text using the provided KMS key.",
        )


def known(kms: Any, name: str) -> bool:
    """An alias that nobody made leads nowhere."""
    alias = kms.get_alias_name(name)
    return not alias.startswith("alias/") or kms.alias_exists(alias)


def parsed(text: str) -> list[dict[str, Any]]:
    try:
        statements = json.loads(text)["Statement"]
    except (ValueError, KeyError, TypeError):
        raise JsonRESTError(
            "MalformedPolicyDocumentException", "This resource policy contains invalid Json"
        ) from None
    return statements if isinstance(statements, list) else [statements]


def is_public(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal")
    named = principal.get("AWS") if isinstance(principal, dict) else principal
    return statement["Effect"] == "Allow" and "*" in (named or []) and "Condition" not in statement
