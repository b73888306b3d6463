"""What looks like a secret, by its name or by its value, and who is root.

Names that end in URL are no secrets by themselves, and a URL with a password in it is one whatever
its name.
"""

import re

NAMES = re.compile(r"KEY|SECRET|TOKEN|PASS|CREDENTIAL|CONNECTION|DATABASE|HEADERS")
VALUES = re.compile(r"://[^/@\s]+:[^/@\s]+@|\b(AKIA|ASIA)[A-Z0-9]{16}\b|PRIVATE KEY-----")
FILES = re.compile(r"(^|/)(\.env|\.git|\.netrc|\.pgpass|\.aws|id_rsa|id_ed25519)(/|$)")


def is_root(user: str) -> bool:
    """Of a user as images and task definitions name one: `root`, `0`, `0:0`, or nobody at all."""
    name = user.partition(":")[0]
    return name in ("", "root") or (name.isdigit() and int(name) == 0)


def is_private(name: str, value: str) -> bool:
    return bool(NAMES.search(name.upper()) or VALUES.search(value))


def is_private_file(path: str) -> bool:
    return bool(FILES.search(path))
