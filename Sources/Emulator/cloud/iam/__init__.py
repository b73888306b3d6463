"""AWS IAM in the emulated account, where moto is more lenient than AWS.

documents  which policies are taken, and what else contradicts itself
simulation the policy simulator
"""

from . import documents, simulation


def correct() -> None:
    for part in (documents, simulation):
        part.correct()
