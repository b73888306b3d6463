"""AWS Identity and Access Management, and Organizations: in no region, and at no cost."""

from cli.ledger.kind import NOTHING, Ask, Kind, Removal, simple

POLICY_VERSIONS = Ask(
    "ListPolicyVersions",
    "{PolicyArn: PolicyArn}",
    "Versions[?!IsDefaultVersion].{VersionId: VersionId}",
)


def attachment(owner: str) -> Kind:
    """A managed policy, attached to a role, a user or a group."""
    return simple(
        "iam",
        f"policy attached to a {owner.lower()}",
        f"{owner}Name PolicyArn",
        f"Attach{owner}Policy",
        f"Detach{owner}Policy",
        attached(owner),
        everywhere=True,
    )


def attached(owner: str) -> Ask:
    return Ask(
        f"ListAttached{owner}Policies",
        f"{{{owner}Name: {owner}Name}}",
        "AttachedPolicies[].{PolicyArn: PolicyArn}",
    )


def inline(owner: str) -> Kind:
    """A policy inside a role, a user or a group."""
    return simple(
        "iam",
        f"policy inside a {owner.lower()}",
        f"{owner}Name PolicyName",
        f"Put{owner}Policy",
        f"Delete{owner}Policy",
        Ask(f"Get{owner}Policy"),
        everywhere=True,
    )


KINDS = (
    simple(
        "iam",
        "role",
        "RoleName",
        "CreateRole",
        "DeleteRole",
        Ask("GetRole"),
        # A role is deleted only when nothing is on it any more, whoever put it there.
        Removal("DetachRolePolicy", every=attached("Role")),
        Removal(
            "DeleteRolePolicy", every=Ask("ListRolePolicies", "@", "PolicyNames[].{PolicyName: @}")
        ),
        everywhere=True,
    ),
    Kind(
        "iam",
        "policy",
        creates={"CreatePolicy": "{PolicyArn: response.Policy.Arn}"},
        deletes={"DeletePolicy": "{PolicyArn: request.PolicyArn}"},
        ask=Ask("GetPolicy"),
        remove=(
            Removal("DeletePolicyVersion", every=POLICY_VERSIONS),
            Removal("DeletePolicy"),
        ),
        everywhere=True,
        names={"CreatePolicy": "{PolicyName: request.PolicyName}"},
        find=Ask(
            "ListPolicies",
            "{Scope: 'Local'}",
            "Policies[].{PolicyName: PolicyName, PolicyArn: Arn}",
        ),
        identity=("PolicyArn",),
    ),
    Kind(
        "iam",
        "version of a policy",
        creates={
            "CreatePolicyVersion": "{PolicyArn: request.PolicyArn, "
            "VersionId: response.PolicyVersion.VersionId}"
        },
        deletes={
            "DeletePolicyVersion": "{PolicyArn: request.PolicyArn, VersionId: request.VersionId}"
        },
        ask=Ask("GetPolicyVersion"),
        remove=(Removal("DeletePolicyVersion"),),
        everywhere=True,
        names={"CreatePolicyVersion": "{PolicyArn: request.PolicyArn}"},
        find=POLICY_VERSIONS,
        identity=("PolicyArn", "VersionId"),
    ),
    *(attachment(owner) for owner in ("Role", "User", "Group")),
    *(inline(owner) for owner in ("Role", "User", "Group")),
    Kind(
        "organizations",
        "organization",
        # An account has one, and no call names it.
        creates={"CreateOrganization": "{Organization: 'ours'}"},
        deletes={"DeleteOrganization": "{Organization: 'ours'}"},
        ask=Ask("DescribeOrganization", NOTHING, "[Organization][?Id].{Organization: 'ours'}"),
        remove=(Removal("DeleteOrganization", NOTHING),),
        everywhere=True,
    ),
    Kind(
        "organizations",
        "policy",
        creates={"CreatePolicy": "{PolicyId: response.Policy.PolicySummary.Id}"},
        deletes={"DeletePolicy": "{PolicyId: request.PolicyId}"},
        ask=Ask("DescribePolicy"),
        # It is deleted only when it is attached to nothing any more.
        remove=(
            Removal(
                "DetachPolicy",
                every=Ask("ListTargetsForPolicy", "@", "Targets[].{TargetId: TargetId}"),
            ),
            Removal("DeletePolicy"),
        ),
        everywhere=True,
        names={"CreatePolicy": "{Name: request.Name}"},
    ),
    Kind(
        "organizations",
        "organizational unit",
        creates={
            "CreateOrganizationalUnit": "{OrganizationalUnitId: response.OrganizationalUnit.Id}"
        },
        deletes={
            "DeleteOrganizationalUnit": "{OrganizationalUnitId: request.OrganizationalUnitId}"
        },
        ask=Ask("DescribeOrganizationalUnit"),
        remove=(Removal("DeleteOrganizationalUnit"),),
        everywhere=True,
        names={"CreateOrganizationalUnit": "{Name: request.Name}"},
    ),
)
