"""AWS IAM: names, paths and lengths are held to what its own model says.

- A name has letters, digits and `+=,.@_-` only, a role's and a user's at most 64 of them, a
  policy's at most 128; a path begins and ends with a slash
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
- What is longer, shorter or of another form is a ValidationError that names the parameter
  (https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).
"""

import re
from collections.abc import Iterator
from typing import Any

from botocore.model import Shape
from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.iam.exceptions import ValidationError
from moto.iam.responses import IamResponse

from ...replacing import replace

NAME = r"[\w+=,.@-]+"
# Java's names for classes of Unicode, which Python does not know: letters, numbers and separators.
# Where they stand, an underscore is allowed too.
UNICODE = {
    r"\p{L}": r"\w",
    r"\p{N}": r"\d",
    r"\p{Z}": r" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}
NOT_A_NAME = (
    "The specified value for {} is invalid. It must contain only alphanumeric characters and/or "
    "the following: +=,.@_-"
)
NOT_A_PATH = (
    "The specified value for {} is invalid. It must begin and end with / and contain only "
    "alphanumeric characters and/or / characters."
)


def correct() -> None:
    @replace(IamResponse, "call_action")
    def call_action(moto, response: IamResponse) -> Any:
        broken = next(problems(response), None)
        if broken:
            return response.serialized(ActionResult(ValidationError(broken)))
        return moto(response)


def problems(response: IamResponse) -> Iterator[str]:
    model = get_service_model("iam")
    operation = response._get_action()
    if operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        if shape:
            yield from broken(shape, response.params, "")


def broken(shape: Shape, value: Any, name: str) -> Iterator[str]:
    """Which constraints of the model `value` breaks, as AWS words it."""
    if shape.type_name == "structure":
        for member, inner in shape.members.items():
            if value.get(member) is not None:
                below = member[0].lower() + member[1:]
                yield from broken(inner, value[member], f"{name}.{below}" if name else below)
    elif shape.type_name == "list":
        for place, each in enumerate(value, 1):
            yield from broken(shape.member, each, f"{name}.{place}.member")
    elif shape.type_name == "string":
        yield from broken_text(shape.metadata, value, name)


def broken_text(rules: dict[str, Any], value: str, name: str) -> Iterator[str]:
    pattern = rules.get("pattern")
    if len(value) > rules.get("max", len(value)):
        yield detected(value, name, f"have length less than or equal to {rules['max']}")
    elif len(value) < rules.get("min", 0):
        yield detected(value, name, f"have length greater than or equal to {rules['min']}")
    elif pattern and not in_python(pattern).fullmatch(value):
        wanted = f"satisfy regular expression pattern: {pattern}"
        known = NOT_A_NAME if pattern == NAME else NOT_A_PATH if name == "path" else None
        yield known.format(name) if known else detected(value, name, wanted)
    elif value not in rules.get("enum", [value]):
        values = ", ".join(rules["enum"])
        yield detected(value, name, f"satisfy enum value set: [{values}]")


def in_python(pattern: str) -> re.Pattern[str]:
    written = pattern
    for java, python in UNICODE.items():
        written = written.replace(java, python)
    return re.compile(written, re.ASCII if written == pattern else re.UNICODE)


def detected(value: str, name: str, wanted: str) -> str:
    return (
        f"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: "
        f"Member must {wanted}"
    )
