"""Secrets Manager: secrets go slowly, and their keys are there."""

import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def secrets(host):
    return host.client("secretsmanager")


@pytest.fixture
def secret(secrets, request):
    name = request.node.name
    secrets.create_secret(Name=name, SecretString="a value")
    return name


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


def test_name_is_taken_until_the_secret_is_gone(secrets, secret):
    secrets.delete_secret(SecretId=secret, RecoveryWindowInDays=7)
    with refused("InvalidRequestException", "already scheduled for deletion"):
        secrets.create_secret(Name=secret, SecretString="another value")
    secrets.delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)
    secrets.create_secret(Name=secret, SecretString="another value")


def test_deleted_secret_can_be_restored_and_not_be_changed(secrets, secret):
    secrets.delete_secret(SecretId=secret)
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    for action in (
        lambda: secrets.get_secret_value(SecretId=secret),
        lambda: secrets.put_secret_value(SecretId=secret, SecretString="x"),
        lambda: secrets.put_resource_policy(SecretId=secret, ResourcePolicy=policy),
    ):
        with refused("InvalidRequestException", "marked (as )?deleted|marked for deletion"):
            action()
    secrets.restore_secret(SecretId=secret)
    assert secrets.get_secret_value(SecretId=secret)["SecretString"] == "a value"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"RecoveryWindowInDays": 6}, "between 7 and 30 days"),
        ({"RecoveryWindowInDays": 7, "ForceDeleteWithoutRecovery": True}, "in conjunction with"),
    ],
)
def test_window_has_bounds(secrets, options, message):
    secrets.create_secret(Name=message, SecretString="a value")
    with refused(
        "InvalidParameterException", rf"operation \(reached max retries: 0\): .*{message}"
    ):
        secrets.delete_secret(SecretId=message, **options)


def test_key_of_a_secret_is_there_and_enabled(host, secrets):
    kms = host.client("kms")
    with refused("EncryptionFailure"):
        secrets.create_secret(Name="keyless", SecretString="x", KmsKeyId="alias/nobody-made-this")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    secrets.create_secret(Name="keyed", SecretString="x", KmsKeyId=key)
    kms.disable_key(KeyId=key)
    with refused("DecryptionFailure"):
        secrets.get_secret_value(SecretId="keyed")
    with refused("EncryptionFailure"):
        secrets.put_secret_value(SecretId="keyed", SecretString="y")
    kms.enable_key(KeyId=key)
    assert secrets.get_secret_value(SecretId="keyed")["SecretString"] == "x"


def test_resource_policy_lets_in_nobody_by_accident(secrets, secret):
    with refused("MalformedPolicyDocumentException"):
        secrets.put_resource_policy(SecretId=secret, ResourcePolicy="{no json")
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "secretsmanager:GetSecretValue",
                 "Resource": "*"}  # fmt: skip
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    with refused("PublicPolicyException"):
        secrets.put_resource_policy(SecretId=secret, ResourcePolicy=policy, BlockPublicPolicy=True)
    assert "ResourcePolicy" not in secrets.get_resource_policy(SecretId=secret)
