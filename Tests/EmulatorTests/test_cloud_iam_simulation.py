"""The policy simulator answers what the account's real policies allow."""

import json

import pytest

from cloud_host import aws, refused
from iam_documents import ACCOUNT, EVERYTHING, READ, policy

LOGIN = "ecr:GetAuthorizationToken"
PARAMETER = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/cruddur/backend-flask/CONNECTION_URL"
OTHER = PARAMETER.replace("cruddur", "other")


@pytest.fixture
def simulate(host):
    """The result of one simulated action of a principal."""

    def ask(arn: str, action: str, *resources: str, **more) -> dict:
        if resources:
            more["ResourceArns"] = [*resources]
        answer = host.client("iam").simulate_principal_policy(
            PolicySourceArn=arn, ActionNames=[action], **more
        )
        [result] = answer["EvaluationResults"]
        return result

    return ask


def test_the_cli_simulates_what_a_role_may_do(host, role):
    arn = role(policy(Action=LOGIN, Resource="*"))
    said = aws(
        host, "iam", "simulate-principal-policy", "--policy-source-arn", arn,
        "--action-names", LOGIN, "logs:CreateLogGroup",
    )  # fmt: skip
    assert said.stderr == ""
    results = json.loads(said.stdout)["EvaluationResults"]
    assert [(each["EvalActionName"], each["EvalDecision"]) for each in results] == [
        (LOGIN, "allowed"),
        ("logs:CreateLogGroup", "implicitDeny"),
    ]
    assert {each["EvalResourceName"] for each in results} == {"*"}


def test_every_resource_has_its_own_result(role, simulate):
    arn = role(policy(Action="ssm:GetParameters", Resource=PARAMETER))
    result = simulate(arn, "ssm:GetParameters", PARAMETER, OTHER)
    assert result["EvalDecision"] == "implicitDeny"
    assert [
        (each["EvalResourceName"], each["EvalResourceDecision"])
        for each in result["ResourceSpecificResults"]
    ] == [(PARAMETER, "allowed"), (OTHER, "implicitDeny")]
    alone = simulate(arn, "ssm:GetParameters", PARAMETER)
    assert (alone["EvalResourceName"], alone["EvalDecision"]) == (PARAMETER, "allowed")


def test_the_statement_that_decided_is_named_with_its_place(host, role, simulate):
    text = (
        '{"Version": "2012-10-17", "Statement": [\n'
        '  {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},\n'
        '  {"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}\n'
        "]}"
    )
    arn = role(text)
    name = arn.rsplit("/", 1)[1]
    first, second = simulate(arn, "s3:ListBucket"), simulate(arn, "s3:DeleteBucket")
    assert first["MatchedStatements"] == [
        {
            "SourcePolicyId": f"role_{name}_own-1",
            "SourcePolicyType": "IAM Policy",
            "StartPosition": {"Line": 1, "Column": 41},
            "EndPosition": {"Line": 2, "Column": 57},
        }
    ]
    assert second["EvalDecision"] == "explicitDeny"
    assert second["MatchedStatements"][0]["StartPosition"] == {"Line": 2, "Column": 58}
    assert simulate(arn, "ec2:RunInstances")["MatchedStatements"] == []


def test_a_managed_policy_counts_in_its_default_version(host, role, named, simulate):
    iam, arn = host.client("iam"), role()
    made = iam.create_policy(PolicyName=named, PolicyDocument=READ)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=named, PolicyArn=made)
    allowed = simulate(arn, "ssm:GetParameter")
    assert allowed["MatchedStatements"][0]["SourcePolicyId"] == named
    iam.create_policy_version(
        PolicyArn=made,
        PolicyDocument=policy(Action="logs:*", Resource="*"),
        SetAsDefault=True,
    )
    assert simulate(arn, "ssm:GetParameter")["EvalDecision"] == "implicitDeny"
    iam.set_default_policy_version(PolicyArn=made, VersionId="v1")
    assert simulate(arn, "ssm:GetParameter")["EvalDecision"] == "allowed"


def test_a_user_has_the_policies_of_its_groups(host, named, simulate):
    iam = host.client("iam")
    arn = iam.create_user(UserName=named)["User"]["Arn"]
    iam.create_group(GroupName=named)
    iam.put_group_policy(
        GroupName=named,
        PolicyName="home",
        PolicyDocument=policy(Action="s3:*", Resource="arn:aws:s3:::home/${aws:username}/*"),
    )
    own = f"arn:aws:s3:::home/{named}/notes"
    assert simulate(arn, "s3:GetObject", own)["EvalDecision"] == "implicitDeny"
    iam.add_user_to_group(GroupName=named, UserName=named)
    result = simulate(arn, "s3:GetObject", own)
    assert result["EvalDecision"] == "allowed"
    assert result["MatchedStatements"][0]["SourcePolicyId"] == f"group_{named}_home"
    foreign = own.replace(named, "bob")
    assert simulate(arn, "s3:GetObject", foreign)["EvalDecision"] == "implicitDeny"


def test_a_boundary_shows_in_the_result(host, role, named, simulate):
    iam = host.client("iam")
    boundary = iam.create_policy(PolicyName=named, PolicyDocument=READ)["Policy"]["Arn"]
    arn = role(EVERYTHING, PermissionsBoundary=boundary)
    result = simulate(arn, LOGIN)
    assert result["EvalDecision"] == "implicitDeny"
    allowed = {"AllowedByPermissionsBoundary": False}
    assert result["PermissionsBoundaryDecisionDetail"] == allowed
    other = simulate(arn, LOGIN, PermissionsBoundaryPolicyInputList=[EVERYTHING])
    assert other["EvalDecision"] == "allowed"


def test_keys_that_nobody_gave_are_missing(role, simulate):
    condition = {"StringEquals": {"aws:RequestTag/team": "blue"}}
    arn = role(policy(Action=LOGIN, Resource="*", Condition=condition))
    result = simulate(arn, LOGIN)
    assert result["EvalDecision"] == "implicitDeny"
    assert result["MissingContextValues"] == ["aws:RequestTag/team"]
    entry = {
        "ContextKeyName": "aws:RequestTag/team",
        "ContextKeyValues": ["blue"],
        "ContextKeyType": "string",
    }
    given = simulate(arn, LOGIN, ContextEntries=[entry])
    assert (given["EvalDecision"], given["MissingContextValues"]) == ("allowed", [])


def test_further_policies_can_be_tried(role, simulate):
    arn = role()
    result = simulate(arn, LOGIN, PolicyInputList=[EVERYTHING])
    assert result["EvalDecision"] == "allowed"
    assert result["MatchedStatements"][0]["SourcePolicyId"] == "PolicyInputList.1"


def test_a_resources_policy_is_tried_only_if_it_is_brought_along(role, simulate):
    arn, bucket = role(), "arn:aws:s3:::bucket"
    given = policy(Principal={"AWS": arn}, Action="s3:ListBucket", Resource=bucket)
    assert simulate(arn, "s3:ListBucket", bucket)["EvalDecision"] == "implicitDeny"
    result = simulate(arn, "s3:ListBucket", bucket, ResourcePolicy=given)
    assert result["EvalDecision"] == "allowed"
    assert result["MatchedStatements"][0]["SourcePolicyType"] == "Resource Policy"


def test_policies_are_simulated_without_any_entity(host):
    level = {"ServiceControlPolicyInputList": [policy(Action="logs:*", Resource="*")]}
    answer = host.client("iam").simulate_custom_policy(
        PolicyInputList=[EVERYTHING],
        ActionNames=[LOGIN, "logs:PutLogEvents"],
        OrderedOrganizationPolicyInputList=[level],
    )
    assert [
        (each["EvalDecision"], each["OrganizationsDecisionDetail"]["AllowedByOrganizations"])
        for each in answer["EvaluationResults"]
    ] == [("implicitDeny", False), ("allowed", True)]


def test_an_account_in_an_organization_is_bound_by_its_policies(host):
    organizations = host.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    [root] = organizations.list_roots()["Roots"]
    organizations.enable_policy_type(RootId=root["Id"], PolicyType="SERVICE_CONTROL_POLICY")
    made = organizations.create_account(AccountName="member", Email="member@example.com")
    member = made["CreateAccountStatus"]["AccountId"]
    arn = f"arn:aws:iam::{member}:role/OrganizationAccountAccessRole"
    with_all = {"PolicySourceArn": arn, "ActionNames": [LOGIN], "PolicyInputList": [EVERYTHING]}

    def decided() -> tuple[str, bool]:
        [result] = host.client("iam").simulate_principal_policy(**with_all)["EvaluationResults"]
        detail = result["OrganizationsDecisionDetail"]
        return result["EvalDecision"], detail["AllowedByOrganizations"]

    assert decided() == ("allowed", True)
    denial = json.loads(EVERYTHING)
    denial["Statement"][0] |= {"Effect": "Deny", "Action": "ecr:*"}
    control = organizations.create_policy(
        Name="no-registry",
        Description="",
        Type="SERVICE_CONTROL_POLICY",
        Content=json.dumps(denial),
    )["Policy"]["PolicySummary"]["Id"]
    organizations.attach_policy(PolicyId=control, TargetId=root["Id"])
    assert decided() == ("explicitDeny", False)


def test_the_keys_of_policies_are_listed(host, role):
    given = policy(
        Action="s3:*",
        Resource="arn:aws:s3:::home/${aws:username}/${*}",
        Condition={"Bool": {"aws:SecureTransport": "true"}},
    )
    iam, arn = host.client("iam"), role(given)
    wanted = ["aws:SecureTransport", "aws:username"]
    of_role = iam.get_context_keys_for_principal_policy(PolicySourceArn=arn)
    assert of_role["ContextKeyNames"] == wanted
    of_text = iam.get_context_keys_for_custom_policy(PolicyInputList=[given])
    assert of_text["ContextKeyNames"] == wanted


def test_results_come_in_pages(host):
    iam = host.client("iam")
    asked = {"PolicyInputList": [EVERYTHING], "ActionNames": ["s3:A", "s3:B", "s3:C"]}
    first = iam.simulate_custom_policy(**asked, MaxItems=2)
    assert (len(first["EvaluationResults"]), first["IsTruncated"]) == (2, True)
    rest = iam.simulate_custom_policy(**asked, MaxItems=2, Marker=first["Marker"])
    assert [each["EvalActionName"] for each in rest["EvaluationResults"]] == ["s3:C"]
    assert rest["IsTruncated"] is False
    assert "Marker" not in rest


@pytest.mark.parametrize(
    ("arn", "code", "message"),
    [
        ("role/nobody", "NoSuchEntity", "The role with name nobody cannot be found."),
        ("user/nobody", "NoSuchEntity", "The user with name nobody cannot be found."),
        ("policy/nobody", "InvalidInput", "does not clearly define entity type and name."),
    ],
)
def test_only_an_entity_that_is_there_is_simulated(simulate, arn, code, message):
    with refused(code, message):
        simulate(f"arn:aws:iam::{ACCOUNT}:{arn}", LOGIN)


def test_a_session_is_no_entity(simulate):
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/backend/one"
    with refused("InvalidInput", f"Invalid Entity Arn: {arn} does not clearly define"):
        simulate(arn, LOGIN)


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        ({"ResourceArns": ["14a050d4"]}, "InvalidInput",
         "ResourceNames are not in a valid ARN format: 14a050d4."),
        ({"ActionNames": ["GetParameters"]}, "InvalidInput", "it is missing names"),
        ({"PolicyInputList": ["{"]}, "InvalidInput", "Syntax errors in policy."),
        ({"ResourcePolicy": EVERYTHING}, "InvalidInput", "Caller cannot be null or empty."),
        ({"ResourceOwner": f"arn:aws:iam::{ACCOUNT}:root"}, "NotImplemented", "ResourceOwner"),
    ],
)  # fmt: skip
def test_an_impossible_simulation_is_refused(host, more, code, message):
    asked = {"PolicyInputList": [EVERYTHING], "ActionNames": [LOGIN], **more}
    with refused(code, message):
        host.client("iam").simulate_custom_policy(**asked)
