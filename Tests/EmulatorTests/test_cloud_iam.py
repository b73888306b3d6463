"""The emulated IAM answers as AWS's does, also where it refuses."""

import json

import pytest

from cloud_host import refused
from iam_documents import ACCOUNT, READ, SERVICE, TRUST, policy


def test_policy_that_is_attached_cannot_be_deleted(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="attached", PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_role(RoleName="holder", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="holder", PolicyArn=arn)
    with refused("DeleteConflict"):
        iam.delete_policy(PolicyArn=arn)
    iam.detach_role_policy(RoleName="holder", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)


def test_attaching_twice_is_attaching_once(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="twice", PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_role(RoleName="twice", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="twice", PolicyArn=arn)
    iam.attach_role_policy(RoleName="twice", PolicyArn=arn)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    iam.detach_role_policy(RoleName="twice", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)


def test_the_default_version_of_a_policy_can_be_made_the_default_again(host, named):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName=named, PolicyDocument=READ)["Policy"]["Arn"]
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
    assert [(each["VersionId"], each["IsDefaultVersion"]) for each in versions] == [("v1", True)]
    iam.delete_policy(PolicyArn=arn)


TRUSTING = {"Principal": SERVICE, "Action": "sts:AssumeRole"}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{not json", "This policy contains invalid Json"),
        ("[]", "Syntax errors in policy."),
        (json.dumps({"Version": "2012-10-17"}), "Missing required field Statement"),
        (json.dumps({"Statement": []}), "Statement is empty!"),
        (TRUST.replace("2012-10-17", "2012-10-18"), "must contain a valid version string"),
        (json.dumps({"Statement": [{"Sid": "one", "Effect": "Allow", **TRUSTING}] * 2}),
         "The Statement Ids in the policy are not unique"),
        (TRUST.replace("Allow", "allow"), "Invalid effect: allow"),
        (policy(Action="sts:AssumeRole"), "Missing required field Principal"),
        (policy(Principal=SERVICE), "Missing required field Action"),
        (policy(Principal={}, Action="sts:AssumeRole"), "Principal cannot be empty!"),
        (policy(Principal=SERVICE, Action="ecs:RunTask"),
         "AssumeRole policy may only specify STS AssumeRole actions."),
        (policy(**TRUSTING, Resource="*"), "Has prohibited field Resource"),
        (policy(**TRUSTING, Conditions={}), "Syntax errors in policy."),
        (policy(**TRUSTING, Condition={"StringEqual": {"aws:SourceAccount": ACCOUNT}}),
         "Syntax errors in policy."),
        (policy(**TRUSTING, Condition={"aws:SourceAccount": ACCOUNT}), "Syntax errors in policy."),
    ],
)  # fmt: skip
def test_a_malformed_trust_policy_is_refused(host, role, named, document, message):
    iam = host.client("iam")
    with refused("MalformedPolicyDocument", message):
        iam.create_role(RoleName="bad", AssumeRolePolicyDocument=document)
    role()
    with refused("MalformedPolicyDocument", message):
        iam.update_assume_role_policy(RoleName=named, PolicyDocument=document)
    assert iam.get_role(RoleName=named)["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)


@pytest.mark.parametrize(
    ("principal", "message"),
    [
        ({"Service": "ecs-task.amazonaws.com"}, '"SERVICE":"ecs-task.amazonaws.com"'),
        ({"Service": "ecs-tasks"}, '"SERVICE":"ecs-tasks"'),
        ({"Service": ["ecs-tasks.amazonaws.com", "monitoring.amazonaws.com"]},
         '"SERVICE":"monitoring.amazonaws.com"'),
        ({"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"},
         f'"AWS":"arn:aws:iam::{ACCOUNT}:role/nobody"'),
        ({"AWS": f"arn:aws:iam::{ACCOUNT}:user/*"}, f'"AWS":"arn:aws:iam::{ACCOUNT}:user/*"'),
        ({"AWS": f"arn:aws:iam::{ACCOUNT}:group/all"}, f'"AWS":"arn:aws:iam::{ACCOUNT}:group/all"'),
        ({"AWS": "1234"}, '"AWS":"1234"'),
        ({"Services": "ecs-tasks.amazonaws.com"}, '"Services"'),
    ],
)  # fmt: skip
def test_a_principal_that_does_not_exist_is_refused(host, principal, message):
    document = policy(Principal=principal, Action="sts:AssumeRole")
    with refused("MalformedPolicyDocument", f"Invalid principal in policy: {message}"):
        host.client("iam").create_role(RoleName="bad", AssumeRolePolicyDocument=document)


@pytest.mark.parametrize(
    "principal",
    [
        {"Service": ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com", "edgelambda.amazonaws.com"]},
        {"Service": "logs.us-east-1.amazonaws.com"},
        {
            "AWS": [
                ACCOUNT,
                f"arn:aws:iam::{ACCOUNT}:root",
                "arn:aws:iam::000000000000:role/foreign",
            ]
        },
        {"AWS": "*"},
        {"Federated": "cognito-identity.amazonaws.com"},
    ],
)
def test_a_principal_that_exists_is_taken(host, named, principal):
    document = policy(Principal=principal, Action="sts:AssumeRole")
    host.client("iam").create_role(RoleName=named, AssumeRolePolicyDocument=document)


def test_a_role_may_trust_a_role_that_is_there(host, role, named):
    trusting = policy(Principal={"AWS": role()}, Action="sts:AssumeRole")
    iam = host.client("iam")
    made = iam.create_role(RoleName=f"{named}-2", AssumeRolePolicyDocument=trusting)
    assert made["Role"]["AssumeRolePolicyDocument"] == json.loads(trusting)


def test_a_trust_policy_may_be_of_the_older_version(host, named):
    document = TRUST.replace("2012-10-17", "2008-10-17")
    host.client("iam").create_role(RoleName=named, AssumeRolePolicyDocument=document)


def test_role_has_the_policies_it_was_given(host):
    iam = host.client("iam")
    iam.create_role(RoleName="task", AssumeRolePolicyDocument=TRUST)
    arns = [
        "arn:aws:iam::aws:policy/CloudWatchFullAccess",
        "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
    ]
    for arn in arns:
        iam.attach_role_policy(RoleName="task", PolicyArn=arn)
    iam.put_role_policy(RoleName="task", PolicyName="inline", PolicyDocument=READ)
    attached = iam.list_attached_role_policies(RoleName="task")["AttachedPolicies"]
    assert sorted(one["PolicyArn"] for one in attached) == sorted(arns)
    inline = iam.get_role_policy(RoleName="task", PolicyName="inline")
    assert inline["PolicyDocument"] == json.loads(READ)
    assert iam.get_role(RoleName="task")["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)
    with refused("DeleteConflict"):
        iam.delete_role(RoleName="task")
    for arn in arns:
        iam.detach_role_policy(RoleName="task", PolicyArn=arn)
    with refused("DeleteConflict"):
        iam.delete_role(RoleName="task")
    iam.delete_role_policy(RoleName="task", PolicyName="inline")
    iam.delete_role(RoleName="task")
    with refused("NoSuchEntity"):
        iam.get_role(RoleName="task")


def test_unknown_policy_is_not_attached(host):
    iam = host.client("iam")
    iam.create_role(RoleName="lonely", AssumeRolePolicyDocument=TRUST)
    with refused("NoSuchEntity", "does not exist or is not attachable"):
        iam.attach_role_policy(RoleName="lonely", PolicyArn="arn:aws:iam::aws:policy/Nothing")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{not json", "Syntax errors in policy."),
        (READ.replace("2012-10-17", "2008-10-17"), "must be version 2012-10-17 or greater."),
        (policy(Principal=SERVICE, Action="s3:*", Resource="*"), "should not specify a principal"),
        (policy(Action="s3:*"), "Policy statement must contain resources."),
        (policy(Resource="*"), "Policy statement must contain actions."),
        (policy(Action="GetObject", Resource="*"), "must be prefaced by a vendor"),
        (policy(Action="s3:Get:Object", Resource="*"), "can contain only one colon."),
        (policy(Action="s3:*", Resource="bucket"),
         'Resource bucket must be in ARN format or "*".'),
        (policy(Action="s3:*", Resource="arn:aws:s3::bucket"), "The policy failed legacy parsing"),
        (policy(Action="s3:*", Resource="arn:asw:s3:::bucket"), 'Partition "asw" is not valid'),
        (policy(Sid="not allowed", Action="s3:*", Resource="*"), "must be alpha-numeric."),
        (policy(Action="s3:*", Resource="*", Condition={"StringEqual": {"aws:username": "a"}}),
         "Syntax errors in policy."),
    ],
)  # fmt: skip
def test_a_malformed_policy_is_refused(host, role, named, document, message):
    iam = host.client("iam")
    with refused("MalformedPolicyDocument", message):
        iam.create_policy(PolicyName=named, PolicyDocument=document)
    role()
    with refused("MalformedPolicyDocument", message):
        iam.put_role_policy(RoleName=named, PolicyName="inside", PolicyDocument=document)


@pytest.mark.parametrize(
    "more",
    [
        {"Resource": f"arn:aws:ssm:us-east-1::{ACCOUNT}:parameter/a/colon/too/many"},
        {"Resource": "*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}}},
        {"Resource": ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]},
    ],
)
def test_a_policy_that_only_means_something_else_is_taken(host, named, more):
    iam, document = host.client("iam"), policy(Action="ssm:GetParameter", **more)
    arn = iam.create_policy(PolicyName=named, PolicyDocument=document)["Policy"]["Arn"]
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]
    assert version["Document"] == json.loads(document)


def test_policy_has_versions(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="versions", PolicyDocument=READ)["Policy"]["Arn"]
    newer = policy(Action="ssm:GetParameters", Resource="*")
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=newer, SetAsDefault=True)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"] == "v2"
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
    assert version["Document"] == json.loads(newer)
    with refused("DeleteConflict"):
        iam.delete_policy_version(PolicyArn=arn, VersionId="v2")


def test_a_policy_has_at_most_five_versions(host, named):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName=named, PolicyDocument=READ)["Policy"]["Arn"]
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ)
    with refused("LimitExceeded", "A managed policy can have up to 5 versions."):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ)
    with refused("DeleteConflict", "This policy has more than one version."):
        iam.delete_policy(PolicyArn=arn)


def long(characters: int) -> str:
    """A policy of so many characters, and of white space beside them."""
    begun = json.loads(policy(Sid="", Action="s3:*", Resource="*"))
    size = len("".join(json.dumps(begun).split()))
    begun["Statement"][0]["Sid"] = "x" * (characters - size)
    return json.dumps(begun, indent=8)


def test_a_managed_policy_has_at_most_6144_characters(host, named):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName=named, PolicyDocument=long(6144))["Policy"]["Arn"]
    exceeded = "Cannot exceed quota for PolicySize: 6144"
    with refused("LimitExceeded", exceeded):
        iam.create_policy(PolicyName=f"{named}-2", PolicyDocument=long(6145))
    with refused("LimitExceeded", exceeded):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=long(6145))


def test_the_policies_inside_a_role_have_at_most_10240_characters_together(host, role, named):
    iam, _ = host.client("iam"), role(long(10000))
    iam.put_role_policy(RoleName=named, PolicyName="own-2", PolicyDocument=long(240))
    with refused("LimitExceeded", f"Maximum policy size of 10240 bytes exceeded for role {named}"):
        iam.put_role_policy(RoleName=named, PolicyName="own-3", PolicyDocument=long(100))
    iam.put_role_policy(RoleName=named, PolicyName="own-1", PolicyDocument=long(9000))
    iam.put_role_policy(RoleName=named, PolicyName="own-3", PolicyDocument=long(100))


def test_a_trust_policy_has_at_most_2048_characters(host, named):
    condition = {"StringEquals": {"sts:ExternalId": ["x" * 100] * 20}}
    with refused("LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048"):
        host.client("iam").create_role(
            RoleName=named,
            AssumeRolePolicyDocument=policy(**TRUSTING, Condition=condition),
        )


def test_ten_managed_policies_are_attached_to_a_role_at_most(host, role, named):
    iam, _ = host.client("iam"), role()
    arns = [each["Arn"] for each in iam.list_policies(Scope="AWS", MaxItems=11)["Policies"]]
    for arn in arns[:10]:
        iam.attach_role_policy(RoleName=named, PolicyArn=arn)
    with refused("LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10"):
        iam.attach_role_policy(RoleName=named, PolicyArn=arns[10])
    iam.attach_role_policy(RoleName=named, PolicyArn=arns[0])


def test_a_role_that_an_instance_profile_holds_is_not_deleted(host, role, named):
    iam, _ = host.client("iam"), role()
    iam.create_instance_profile(InstanceProfileName=named)
    iam.add_role_to_instance_profile(InstanceProfileName=named, RoleName=named)
    with refused("DeleteConflict", "must remove roles from instance profile first."):
        iam.delete_role(RoleName=named)
    iam.remove_role_from_instance_profile(InstanceProfileName=named, RoleName=named)
    iam.delete_role(RoleName=named)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("not a name", "The specified value for roleName is invalid."),
        ("path/name", "The specified value for roleName is invalid."),
        ("x" * 65, "at 'roleName' failed to satisfy constraint: Member must have length less than "
         "or equal to 64"),
    ],
)  # fmt: skip
def test_a_name_that_no_role_may_have_is_refused(host, name, message):
    iam = host.client("iam")
    for ask in (
        lambda: iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST),
        lambda: iam.get_role(RoleName=name),
    ):
        with refused("ValidationError", message):
            ask()


def test_a_tag_has_letters_of_every_language(host, named):
    iam, tags = host.client("iam"), [{"Key": "équipe", "Value": "semaine 6: élève/Zoë"}]
    iam.create_role(RoleName=named, AssumeRolePolicyDocument=TRUST, Tags=tags)
    assert iam.list_role_tags(RoleName=named)["Tags"] == tags
    with refused("ValidationError", "satisfy regular expression pattern"):
        iam.tag_role(RoleName=named, Tags=[{"Key": "six*", "Value": "a star is no letter"}])
    iam.delete_role(RoleName=named)


def test_a_path_stands_between_slashes(host, named):
    with refused("ValidationError", "The specified value for path is invalid."):
        host.client("iam").create_role(
            RoleName=named, Path="backend", AssumeRolePolicyDocument=TRUST
        )


def test_names_differ_by_more_than_their_case(host, role, named):
    iam, _ = host.client("iam"), role()
    with refused("EntityAlreadyExists", f"Role with name {named.upper()} already exists."):
        iam.create_role(RoleName=named.upper(), AssumeRolePolicyDocument=TRUST)
    iam.create_policy(PolicyName=named, PolicyDocument=READ)
    with refused("EntityAlreadyExists", f"A policy called {named.upper()} already exists."):
        iam.create_policy(PolicyName=named.upper(), PolicyDocument=READ)


@pytest.mark.parametrize(
    ("operation", "parameters", "message"),
    [
        ("get_role", {"RoleName": "nobody"}, "The role with name nobody cannot be found."),
        ("get_user", {"UserName": "nobody"}, "The user with name nobody cannot be found."),
        ("get_group", {"GroupName": "nobody"}, "The group with name nobody cannot be found."),
        ("get_policy", {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/none"},
         f"Policy arn:aws:iam::{ACCOUNT}:policy/none was not found."),
        ("get_instance_profile", {"InstanceProfileName": "none"},
         "Instance Profile none cannot be found."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(host, operation, parameters, message):
    with refused("NoSuchEntity", message):
        getattr(host.client("iam"), operation)(**parameters)


def test_a_policy_that_is_not_inside_a_role_is_named(host, role, named):
    role()
    with refused("NoSuchEntity", "The role policy with name none cannot be found."):
        host.client("iam").get_role_policy(RoleName=named, PolicyName="none")


def test_a_boundary_is_a_policy_that_is_there(host, role, named):
    none = f"arn:aws:iam::{ACCOUNT}:policy/none"
    missing = f"Scope ARN: {none} does not exist or is not attachable."
    with refused("NoSuchEntity", missing):
        role(PermissionsBoundary=none)
    role()
    with refused("NoSuchEntity", missing):
        host.client("iam").put_role_permissions_boundary(RoleName=named, PermissionsBoundary=none)


def test_a_role_is_assumed_by_whom_it_trusts(host, role, named):
    iam, arn = host.client("iam"), role()
    assuming = {"RoleArn": arn, "RoleSessionName": "one"}
    with refused(
        "AccessDenied", f"is not authorized to perform: sts:AssumeRole on resource: {arn}"
    ):
        host.client("sts").assume_role(**assuming)
    condition = {"StringEquals": {"sts:ExternalId": "agreed"}}
    account = policy(Principal={"AWS": ACCOUNT}, Action="sts:AssumeRole", Condition=condition)
    iam.update_assume_role_policy(RoleName=named, PolicyDocument=account)
    with refused("AccessDenied"):
        host.client("sts").assume_role(**assuming)
    made = host.client("sts").assume_role(**assuming, ExternalId="agreed")
    assert made["AssumedRoleUser"]["Arn"].endswith(f"assumed-role/{named}/one")


def test_a_user_assumes_a_role_if_both_sides_allow_it(host, role, named):
    iam, arn = host.client("iam"), role()
    iam.create_user(UserName=named)
    key = iam.create_access_key(UserName=named)["AccessKey"]
    keys = {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }
    sts = host.client("sts", **keys)
    account = policy(Principal={"AWS": ACCOUNT}, Action="sts:AssumeRole")
    iam.update_assume_role_policy(RoleName=named, PolicyDocument=account)
    user = f"arn:aws:iam::{ACCOUNT}:user/{named}"
    with refused("AccessDenied", f"User: {user} is not authorized to perform: sts:AssumeRole"):
        sts.assume_role(RoleArn=arn, RoleSessionName="one")
    iam.put_user_policy(
        UserName=named,
        PolicyName="may",
        PolicyDocument=policy(Action="sts:AssumeRole", Resource=arn),
    )
    assert sts.assume_role(RoleArn=arn, RoleSessionName="one")["Credentials"]


def test_a_role_that_is_not_there_is_not_assumed(host):
    arn = f"arn:aws:iam::{ACCOUNT}:role/nobody"
    with refused("AccessDenied", f"sts:AssumeRole on resource: {arn}"):
        host.client("sts").assume_role(RoleArn=arn, RoleSessionName="one")


def test_the_first_load_balancer_brings_its_services_role(host):
    ec2, elb, iam = host.client("ec2"), host.client("elbv2"), host.client("iam")
    subnets = [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"][:2]]
    for name in ("first", "second"):
        elb.create_load_balancer(Name=name, Subnets=subnets, Scheme="internal")
    roles = [each["RoleName"] for each in iam.list_roles()["Roles"]]
    assert roles.count("AWSServiceRoleForElasticLoadBalancing") == 1
    iam.delete_service_linked_role(RoleName="AWSServiceRoleForElasticLoadBalancing")


def test_a_service_has_one_role_of_its_own(host):
    iam, service = host.client("iam"), "elasticloadbalancing.amazonaws.com"
    with refused("InvalidInput", f"Custom suffix is not allowed for {service}"):
        iam.create_service_linked_role(AWSServiceName=service, CustomSuffix="mine")
    made = iam.create_service_linked_role(AWSServiceName=service)["Role"]
    name = "AWSServiceRoleForElasticLoadBalancing"
    assert made["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/{service}/{name}"
    [policy] = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert policy["PolicyName"] == "AWSElasticLoadBalancingServiceRolePolicy"
    with refused("InvalidInput", f"Service role name {name} has been taken in this account"):
        iam.create_service_linked_role(AWSServiceName=service)
    protected = f"Cannot perform the operation on the protected role '{name}'"
    for change in (
        lambda: iam.delete_role(RoleName=name),
        lambda: iam.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"]),
        lambda: iam.update_assume_role_policy(RoleName=name, PolicyDocument=TRUST),
    ):
        with refused("UnmodifiableEntity", protected):
            change()
    iam.delete_service_linked_role(RoleName=name)
    with refused("NoSuchEntity"):
        iam.get_role(RoleName=name)


def test_what_is_no_arn_is_no_role_to_assume(host):
    with refused("ValidationError", "labs is invalid"):
        host.client("sts", validates=False).assume_role(RoleArn="labs", RoleSessionName="labs")


def test_linked_role_is_for_a_service(host):
    with refused("InvalidInput", "Service labs has no service-linked role"):
        host.client("iam").create_service_linked_role(AWSServiceName="labs")


def test_instance_profile_that_is_not_there_cannot_be_tagged(host):
    with refused("NoSuchEntity", "Instance Profile nothing cannot be found."):
        host.client("iam").tag_instance_profile(
            InstanceProfileName="nothing", Tags=[{"Key": "a", "Value": "b"}]
        )
