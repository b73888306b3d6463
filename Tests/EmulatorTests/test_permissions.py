"""The evaluator of permissions, over documents as AWS's documentation has them."""

import json
import sys

import pytest

from cloud_host import HOME

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from cloud.permissions.context import Context  # noqa: E402
from cloud.permissions.decision import Applicable, Decision, evaluate  # noqa: E402
from cloud.permissions.document import Policy, Request  # noqa: E402
from cloud.permissions.principal import Principal  # noqa: E402

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/backend"
USER = f"arn:aws:iam::{ACCOUNT}:user/alice"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
PARAMETER = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/cruddur/backend-flask/CONNECTION_URL"
GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:cruddur"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def policy(*statements: dict, version: str = "2012-10-17") -> Policy:
    return Policy("given", json.dumps({"Version": version, "Statement": [*statements]}))


def allow(action="*", resource="*", **more) -> dict:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action="*", resource="*", **more) -> dict:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def only_if(**condition) -> Policy:
    return policy(allow(Condition=condition))


def who(arn: str) -> Principal:
    kind = "root" if arn == ROOT else arn.rsplit(":", 1)[1].split("/")[0]
    return Principal(arn, arn, ACCOUNT, kind, None, [], None)


def asked(
    *identity: Policy,
    action: str = "ssm:GetParameters",
    resource: str = PARAMETER,
    arn: str = ROLE,
    boundary: Policy | None = None,
    organization: list[list[Policy]] | None = None,
    of_resource: Policy | None = None,
    **context,
) -> Decision:
    keys = {name.replace("__", ":"): value for name, value in context.items()}
    limit = [boundary] if boundary else None
    return evaluate(
        who(arn),
        Request(action, resource, Context(keys)),
        Applicable([*identity], limit, organization, of_resource),
    )


def test_nothing_is_allowed_by_itself():
    decision = asked()
    assert decision.outcome == "implicitDeny"
    assert decision.reason == "no identity-based policy allows the ssm:GetParameters action"


def test_a_deny_overrides_every_allow():
    decision = asked(policy(allow()), policy(deny("ssm:*")))
    assert decision.outcome == "explicitDeny"
    assert decision.reason == "with an explicit deny in an identity-based policy"


def test_the_root_user_needs_no_policy():
    assert asked(arn=ROOT).allowed


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("ssm:GetParameters", True),
        ("SSM:getparameters", True),
        ("ssm:Get*", True),
        ("ssm:GetParameter?", True),
        ("ssm:GetParameter", False),
        ("ssm:*Parameters", True),
        ("*", True),
        ("ssmmessages:*", False),
        (["logs:*", "ssm:GetParameters"], True),
    ],
)
def test_an_action_is_matched_with_wildcards_and_in_any_case(pattern, matches):
    assert asked(policy(allow(pattern))).allowed is matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        (PARAMETER, True),
        ("*", True),
        (f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/cruddur/backend-flask/*", True),
        (f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/CRUDDUR/backend-flask/*", False),
        (f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/*/CONNECTION_URL", True),
        (f"arn:aws:ssm:us-east-?:{ACCOUNT}:parameter/cruddur/*", True),
        (f"arn:aws:ssm:*:{ACCOUNT}:parameter/cruddur/*", True),
        (f"arn:aws:ssm:us-*-1:{ACCOUNT}:parameter/cruddur/*", True),
        ("arn:aws:ssm:*", True),
        (f"arn:aws:ssm:us-east-1::{ACCOUNT}:parameter/cruddur/*", False),
        (f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter//cruddur/*", False),
        (f"arn:aws:ssm:eu-west-1:{ACCOUNT}:parameter/cruddur/*", False),
        ("arn:aws:s*m:parameter/cruddur/*", False),
    ],
)
def test_a_resource_is_matched_part_by_part(pattern, matches):
    assert asked(policy(allow(resource=pattern))).allowed is matches


@pytest.mark.parametrize(
    ("resource", "allowed"),
    [(f"{GROUP}:log-stream:ecs/web/1", True), (GROUP, False), (f"{GROUP}:*", True)],
)
def test_the_streams_of_a_log_group_are_not_the_group(resource, allowed):
    given = policy(allow("logs:*", f"{GROUP}:*"))
    assert asked(given, action="logs:PutLogEvents", resource=resource).allowed is allowed


def test_an_action_without_resource_asks_for_all_of_them():
    login = "ecr:GetAuthorizationToken"
    named = policy(allow(login, f"arn:aws:ecr:us-east-1:{ACCOUNT}:repository/backend-flask"))
    assert not asked(named, action=login, resource="*").allowed
    assert asked(policy(allow(login)), action=login, resource="*").allowed


def test_not_action_is_all_but_these():
    given = policy({"Effect": "Allow", "NotAction": ["iam:*", "ssm:Put*"], "Resource": "*"})
    assert asked(given).allowed
    assert not asked(given, action="ssm:PutParameter").allowed
    assert not asked(given, action="iam:PassRole").allowed


def test_not_resource_is_all_but_these():
    secret = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/other/*"
    given = policy(
        allow(), {"Effect": "Deny", "Action": "ssm:*", "NotResource": secret.replace("other", "*")}
    )
    assert asked(given).allowed
    assert asked(given, resource=KEY).outcome == "explicitDeny"


@pytest.mark.parametrize(
    ("pattern", "version", "matches"),
    [
        ("home/${aws:username}/*", "2012-10-17", True),
        ("home/${AWS:UserName}/*", "2012-10-17", True),
        ("home/${aws:username}/*", "2008-10-17", False),
        ("home/${aws:PrincipalTag/team}/*", "2012-10-17", False),
        ("home/${aws:PrincipalTag/team, 'al*ce'}/*", "2012-10-17", False),
        ("home/${aws:PrincipalTag/team, 'alice'}/*", "2012-10-17", True),
        ("home/${aws:TagKeys}/*", "2012-10-17", False),
        ("home/alice/${*}", "2012-10-17", False),
    ],
)
def test_a_variable_is_what_the_request_says(pattern, version, matches):
    given = policy(allow(resource=f"arn:aws:s3:::{pattern}"), version=version)
    decision = asked(
        given,
        action="s3:GetObject",
        resource="arn:aws:s3:::home/alice/notes",
        aws__username="alice",
        aws__TagKeys=["alice", "bob"],
    )
    assert decision.allowed is matches


def test_wildcard_characters_can_be_meant_literally():
    given = policy(allow(resource="arn:aws:s3:::bucket/${*}${?}${$}"))
    assert asked(given, resource="arn:aws:s3:::bucket/*?$").allowed
    assert not asked(given, resource="arn:aws:s3:::bucket/abc").allowed


def test_a_variable_stands_only_in_an_arns_last_part():
    given = policy(allow(resource="arn:aws:ssm:us-east-1:${aws:PrincipalAccount}:parameter/*"))
    assert not asked(given, aws__PrincipalAccount=ACCOUNT).allowed


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "holds"),
    [
        ("StringEquals", "blue", "blue", True),
        ("StringEquals", ["red", "blue"], "blue", True),
        ("StringEquals", "blue", "Blue", False),
        ("StringEquals", "b*", "blue", False),
        ("StringNotEquals", ["red", "blue"], "blue", False),
        ("StringNotEquals", ["red", "blue"], "green", True),
        ("StringEqualsIgnoreCase", "blue", "BLUE", True),
        ("StringNotEqualsIgnoreCase", "blue", "BLUE", False),
        ("StringLike", "b?u*", "blue", True),
        ("StringLike", "${aws:username}*", "alice-1", True),
        ("StringNotLike", "b*", "blue", False),
        ("NumericEquals", "10", "10.0", True),
        ("NumericNotEquals", "10", "11", True),
        ("NumericLessThan", "10", "9", True),
        ("NumericLessThanEquals", "10", "10", True),
        ("NumericGreaterThan", "10", "10", False),
        ("NumericGreaterThanEquals", "10", "10", True),
        ("NumericLessThan", "10", "nine", False),
        ("DateEquals", "2020-04-01T00:00:00Z", "1585699200", True),
        ("DateNotEquals", "2020-04-01T00:00:00Z", "1585699200", False),
        ("DateGreaterThan", "2020-04-01T00:00:00Z", "2020-04-01T00:00:01Z", True),
        ("DateLessThan", "2020-06-30T23:59:59Z", "2020-07-01", False),
        ("DateLessThanEquals", "2020-06-30", "2020-06-30", True),
        ("DateGreaterThanEquals", "2020-06-30", "2020-06-29", False),
        ("Bool", "true", "true", True),
        ("Bool", True, "false", False),
        ("BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", True),
        ("BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QUFBQQ==", False),
        ("IpAddress", "203.0.113.0/24", "203.0.113.7", True),
        ("IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", True),
        ("IpAddress", "203.0.113.7", "203.0.113.8", False),
        ("NotIpAddress", "203.0.113.0/24", "203.0.113.7", False),
        ("ArnEquals", f"arn:aws:sns:*:{ACCOUNT}:*", f"arn:aws:sns:us-east-1:{ACCOUNT}:t", True),
        ("ArnLike", "arn:aws:sns:us-east-1:*", f"arn:aws:sns:us-east-1:{ACCOUNT}:t", False),
        ("ArnLike", f"arn:aws:sns::*:{ACCOUNT}:t", f"arn:aws:sns:us-east-1:{ACCOUNT}:t", False),
        ("ArnNotEquals", f"arn:aws:sns:*:{ACCOUNT}:*", f"arn:aws:sns:a:{ACCOUNT}:t", False),
        ("ArnNotLike", f"arn:aws:sns:*:{ACCOUNT}:*", f"arn:aws:sqs:a:{ACCOUNT}:t", True),
    ],
)
def test_an_operator_compares_as_its_kind_does(operator, wanted, value, holds):
    given = only_if(**{operator: {"aws:RequestTag/colour": wanted}})
    decision = asked(given, **{"aws__RequestTag/Colour": value, "aws__username": "alice"})
    assert decision.allowed is holds


@pytest.mark.parametrize(
    ("operator", "wanted", "holds"),
    [
        ("StringEquals", "blue", False),
        ("StringNotEquals", "blue", True),
        ("StringEqualsIfExists", "blue", True),
        ("ArnNotLike", "arn:aws:sns:*:*:*", True),
        ("NotIpAddress", "203.0.113.0/24", True),
        ("Bool", "false", False),
        ("BoolIfExists", "true", True),
        ("Null", "true", True),
        ("Null", "false", False),
        ("ForAllValues:StringEquals", "blue", True),
        ("ForAnyValue:StringEquals", "blue", False),
        ("ForAnyValue:StringNotEquals", "blue", False),
    ],
)
def test_a_key_that_is_missing_is_told_from_one_that_differs(operator, wanted, holds):
    assert asked(only_if(**{operator: {"aws:RequestTag/colour": wanted}})).allowed is holds


@pytest.mark.parametrize(
    ("operator", "found", "holds"),
    [
        ("ForAllValues:StringEquals", ["red", "blue"], True),
        ("ForAllValues:StringEquals", ["red", "green"], False),
        ("ForAnyValue:StringEquals", ["red", "green"], True),
        ("ForAnyValue:StringEquals", ["green"], False),
        ("ForAllValues:StringNotEquals", ["green", "black"], True),
        ("ForAllValues:StringNotEquals", ["green", "red"], False),
        ("ForAnyValue:StringNotEquals", ["green", "red"], True),
        ("ForAnyValue:StringNotEquals", ["blue", "red"], False),
        ("ForAnyValue:StringLike", ["bluest", "green"], False),
        ("Null", ["red"], False),
    ],
)
def test_several_values_are_weighed_by_their_quantifier(operator, found, holds):
    wanted = "true" if operator == "Null" else ["red", "blue"]
    given = only_if(**{operator: {"aws:TagKeys": wanted}})
    assert asked(given, aws__TagKeys=found).allowed is holds


def test_all_operators_and_keys_of_a_condition_have_to_hold():
    given = only_if(
        StringEquals={"aws:RequestedRegion": "us-east-1", "aws:username": "alice"},
        Bool={"aws:SecureTransport": "true"},
    )
    met = {"aws__RequestedRegion": "us-east-1", "aws__SecureTransport": "true"}
    assert asked(given, **met, aws__username="alice").allowed
    assert not asked(given, **met, aws__username="bob").allowed
    assert not asked(given, **{**met, "aws__SecureTransport": "false"}).allowed


def test_a_boundary_limits_and_allows_nothing():
    boundary = policy(allow("ssm:*"))
    assert not asked(boundary=boundary).allowed
    assert asked(policy(allow()), boundary=boundary).allowed
    decision = asked(policy(allow()), action="logs:PutLogEvents", boundary=boundary)
    assert decision.reason == "no permissions boundary allows the logs:PutLogEvents action"
    assert decision.boundary is False


def test_a_boundary_may_deny():
    decision = asked(policy(allow()), boundary=policy(allow(), deny("ssm:*")))
    assert decision.reason == "with an explicit deny in a permissions boundary"


def test_every_level_of_the_organization_has_to_allow():
    everything, some = policy(allow()), policy(allow("logs:*"))
    assert asked(everything, organization=[[everything], [everything]]).allowed
    decision = asked(everything, organization=[[everything], [some], [everything]])
    assert decision.reason == "no service control policy allows the ssm:GetParameters action"
    assert decision.organization is False
    assert not asked(everything, organization=[[everything], []]).allowed
    assert not asked(organization=[[everything]]).allowed


def test_a_service_control_policy_denies_the_root_user_too():
    decision = asked(arn=ROOT, organization=[[policy(allow()), policy(deny("ssm:*"))]])
    assert decision.reason == "with an explicit deny in a service control policy"


def given_to(principal, **more) -> Policy:
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": principal}
    return policy({**statement, **more})


@pytest.mark.parametrize(
    ("principal", "allowed"),
    [
        ({"AWS": ROLE}, True),
        ({"AWS": [USER, ROLE]}, True),
        ({"AWS": "*"}, True),
        ("*", True),
        ({"AWS": USER}, False),
        ({"AWS": ROOT}, False),
        ({"AWS": ACCOUNT}, False),
        ({"Service": "ecs-tasks.amazonaws.com"}, False),
    ],
)
def test_a_resources_policy_that_names_the_caller_is_enough(principal, allowed):
    assert asked(of_resource=given_to(principal)).allowed is allowed


@pytest.mark.parametrize(
    "policies",
    [given_to({"AWS": ROOT}, Effect="Deny"), given_to({"AWS": ROLE}, Effect="Deny")],
)
def test_a_resources_policy_may_deny(policies):
    decision = asked(policy(allow()), of_resource=policies)
    assert decision.reason == "with an explicit deny in a resource-based policy"


def test_a_deny_may_spare_some_principals():
    sparing = {"Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": ROLE}}
    assert asked(policy(allow()), of_resource=policy(sparing)).allowed
    assert not asked(policy(allow()), of_resource=policy(sparing), arn=USER).allowed


def test_a_boundary_limits_what_a_role_is_given_but_not_a_user():
    boundary = policy(allow("logs:*"))
    assert not asked(of_resource=given_to({"AWS": ROLE}), boundary=boundary).allowed
    assert asked(of_resource=given_to({"AWS": USER}), boundary=boundary, arn=USER).allowed


@pytest.mark.parametrize(
    ("identity", "key_policy", "reason"),
    [
        ([policy(allow())], given_to({"AWS": ROOT}), ""),
        ([], given_to({"AWS": ROLE}), ""),
        ([], given_to({"AWS": ROOT}), "no identity-based policy allows the kms:Decrypt action"),
        (
            [policy(allow())],
            given_to({"AWS": USER}),
            "no resource-based policy allows the kms:Decrypt action",
        ),
    ],
)
def test_a_key_is_used_only_as_its_key_policy_allows(identity, key_policy, reason):
    decision = asked(*identity, action="kms:Decrypt", resource=KEY, of_resource=key_policy)
    assert decision.reason == reason


def test_across_accounts_both_sides_have_to_allow():
    foreign = PARAMETER.replace(ACCOUNT, "0" * 12)
    both = {"resource": foreign, "of_resource": given_to({"AWS": ROLE})}
    assert asked(policy(allow()), **both).allowed
    assert not asked(**both).allowed
    assert not asked(policy(allow()), resource=foreign).allowed
