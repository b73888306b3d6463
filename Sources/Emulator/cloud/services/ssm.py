"""AWS Systems Manager parameters: a SecureString is not readable by accident.

- Without WithDecryption a SecureString's value is its ciphertext
  (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html); moto
  shows the value behind a prefix.
- A name with slashes begins with one, and a standard parameter has at most 4 KB
  (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html).
- GetParameters answers in the order that was asked for; moto's order changes from run to run.
"""

import base64
import hashlib
from typing import Any

from moto.ssm.exceptions import ValidationException
from moto.ssm.models import Parameter, SimpleSystemManagerBackend

from ..replacing import replace

STANDARD_TIER_BYTES = 4096


def correct() -> None:
    @replace(SimpleSystemManagerBackend, "put_parameter")
    def put_parameter(moto, backend, name, description, value, *rest, **named) -> Any:
        if "/" in name and not name.startswith("/"):
            raise ValidationException("Parameter name must be a fully qualified name.")
        tier = named.get("tier")
        if value and len(value.encode()) > STANDARD_TIER_BYTES and tier in (None, "Standard"):
            raise ValidationException(
                "Standard tier parameters support a maximum parameter value of 4096 characters. "
                "To create a larger parameter value, upgrade the parameter to use the "
                "advanced-parameter tier. For more information, see "
                "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
                "parameter-store-advanced-parameters.html"
            )
        return moto(backend, name, description, value, *rest, **named)

    @replace(SimpleSystemManagerBackend, "get_parameters")
    def get_parameters(moto, backend, names) -> dict[str, Parameter]:
        found = moto(backend, names)
        return {name: found[name] for name in names if name in found}

    @replace(Parameter, "response_object")
    def response_object(moto, parameter, decrypt=False, region=None) -> dict[str, Any]:
        answer = moto(parameter, decrypt, region)
        if parameter.parameter_type == "SecureString" and not decrypt:
            answer["Value"] = ciphertext(parameter)
        return answer


def ciphertext(parameter: Parameter) -> str:
    """What looks like KMS's, is the same each time, and tells nothing about the value."""
    digest = hashlib.sha512(f"{parameter.name} {parameter.version} {parameter.value}".encode())
    return "AQICAHh" + base64.b64encode(digest.digest() * 2).decode().rstrip("=")
