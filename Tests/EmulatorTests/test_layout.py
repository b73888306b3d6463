"""What imports what in the emulator: an engineer reads one service without all the others."""

import ast
from collections.abc import Iterator
from pathlib import Path

CLOUD = Path(__file__).parents[2] / "Sources/Emulator/cloud"
SERVICES = CLOUD / "services"


def imported(path: Path) -> Iterator[Path]:
    """What a module names in its imports from this program, as paths below `cloud`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            place = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            yield from (place / name.name for name in node.names)


def stands_on(service: Path) -> set[str]:
    """The other services that a service imports."""
    modules = service.rglob("*.py") if service.is_dir() else [service]
    found = {each for module in modules for each in imported(module)}
    below = {each.relative_to(SERVICES).parts[0] for each in found if SERVICES in each.parents}
    return below - {service.stem}


def test_services_do_not_look_back_at_those_that_stand_on_them():
    services = [each for each in SERVICES.iterdir() if not each.name.startswith("__")]
    left = {each.stem: stands_on(each) for each in services}
    assert left["ecs"] == {"ec2", "elbv2", "iam"}
    while left:
        free = {name for name, below in left.items() if not below & left.keys()}
        assert free, f"these import each other: {left}"
        left = {name: below for name, below in left.items() if name not in free}


def test_only_the_host_knows_the_services():
    others = [path for path in CLOUD.rglob("*.py") if SERVICES not in path.parents]
    knowing = {
        path.name
        for path in others
        if any(each == SERVICES or SERVICES in each.parents for each in imported(path))
    }
    assert knowing == {"host.py"}
