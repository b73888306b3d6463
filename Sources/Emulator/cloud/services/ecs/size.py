"""How large a task may be.

- A task on Fargate has one of AWS's pairs of CPU and memory, from 256 units with 512 MiB to 16384
  units with 120 GB
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html).
- CPU is given in units or as “1 vCPU”, memory in MiB or as “2 GB”, and a registered definition
  shows units and MiB (same page).
"""

import re

from moto.ecs.exceptions import EcsClientException

#: By CPU units: the least and the most MiB, and the step between them (2026).
FARGATE = {
    256: (512, 2048, 512),
    512: (1024, 4096, 1024),
    1024: (2048, 8192, 1024),
    2048: (4096, 16384, 1024),
    4096: (8192, 30720, 1024),
    8192: (16384, 61440, 4096),
    16384: (32768, 122880, 8192),
}
#: What the steps of 512 would allow and AWS does not.
NOT_ON_FARGATE = {(256, 1536)}
UNITS = {"cpu": {"vcpu": 1024}, "memory": {"gb": 1024}}


def in_units(given: str | None, kind: str) -> str | None:
    """CPU units or MiB as AWS shows them; `kind` is cpu or memory."""
    if given is None:
        return None
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-zA-Z]*)\s*", given)
    factor = {"": 1, **UNITS[kind]}.get(found[2].lower()) if found else None
    amount = float(found[1]) * factor if factor else 0
    if amount <= 0 or amount != int(amount):
        raise EcsClientException(f"Invalid '{kind}' setting for task.")
    return str(int(amount))


def refuse_for_fargate(cpu: str | None, memory: str | None) -> None:
    """Raises unless Fargate has machines of that size."""
    for name, amount in (("cpu", cpu), ("memory", memory)):
        if amount is None:
            raise EcsClientException(
                f"Fargate requires that '{name}' be defined at the task level."
            )
    units, mebibytes = int(cpu), int(memory)
    least, most, step = FARGATE.get(units, (1, 0, 1))
    fits = least <= mebibytes <= most and mebibytes % step == 0
    if not fits or (units, mebibytes) in NOT_ON_FARGATE:
        raise EcsClientException(
            f"No Fargate configuration exists for given values: {units} CPU, {mebibytes} memory. "
            "See the Amazon ECS documentation for the valid values."
        )
