"""AWS IAM in the emulated account, as strict as AWS's.

entities    roles, users and policies: what is there, what is in the way of deleting it
constraints names, paths and lengths
documents   the policies of identities
trust       the policies that say who may assume a role, with `principals` and `services`
quotas      how much there may be of each
assuming    AWS STS: a role is assumed by whom its trust policy names
linked_roles the roles that services make for themselves
simulation  the policy simulator
"""

from . import (
    assuming,
    constraints,
    documents,
    entities,
    linked_roles,
    quotas,
    simulation,
    trust,
)
from .linked_roles import ensure_linked_role

__all__ = ["correct", "ensure_linked_role"]


def correct() -> None:
    """Puts these rules into moto, in place of its own; the last asks first."""
    for part in (
        linked_roles,
        entities,
        quotas,
        documents,
        trust,
        constraints,
        assuming,
        simulation,
    ):
        part.correct()
