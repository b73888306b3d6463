"""Amazon ECR's keys: a repository is encrypted with a key that is there.

- A key that a repository names, by id, ARN or alias, is in the repository's region and enabled, or
  CreateRepository answers KmsException
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html).
- Without a key the type KMS takes the key that AWS manages, alias/aws/ecr
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html).
- Once its key is disabled or waits for its deletion, a repository takes no image
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html).
- A key belongs to the types KMS and KMS_DSSE alone, and is chosen when the repository is created
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html).

Ours: what follows on AWS's words about an exception of KMS.
"""

from typing import Any

from moto.core.exceptions import ServiceException
from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.models import ECRBackend, Image, Repository
from moto.kms.models import KmsBackend, kms_backends

from ...replacing import replace

TYPES = ("AES256", "KMS", "KMS_DSSE")
MANAGED = "alias/aws/ecr"
DESCRIPTION = "Default key that protects my ECR data when no other key is defined"


class KmsException(ServiceException):
    code = "KmsException"


def correct() -> None:
    @replace(ECRBackend, "create_repository")
    def create_repository(
        moto, backend, repository_name, registry_id, encryption_config, *rest, **named
    ) -> Repository:
        chosen = with_key(backend, encryption_config)
        return moto(backend, repository_name, registry_id, chosen, *rest, **named)

    @replace(ECRBackend, "put_image")
    def put_image(moto, backend, name, *arguments, **named) -> Image:
        repository = backend.repositories.get(name)
        key = repository and repository.encryption_configuration.get("kmsKey")
        if key:
            usable(keys(backend), key)
        return moto(backend, name, *arguments, **named)


def keys(backend: ECRBackend) -> KmsBackend:
    return kms_backends[backend.account_id][backend.region_name]


def with_key(backend: ECRBackend, wanted: dict[str, str] | None) -> dict[str, Any] | None:
    """The configuration with its key's ARN."""
    if not wanted:
        return wanted
    if wanted["encryptionType"] not in TYPES:
        raise InvalidParameterException(
            "Invalid parameter at 'encryptionType' failed to satisfy constraint: "
            f"'Member must satisfy enum value set: [{', '.join(TYPES)}]'"
        )
    if wanted["encryptionType"] == "AES256":
        if wanted.get("kmsKey"):
            raise InvalidParameterException(
                "Invalid parameter at 'encryptionConfiguration' failed to satisfy constraint: "
                "'Invalid encryption configuration: Encryption key should not be set for AES256 "
                "encryption.'"
            )
        return wanted
    return {**wanted, "kmsKey": usable(keys(backend), wanted.get("kmsKey") or managed(backend))}


def managed(backend: ECRBackend) -> str:
    """Made by AWS when it is needed for the first time."""
    kms = keys(backend)
    if not kms.alias_exists(MANAGED):
        key = kms.create_key(None, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", DESCRIPTION, None)
        key.key_manager = "AWS"
        kms.create_alias(key.id, MANAGED)
    return MANAGED


def usable(backend: KmsBackend, name: str) -> str:
    """The key's ARN. Raises KmsException."""
    key = None if elsewhere(backend, name) else backend.keys.get(backend.any_id_to_key_id(name))
    if key is None:
        raise KmsException(f"The operation failed due to a KMS exception: {name} is not found.")
    if key.key_state != "Enabled":
        raise KmsException(
            "The operation failed due to a KMS exception: "
            f"{key.arn} is {key.key_state.replace('PendingDeletion', 'pending deletion').lower()}."
        )
    return key.arn


def elsewhere(backend: KmsBackend, name: str) -> bool:
    """Whether the name says that the key is in another region, or in another account."""
    here = f"arn:aws:kms:{backend.region_name}:{backend.account_id}:"
    unknown_alias = name.startswith("alias/") and not backend.get_key_id_from_alias(name)
    return unknown_alias or (name.startswith("arn:") and not name.startswith(here))
