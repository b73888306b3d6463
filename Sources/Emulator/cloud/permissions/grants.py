"""What the policy of a resource says of a caller.

- Its Principal names everybody, an account with all who are in it, or single roles, sessions and
  users; what it gives to an account, the account's own policies have to hand on
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
- A Deny with NotPrincipal denies all but those it names
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .context import listed
from .document import Policy, Request, Statement
from .principal import Principal


class Grants(NamedTuple):
    allows: list[Statement]
    denies: list[Statement]
    #: Whether one of them allows the caller itself, and not only the caller's account.
    to_caller: bool


def grants(policy: Policy | None, who: Principal, request: Request) -> Grants:
    met = [each for each in (policy.statements if policy else []) if each.meets(request)]
    allows = [each for each in met if each.allows and concerns(each, who)]
    denies = [each for each in met if not each.allows and concerns(each, who)]
    names = [named(each.content.get("Principal")) for each in allows]
    return Grants(allows, denies, any(is_named(who, each) for each in names))


def concerns(statement: Statement, who: Principal) -> bool:
    if "NotPrincipal" in statement.content:
        excepted = named(statement.content["NotPrincipal"])
        return not (is_named(who, excepted) or is_in_account(who, excepted))
    principals = named(statement.content.get("Principal"))
    return is_named(who, principals) or is_in_account(who, principals)


def named(principal: Any) -> list[str]:
    """The AWS principals of an element; services are no callers here."""
    if isinstance(principal, Mapping):
        return listed(principal.get("AWS", []))
    return listed(principal) if principal else []


def is_named(who: Principal, principals: list[str]) -> bool:
    return bool({"*", who.arn, who.seen_as} & {*principals})


def is_in_account(who: Principal, principals: list[str]) -> bool:
    partition = who.arn.split(":")[1]
    return bool({who.account, f"arn:{partition}:iam::{who.account}:root"} & {*principals})
