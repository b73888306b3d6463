"""All policies that apply to a request together: allowed, or why not."""

from dataclasses import dataclass
from typing import NamedTuple

from .document import Policy, Request, Statement, Verdict, verdict
from .grants import Grants, grants
from .principal import Principal

ALLOWED, IMPLICIT, EXPLICIT = "allowed", "implicitDeny", "explicitDeny"

IDENTITY = "identity-based policy"
RESOURCE = "resource-based policy"
BOUNDARY = "permissions boundary"
CONTROL = "service control policy"
#: Nobody may use a key without its key policy, or assume a role without its trust policy.
OWN_POLICY_NEEDED = ("kms:", "sts:AssumeRole")


class Applicable(NamedTuple):
    """The policies that a request has to pass; None where there are none of a kind."""

    identity: list[Policy]
    boundary: list[Policy] | None = None
    #: By level, from the organization's root to the account.
    organization: list[list[Policy]] | None = None
    resource: Policy | None = None


@dataclass(frozen=True)
class Decision:
    #: `allowed`, `implicitDeny` or `explicitDeny`.
    outcome: str
    #: As AWS's message ends, after “because” where it does not begin with “with”; empty if allowed.
    reason: str
    #: The statements of identity and resource policies that led to it.
    statements: list[Statement]
    #: Whether these levels alone let the request pass; None where there is no such level.
    organization: bool | None
    boundary: bool | None

    @property
    def allowed(self) -> bool:
        return self.outcome == ALLOWED


class Said(NamedTuple):
    """What the policies of each kind say of the request."""

    identity: Verdict
    limit: Verdict | None
    levels: list[Verdict] | None
    owner: Grants


def evaluate(who: Principal, request: Request, applicable: Applicable) -> Decision:
    said = Said(
        identity=verdict(applicable.identity, request),
        limit=None if applicable.boundary is None else verdict(applicable.boundary, request),
        levels=None
        if applicable.organization is None
        else [verdict(level, request) for level in applicable.organization],
        owner=grants(applicable.resource, who, request),
    )
    passed = None if said.levels is None else all(map(passes, said.levels))
    within = None if said.limit is None else passes(said.limit)
    if denial := explicit(said):
        kind, statements = denial
        article = "an" if kind == IDENTITY else "a"
        reason = f"with an explicit deny in {article} {kind}"
        return Decision(EXPLICIT, reason, statements, passed, within)
    guarded = applicable.resource and request.action.startswith(OWN_POLICY_NEEDED)
    if kind := silent(who, request, said, bool(guarded)):
        reason = f"no {kind} allows the {request.action} action"
        return Decision(IMPLICIT, reason, [], passed, within)
    return Decision(ALLOWED, "", said.identity.allows + said.owner.allows, passed, within)


def explicit(said: Said) -> tuple[str, list[Statement]] | None:
    """The kind of policy that denies; its statements only where a simulation would show them."""
    if any(level.denies for level in said.levels or []):
        return CONTROL, []
    if said.owner.denies or said.identity.denies:
        kind = RESOURCE if said.owner.denies else IDENTITY
        return kind, said.identity.denies + said.owner.denies
    return (BOUNDARY, []) if said.limit and said.limit.denies else None


def silent(who: Principal, request: Request, said: Said, guarded: bool) -> str | None:
    """The kind of policy that ought to allow the request and does not; None when all do."""
    crossing = who.account != account_of(request.resource, who.account)
    outside = said.limit and not said.limit.allows
    if not all(level.allows for level in said.levels or []):
        return CONTROL
    if (crossing or guarded) and not said.owner.allows:
        return RESOURCE
    if said.owner.to_caller and not crossing:
        # What a user is given by name, its boundary does not take away; a role's does.
        return BOUNDARY if outside and who.kind == "role" else None
    if who.kind != "root" and not said.identity.allows:
        return IDENTITY
    return BOUNDARY if outside else None


def passes(level: Verdict) -> bool:
    return bool(level.allows) and not level.denies


def account_of(resource: str, default: str) -> str:
    """The account that owns the resource, where its ARN says so."""
    parts = resource.split(":", 5)
    return parts[4] if len(parts) == 6 and parts[4].isdigit() else default
