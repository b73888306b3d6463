"""AWS KMS: keys have states, and policies that do not lock everybody out.

- A key that is disabled encrypts and decrypts nothing, DisabledException; one that waits for its
  deletion can be used and changed in nothing but its deletion, KMSInvalidStateException
  (https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html).
- A key is deleted after 7 to 30 days, and until then CancelKeyDeletion brings it back, disabled
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html).
- A key policy is a policy document whose principals exist: MalformedPolicyDocumentException
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html).
- A key policy leaves whoever sets it the right to set another one, unless
  BypassPolicyLockoutSafetyCheck says that this is meant
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html).
- The only name of a key policy is default, and can be left out
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html).
- A key is rotated every 365 days, or in a period of 90 to 2560 days that EnableKeyRotation gives
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html).
- Names of aliases that begin alias/aws/ are AWS's own
  (https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html).

Ours: a key that does not wait for its deletion, a policy without statements.
"""

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.kms import responses
from moto.kms.exceptions import NotAuthorizedException, ValidationException
from moto.kms.models import Key, KmsBackend
from moto.kms.responses import KmsResponse

from ..replacing import replace

#: What is done with a key, and what is done to it.
USES = ("encrypt", "decrypt", "re_encrypt", "generate_data_key")
CHANGES = ("enable_key", "disable_key", "enable_key_rotation", "disable_key_rotation",
           "put_key_policy", "update_key_description", "create_alias",
           "schedule_key_deletion")  # fmt: skip


def correct() -> None:
    refuse_other_names = responses._assert_default_policy
    responses._assert_default_policy = lambda name: refuse_other_names(name or "default")

    for name in USES:
        replace(KmsBackend, name)(used)
    for name in CHANGES:
        replace(KmsBackend, name)(changed)

    @replace(KmsResponse, "create_key")
    def create_key(moto, response) -> str:
        if policy := response._get_param("Policy"):
            validate(response.kms_backend, policy)
            refuse_lockout(response, policy)
        return moto(response)

    @replace(KmsResponse, "put_key_policy")
    def put_key_policy(moto, response) -> str:
        policy = response._get_param("Policy")
        validate(response.kms_backend, policy)
        refuse_lockout(response, policy)
        return moto(response)

    @replace(KmsBackend, "cancel_key_deletion")
    def cancel_key_deletion(moto, backend, key_id) -> None:
        key = backend.keys[backend.any_id_to_key_id(key_id)]
        if key.key_state != "PendingDeletion":
            raise invalid_state(f"{key.arn} is not pending deletion.")
        moto(backend, key.id)

    @replace(KmsResponse, "schedule_key_deletion")
    def schedule_key_deletion(moto, response) -> str:
        days = response._get_param("PendingWindowInDays")
        if days is not None and not 7 <= days <= 30:
            side, bound = ("greater", 7) if days < 7 else ("less", 30)
            raise ValidationException(
                f"1 validation error detected: Value '{days}' at 'pendingWindowInDays' failed to "
                f"satisfy constraint: Member must have value {side} than or equal to {bound}"
            )
        answer = json.loads(moto(response))
        key = response.kms_backend.keys[response.kms_backend.any_id_to_key_id(answer["KeyId"])]
        more = {"KeyId": key.arn, "KeyState": key.key_state, "PendingWindowInDays": days or 30}
        return json.dumps({**answer, **more})

    @replace(KmsResponse, "enable_key_rotation")
    def enable_key_rotation(moto, response) -> str:
        period = response._get_param("RotationPeriodInDays") or 365
        if not 90 <= period <= 2560:
            raise ValidationException(
                f"1 validation error detected: Value '{period}' at 'rotationPeriodInDays' failed "
                "to satisfy constraint: Member must have value between 90 and 2560"
            )
        answer = moto(response)
        asked_for(response).rotation_period = period
        return answer

    @replace(KmsResponse, "get_key_rotation_status")
    def get_key_rotation_status(moto, response) -> str:
        answer = json.loads(moto(response))
        key = asked_for(response)
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(key, "rotation_period", 365)
        return json.dumps({**answer, "KeyId": key.arn})

    @replace(KmsResponse, "_set_alias")
    def set_alias(moto, response, update=False) -> str:
        if (response._get_param("AliasName") or "").startswith("alias/aws/"):
            raise NotAuthorizedException()
        return moto(response, update)


def asked_for(response: KmsResponse) -> Key:
    backend = response.kms_backend
    return backend.keys[backend.any_id_to_key_id(response._get_param("KeyId"))]


def used(moto, backend, *arguments, **named) -> Any:
    """Only AWS can tell which key a ciphertext is of without being told; then moto looks itself."""
    name = named.get("key_id") or named.get("destination_key_id")
    key = name and backend.keys.get(backend.any_id_to_key_id(name))
    if key and key.key_state == "Disabled":
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    refuse_pending(key)
    return moto(backend, *arguments, **named)


def changed(moto, backend, name, *arguments, **named) -> Any:
    key_id = backend.any_id_to_key_id(name)
    refuse_pending(backend.keys.get(key_id))
    return moto(backend, key_id, *arguments, **named)


def refuse_pending(key: Key | None) -> None:
    if key and key.key_state == "PendingDeletion":
        raise invalid_state(f"{key.arn} is pending deletion.")


def invalid_state(message: str) -> JsonRESTError:
    return JsonRESTError("KMSInvalidStateException", message)


def malformed(message: str) -> JsonRESTError:
    return JsonRESTError("MalformedPolicyDocumentException", message)


def validate(backend: KmsBackend, policy: str) -> None:
    try:
        statements = listed(json.loads(policy)["Statement"])
        whole = all(isinstance(each, dict) and "Effect" in each for each in statements)
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise malformed("The provided policy document is not valid: it has no statements.")
    for statement in statements:
        if "Principal" not in statement and "NotPrincipal" not in statement:
            raise malformed("Policy contains a statement with no principal")
        if not all(exists(backend, name) for name in principals(statement)):
            raise malformed("Policy contains a statement with one or more invalid principals.")


def principals(statement: dict[str, Any]) -> list[str]:
    principal = statement.get("Principal", {})
    return [principal] if isinstance(principal, str) else listed(principal.get("AWS", []))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def exists(backend: KmsBackend, principal: str) -> bool:
    """Of other accounts nothing can be known here."""
    if not principal.startswith(f"arn:aws:iam::{backend.account_id}:"):
        return True
    iam = iam_backends[backend.account_id]["aws"]
    known = {each.arn for each in (*iam.roles.values(), *iam.users.values())}
    return principal.endswith(":root") or principal in known


def refuse_lockout(response: KmsResponse, policy: str) -> None:
    """The caller is the account's owner: what holds for the account holds for the caller."""
    if response._get_param("BypassPolicyLockoutSafetyCheck"):
        return
    account = response.kms_backend.account_id
    owner = {"*", account, f"arn:aws:iam::{account}:root"}
    for statement in listed(json.loads(policy)["Statement"]):
        actions = listed(statement.get("Action", []))
        may_set = any(fnmatchcase("kms:putkeypolicy", action.lower()) for action in actions)
        if statement["Effect"] == "Allow" and may_set and owner & set(principals(statement)):
            return
    raise malformed("The new key policy will not allow you to update the key policy in the future.")
