"""`*`, `?` and `${variables}` in the actions and ARNs of policies.

- In an action the case does not matter
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html).
- In an ARN a `*` stands for characters within its part; only where it ends the part it may go on
  beyond the colon. A colon too many therefore matches nothing
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
- Variables are filled in for policies of version 2012-10-17, in an ARN only after its fifth colon;
  one without a value and without a default matches nothing, and `${*}`, `${?}` and `${$}` are the
  characters themselves
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
"""

import re

from .context import Context

WILDCARD = re.compile(r"[*?]")
PIECE = re.compile(r"(\$\{[^}]*\}|\*|\?)")
VARIABLE = re.compile(r"\$\{\s*([^,}]*?)\s*(?:,\s*'([^']*)'\s*)?\}")
CHARACTERS = {"*", "?", "$"}


def action_matches(pattern: str, action: str) -> bool:
    pattern, action = pattern.lower(), action.lower()
    # AWS's own policies name thousands of actions, nearly all of another service.
    begin = WILDCARD.split(pattern, maxsplit=1)[0]
    return action.startswith(begin) and glob(pattern, action, None)


def resource_matches(pattern: str, resource: str, variables: Context | None) -> bool:
    """`variables` is None where the policy's version knows none."""
    if pattern == "*":
        return True
    *head, last = pattern.split(":", 5)
    if len(head) < 5:
        return matches([segment(part) for part in (*head, last)], resource)
    rest = expression(last, variables)
    return rest is not None and matches([*map(segment, head), rest], resource)


def arn_matches(pattern: str, arn: str, variables: Context | None) -> bool:
    """As the Arn operators compare: each of the six parts by itself."""
    patterns, parts = pattern.split(":", 5), arn.split(":", 5)
    return len(patterns) == len(parts) and all(map(glob, patterns, parts, [variables] * 6))


def glob(pattern: str, text: str, variables: Context | None) -> bool:
    found = expression(pattern, variables)
    return found is not None and matches([found], text)


def matches(parts: list[str], text: str) -> bool:
    return re.fullmatch(":".join(parts), text, re.DOTALL) is not None


def segment(pattern: str) -> str:
    """One of an ARN's first five parts, as a regular expression."""
    inner = re.escape(pattern.removesuffix("*")).replace(r"\*", "[^:]*").replace(r"\?", "[^:]")
    return inner + (".*" if pattern.endswith("*") else "")


def expression(pattern: str, variables: Context | None) -> str | None:
    """`pattern` as a regular expression; None when one of its variables has no value."""
    pieces = []
    for piece in PIECE.split(pattern):
        if piece in ("*", "?"):
            pieces.append(".*" if piece == "*" else ".")
            continue
        text = expanded(piece, variables)
        if text is None:
            return None
        pieces.append(re.escape(text))
    return "".join(pieces)


def expanded(text: str, variables: Context | None) -> str | None:
    """`text` with its variables filled in; None when one of them has no value."""
    if variables is None:
        return text
    values = [value(name, default, variables) for name, default in VARIABLE.findall(text)]
    if None in values:
        return None
    return VARIABLE.sub(lambda _: values.pop(0), text)


def value(name: str, default: str, variables: Context) -> str | None:
    """A key with several values cannot be a variable."""
    if name in CHARACTERS:
        return name
    found = variables.get(name)
    return found[0] if len(found) == 1 else default or None
