"""What no service gets to see: a request that AWS refuses before it knows what is wanted.

- A request is signed, or is one that needs no signature: MissingAuthenticationToken
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html).
- A signature names a key, a day, a region and a service: IncompleteSignature (same page).
- An operation is one of the service: UnknownOperationException in JSON, InvalidAction in a form,
  MissingAction where there is none (same page).
- A body in JSON is an object: SerializationException, and nothing is done with the rest of one that
  broke off
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html).

Ours: an operation that there is not, in JSON, and a body that is none.
"""

import json
import re
from typing import Any

from moto.core.utils import get_service_model

from .answers import refusal
from .call import SCOPE, Answer, Call

#: By the name that requests are signed for, the service's model; no other service has that name.
MODELS = {
    **{name: name for name in ("acm", "cloudtrail", "config", "ec2", "ecr", "ecs", "events", "iam",
                               "kms", "logs", "organizations", "route53", "secretsmanager",
                               "servicediscovery", "sns", "sqs", "ssm", "sts")},
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
}  # fmt: skip
#: Signed by nobody, by their nature.
UNSIGNED = re.compile(r"AssumeRoleWith(SAML|WebIdentity)|GetId|GetOpenIdToken|"
                      r"GetCredentialsForIdentity|SignUp|InitiateAuth|ConfirmSignUp")  # fmt: skip
FORM = "application/x-www-form-urlencoded"
#: Versions of services that share a name with another.
OTHERS = {"2012-06-01"}
BAD, FORBIDDEN = "400 Bad Request", "403 Forbidden"


def objection(call: Call) -> Answer | None:
    """The answer to a request that is none, before any service is asked."""
    is_form = call.variables.get("CONTENT_TYPE", "").startswith(FORM)
    target = call.variables.get("HTTP_X_AMZ_TARGET")
    if found := of_signature(call, is_form or target is not None):
        return found
    model = model_of(call.service)
    if model is None:
        return None
    if target is not None:
        return of_json(call, target, model)
    if call.variables["PATH_INFO"].startswith("/service/"):
        return None
    protocol = model.metadata["protocol"]
    if is_form or protocol in ("query", "ec2"):
        return of_form(call, model)
    return unknown(call, "") if protocol == "json" else None


def of_signature(call: Call, names_operation: bool) -> Answer | None:
    header = call.variables.get("HTTP_AUTHORIZATION")
    if header is None and names_operation and not UNSIGNED.match(call.operation or ""):
        query = call.variables.get("QUERY_STRING", "")
        if "X-Amz-Credential" in query:
            return None
        return refusal(
            call, FORBIDDEN, "MissingAuthenticationToken", "Missing Authentication Token"
        )
    if header is not None and header.startswith("AWS4") and not SCOPE.search(header):
        return refusal(
            call,
            FORBIDDEN,
            "IncompleteSignature",
            "Authorization header requires 'Credential' parameter. "
            "Authorization header requires 'Signature' parameter.",
        )
    return None


def of_json(call: Call, target: str, model: Any) -> Answer | None:
    prefix, _, name = target.rpartition(".")
    if prefix != model.metadata.get("targetPrefix", prefix) or name not in model.operation_names:
        return unknown(call, name)
    try:
        content = json.loads(call.body or b"{}")
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return refusal(call, BAD, "SerializationException", "The request is no JSON object.")
    return None


def of_form(call: Call, model: Any) -> Answer | None:
    given = call.body.decode(errors="replace") + "&" + call.variables.get("QUERY_STRING", "")
    found = re.search(r"(?:^|&)Version=([\w-]+)", given)
    version = found[1] if found else model.metadata["apiVersion"]
    if version in OTHERS or call.operation in model.operation_names:
        return None
    if call.operation is None:
        message = "The request is missing an action or a required parameter."
        return refusal(call, BAD, "MissingAction", message)
    if call.service == "ec2":
        message = f"The action {call.operation} is not valid for this web service."
    else:
        message = f"Could not find operation {call.operation} for version {version}"
    return refusal(call, BAD, "InvalidAction", message)


def unknown(call: Call, name: str) -> Answer:
    message = f"{call.service} has no operation {name!r}." if name else "No operation is named."
    return refusal(call, BAD, "UnknownOperationException", message)


def model_of(service: str) -> Any:
    """None of a service that is not among those that the labs use."""
    name = MODELS.get(service)
    return get_service_model(name) if name else None
