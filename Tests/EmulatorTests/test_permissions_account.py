"""Requests are decided by the policies that are really in the account."""

import json
import sys

import pytest

from cloud_host import HOME

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from moto.ecr.models import ecr_backends  # noqa: E402
from moto.iam.models import iam_backends  # noqa: E402
from moto.kms.models import kms_backends  # noqa: E402
from moto.s3.models import s3_backends  # noqa: E402
from moto.secretsmanager.models import secretsmanager_backends  # noqa: E402

from cloud.permissions import decide, denied_message  # noqa: E402
from iam_documents import TRUST, policy  # noqa: E402

#: An account of the tests' own: moto's backends are the process's.
ACCOUNT = "0" * 12
REGION = "us-east-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/tests/backend"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/backend/one"
READ, PULL, DECRYPT = "secretsmanager:GetSecretValue", "ecr:BatchGetImage", "kms:Decrypt"


@pytest.fixture
def iam():
    backend = iam_backends[ACCOUNT]["aws"]
    backend.create_role(
        "backend", TRUST, "/tests/", None, "", [{"Key": "team", "Value": "a"}], None
    )
    yield backend
    iam_backends[ACCOUNT].reset()


def given_to(arn: str, action: str, **more) -> str:
    return policy(Principal={"AWS": arn}, Action=action, Resource="*", **more)


def test_a_session_has_the_policies_of_its_role(iam):
    assert not decide(SESSION, PULL).allowed
    iam.put_role_policy("backend", "own", policy(Action=PULL, Resource="*"))
    assert decide(SESSION, PULL).allowed
    assert decide(ROLE, PULL).allowed


def test_a_denial_is_told_in_awss_words(iam):
    decision = decide(SESSION, "ecr:GetAuthorizationToken")
    assert denied_message(SESSION, "ecr:GetAuthorizationToken", "*", decision) == (
        f"User: {SESSION} is not authorized to perform: ecr:GetAuthorizationToken on resource: * "
        "because no identity-based policy allows the ecr:GetAuthorizationToken action"
    )
    denial = json.loads(policy(Action=PULL, Resource="*"))
    denial["Statement"][0]["Effect"] = "Deny"
    iam.put_role_policy("backend", "own", json.dumps(denial))
    told = denied_message(SESSION, PULL, "*", decide(SESSION, PULL))
    assert told.endswith(f"{PULL} on resource: * with an explicit deny in an identity-based policy")


def test_who_asks_and_where_is_known_of_every_request(iam):
    condition = {
        "StringEquals": {"aws:PrincipalTag/team": "a", "aws:RequestedRegion": REGION},
        "ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/tests/*"},
        "DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"},
        "StringLike": {"aws:userid": "*:one"},
        "Bool": {"aws:SecureTransport": "true"},
    }
    iam.put_role_policy("backend", "own", policy(Action=PULL, Resource="*", Condition=condition))
    repository = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/backend-flask"
    assert decide(SESSION, PULL, repository).allowed
    assert not decide(SESSION, PULL, repository.replace(REGION, "eu-west-1")).allowed


def test_a_role_that_is_not_there_may_do_nothing(iam):
    assert not decide(f"arn:aws:iam::{ACCOUNT}:role/nobody", PULL).allowed


def test_only_roles_and_users_ask():
    with pytest.raises(ValueError, match="is the ARN of no role, user or group"):
        decide("ecs-tasks.amazonaws.com", PULL)


def test_the_policy_of_a_secret_counts(iam):
    backend = secretsmanager_backends[ACCOUNT][REGION]
    backend.create_secret("one", "x", None, None, [], None, None, [], False)
    arn = backend.secrets.get("one").arn
    assert not decide(SESSION, READ, arn).allowed
    backend.put_resource_policy("one", given_to(ROLE, READ))
    assert decide(SESSION, READ, arn).allowed


def test_the_policy_of_a_repository_counts(iam):
    backend = ecr_backends[ACCOUNT][REGION]
    arn = backend.create_repository("one", None, None, None, None, None).arn
    assert not decide(SESSION, PULL, arn).allowed
    backend.repositories["one"].policy = given_to(ROLE, PULL)
    assert decide(SESSION, PULL, arn).allowed


def test_the_policy_of_a_bucket_counts_for_its_objects(iam):
    backend = s3_backends[ACCOUNT]["aws"]
    backend.create_bucket("permissions-of-labs", REGION)
    backend.put_bucket_policy("permissions-of-labs", given_to(ROLE, "s3:GetObject").encode())
    assert decide(SESSION, "s3:GetObject", "arn:aws:s3:::permissions-of-labs/key").allowed
    assert not decide(SESSION, "s3:PutObject", "arn:aws:s3:::permissions-of-labs/key").allowed


def test_a_key_policy_decides_about_its_key(iam):
    backend = kms_backends[ACCOUNT][REGION]
    key = backend.create_key(None, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "", [])
    iam.put_role_policy("backend", "own", policy(Action=DECRYPT, Resource="*"))
    assert decide(SESSION, DECRYPT, key.arn).allowed
    key.policy = given_to(f"arn:aws:iam::{ACCOUNT}:role/another", DECRYPT)
    assert decide(SESSION, DECRYPT, key.arn).reason == (
        "no resource-based policy allows the kms:Decrypt action"
    )
