"""Amazon ECS, truthful: what is true in the account decides what becomes of a task.

clusters    what a cluster is, and what it must be empty of
definition  what may be registered; with `container` (one container), `size` and `image` (its name)
"""

from . import clusters, definition


def correct() -> None:
    """Puts these rules into moto, in place of its own."""
    for part in (clusters, definition):
        part.correct()
