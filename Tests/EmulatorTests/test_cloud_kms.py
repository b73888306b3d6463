"""KMS's keys have states and policies, and ECR's repositories are encrypted with them."""

import json

import pytest
from botocore.exceptions import ClientError

from cloud_host import Image

ROOT = "arn:aws:iam::123456789012:root"
SOMEBODY = "arn:aws:iam::123456789012:role/nobody-made-this"


@pytest.fixture
def kms(host):
    return host.client("kms")


@pytest.fixture
def key(kms):
    return kms.create_key()["KeyMetadata"]["KeyId"]


def policy(principal: str | list[str] = ROOT, action: str = "kms:*", effect: str = "Allow") -> str:
    statement = {"Effect": effect, "Principal": {"AWS": principal}, "Action": action,
                 "Resource": "*"}  # fmt: skip
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


def test_disabled_key_encrypts_nothing(kms, key):
    kms.disable_key(KeyId=key)
    with refused("DisabledException", "is disabled"):
        kms.encrypt(KeyId=key, Plaintext=b"text")
    kms.enable_key(KeyId=key)
    assert kms.encrypt(KeyId=key, Plaintext=b"text")["CiphertextBlob"]


def test_key_that_waits_for_its_deletion_is_not_used_or_changed(kms, key):
    answer = kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    assert (answer["KeyState"], answer["PendingWindowInDays"]) == ("PendingDeletion", 7)
    for action in (
        lambda: kms.encrypt(KeyId=key, Plaintext=b"text"),
        lambda: kms.enable_key(KeyId=key),
        lambda: kms.enable_key_rotation(KeyId=key),
        lambda: kms.put_key_policy(KeyId=key, Policy=policy()),
        lambda: kms.create_alias(AliasName="alias/late", TargetKeyId=key),
        lambda: kms.schedule_key_deletion(KeyId=key),
    ):
        with refused("KMSInvalidStateException", "is pending deletion"):
            action()
    kms.cancel_key_deletion(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Disabled"


def test_deletion_of_a_key_that_is_not_deleted_cannot_be_cancelled(kms, key):
    with refused("KMSInvalidStateException", "is not pending deletion"):
        kms.cancel_key_deletion(KeyId=key)


@pytest.mark.parametrize("days", [6, 31])
def test_key_waits_seven_to_thirty_days(kms, key, days):
    with refused("ValidationException", "pendingWindowInDays"):
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=days)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{no json", "not valid"),
        (policy([ROOT, SOMEBODY]), "invalid principals"),
        (policy(action="kms:Decrypt"), "will not allow you to update the key policy"),
        (policy(effect="Deny"), "will not allow you to update the key policy"),
    ],
)
def test_key_policy_that_is_none_or_locks_out_is_refused(kms, key, text, message):
    with refused("MalformedPolicyDocumentException", message):
        kms.create_key(Policy=text)
    with refused("MalformedPolicyDocumentException", message):
        kms.put_key_policy(KeyId=key, Policy=text)
    assert json.loads(kms.get_key_policy(KeyId=key)["Policy"])["Statement"][0]["Action"] == "kms:*"


def test_lockout_can_be_meant(kms, key):
    kms.put_key_policy(
        KeyId=key, Policy=policy(action="kms:Decrypt"), BypassPolicyLockoutSafetyCheck=True
    )
    assert "kms:Decrypt" in kms.get_key_policy(KeyId=key)["Policy"]


def test_rotation_has_a_period(kms, key):
    with refused("ValidationException", "rotationPeriodInDays"):
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=2561)
    assert not kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365


def test_aliases_of_aws_are_not_made(kms, key):
    with refused("NotAuthorizedException"):
        kms.create_alias(AliasName="alias/aws/mine", TargetKeyId=key)


def create(host, name: str, **configuration: str):
    return host.client("ecr").create_repository(
        repositoryName=name, encryptionConfiguration=configuration
    )["repository"]


def test_repository_is_encrypted_with_the_key_that_its_alias_means(host, kms, key):
    kms.create_alias(AliasName="alias/images", TargetKeyId=key)
    made = create(host, "labs/by-alias", encryptionType="KMS", kmsKey="alias/images")
    assert made["encryptionConfiguration"]["kmsKey"].endswith(f":key/{key}")


def test_repository_without_a_key_takes_the_one_of_aws(host, kms):
    made = create(host, "labs/managed", encryptionType="KMS")
    arn = made["encryptionConfiguration"]["kmsKey"]
    assert kms.describe_key(KeyId=arn)["KeyMetadata"]["KeyState"] == "Enabled"
    assert (
        create(host, "labs/managed-too", encryptionType="KMS")["encryptionConfiguration"]
        == (made["encryptionConfiguration"])
    )


@pytest.mark.parametrize(
    "name",
    [
        "alias/nobody-made-this",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ],
)
def test_repository_with_a_key_that_is_not_there_is_not_created(host, name):
    with refused("KmsException", "not found"):
        create(host, "labs/keyless", encryptionType="KMS", kmsKey=name)
    with refused("RepositoryNotFoundException"):
        host.client("ecr").describe_repositories(repositoryNames=["labs/keyless"])


def test_key_does_not_go_with_another_type(host, key):
    with refused("InvalidParameterException"):
        create(host, "labs/wrong-type", encryptionType="AES256", kmsKey=key)


def test_repository_whose_key_is_disabled_takes_no_image(host, kms, key, tmp_path):
    create(host, "labs/locked", encryptionType="KMS", kmsKey=key)
    kms.disable_key(KeyId=key)
    with refused("KmsException", "disabled"):
        create(host, "labs/locked-too", encryptionType="KMS", kmsKey=key)
    image = Image(tmp_path / "image", "hello")
    pushed = image.push(host, "labs/locked:v1")
    assert pushed.returncode != 0
    assert "denied: The operation failed due to a KMS exception" in pushed.stderr
    kms.enable_key(KeyId=key)
    assert image.push(host, "labs/locked:v1").returncode == 0
