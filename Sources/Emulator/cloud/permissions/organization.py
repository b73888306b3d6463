"""The service control policies above an account, from moto's Organizations backend."""

from moto.organizations.models import organizations_backends

from .document import Policy

KIND = "SERVICE_CONTROL_POLICY"


def control_policies(account: str) -> list[list[Policy]] | None:
    """Those of each level, from the root to the account; None where none restrict the account.

    An account outside an organization has none, the management account is not restricted, and
    nobody is before the root has this type of policy enabled.
    """
    member = organizations_backends.master_accounts.get(account)
    if not member:
        return None
    management, partition = member
    backend = organizations_backends[management][partition]
    above = {unit.id: unit for unit in backend.ou}
    if not any(each["Type"] == KIND for each in above[backend.org.root_id].policy_types):
        return None
    level = backend.get_account_by_id(account)
    levels = []
    while level:
        levels.insert(0, level)
        level = above.get(level.parent_id)
    return [
        [Policy(policy.name, policy.content) for policy in level.attached_policies
         if policy.type == KIND]
        for level in levels
    ]  # fmt: skip
