"""AWS IAM's policy simulator, which moto lacks.

- SimulatePrincipalPolicy takes a user, group or role with all its policies, its boundary and the
  service control policies of its account, and further policies beside them
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
- SimulateCustomPolicy takes the policies of the request alone
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html).
- A boundary of the request takes the place of the attached one, and a resource's policy counts
  only where the request brings it along
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
- GetContextKeysForPrincipalPolicy and GetContextKeysForCustomPolicy name the condition keys of
  the policies
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html,
  https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html).
- An action has a service's prefix, and a resource is an ARN or `*` alone; anything else is
  InvalidInput
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html).
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.iam.exceptions import IAMException, InvalidInput, MalformedPolicyDocument, NoSuchEntity
from moto.iam.policy_validation import BaseIAMPolicyValidator
from moto.iam.responses import IamResponse

from ...permissions.context import Context
from ...permissions.decision import Applicable
from ...permissions.document import Policy
from ...permissions.organization import control_policies
from ...permissions.principal import Principal, principal
from ...permissions.simulation import ANYTHING, Simulation, context_keys
from ...replacing import replace

MOST_ITEMS = 100
UNKNOWN = ("PolicyExclusionList", "ResourceHandlingOption", "ResourceOwner")


def correct() -> None:
    @replace(IamResponse, "simulate_principal_policy")
    def simulate_principal_policy(_, response: IamResponse) -> ActionResult:
        who = source(response)
        return simulated(response, who, control_policies(who.account))

    @replace(IamResponse, "simulate_custom_policy")
    def simulate_custom_policy(_, response: IamResponse) -> ActionResult:
        levels = response._get_param("OrderedOrganizationPolicyInputList", [])
        inputs = [level["ServiceControlPolicyInputList"] for level in levels]
        name = "ServiceControlPolicyInputList"
        return simulated(response, None, [given(name, level) for level in inputs] or None)

    @replace(IamResponse, "get_context_keys_for_principal_policy")
    def get_context_keys_for_principal_policy(_, response: IamResponse) -> ActionResult:
        policies = source(response).policies + inputs(response, "PolicyInputList")
        return ActionResult({"ContextKeyNames": context_keys(policies)})

    @replace(IamResponse, "get_context_keys_for_custom_policy")
    def get_context_keys_for_custom_policy(_, response: IamResponse) -> ActionResult:
        return ActionResult({"ContextKeyNames": context_keys(inputs(response, "PolicyInputList"))})


def simulated(
    response: IamResponse, who: Principal | None, levels: list[list[Policy]] | None
) -> ActionResult:
    for name in UNKNOWN:
        if response._get_param(name):
            message = f"The emulated cloud simulates without {name}."
            raise IAMException("NotImplemented", message)
    actions, resources = actions_of(response), resources_of(response)
    caller = caller_of(response, who)
    own = inputs(response, "PermissionsBoundaryPolicyInputList")
    text = response._get_param("ResourcePolicy")
    applicable = Applicable(
        identity=(who.policies if who else []) + inputs(response, "PolicyInputList"),
        boundary=own or (who.boundary if who else None),
        organization=levels,
        resource=policy("ResourcePolicy", text) if text else None,
    )
    simulation = Simulation(caller, applicable, known(response, caller))
    first = int(response._get_param("Marker") or 0)
    last = first + int(response._get_param("MaxItems") or MOST_ITEMS)
    truncated = last < len(actions)
    answer = {
        "EvaluationResults": [
            simulation.result(action, resources) for action in actions[first:last]
        ],
        "IsTruncated": truncated,
    }
    return ActionResult({**answer, "Marker": str(last)} if truncated else answer)


def source(response: IamResponse) -> Principal:
    """The entity whose policies are simulated."""
    arn = response._get_param("PolicySourceArn")
    who = named(arn, f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
    if not who.entity:
        name = arn.rsplit("/", 1)[1]
        raise NoSuchEntity(f"The {who.kind} with name {name} cannot be found.")
    return who


def named(arn: str, otherwise: str) -> Principal:
    """The user, group or role of `arn`; a session or the root user is none of them."""
    try:
        who = principal(arn)
    except ValueError:
        raise InvalidInput(otherwise) from None
    if who.kind not in ("user", "group", "role") or ":sts:" in arn:
        raise InvalidInput(otherwise)
    return who


def caller_of(response: IamResponse, who: Principal | None) -> Principal:
    arn = response._get_param("CallerArn") or (who and who.arn)
    if arn:
        kinds = "Caller must be an IAM user, role or group in this context."
        return named(arn, f"Invalid caller - {kinds}")
    if response._get_param("ResourcePolicy"):
        raise InvalidInput("Invalid caller - Caller cannot be null or empty.")
    account = response.current_account
    return Principal("", "", account, "user", None, [], None)


def known(response: IamResponse, caller: Principal) -> Context:
    of_caller = {"aws:PrincipalAccount": caller.account}
    if caller.arn:
        of_caller |= {"aws:PrincipalArn": caller.arn, "aws:userid": caller.arn}
    if caller.arn and caller.kind == "user":
        of_caller["aws:username"] = caller.arn.rsplit("/", 1)[1]
    entries = response._get_param("ContextEntries", [])
    values = {
        each["ContextKeyName"]: each["ContextKeyValues"]
        for each in entries
        if each.get("ContextKeyName") and each.get("ContextKeyValues")
    }
    return Context({**Context(of_caller), **Context(values)})


def actions_of(response: IamResponse) -> list[str]:
    actions = response._get_param("ActionNames", [])
    if not all(":" in action for action in actions):
        raise InvalidInput("The action is invalid since it is missing names")
    return actions


def resources_of(response: IamResponse) -> list[str]:
    resources = response._get_param("ResourceArns") or ANYTHING
    for resource in resources:
        is_arn = resource.startswith("arn:") and resource.count(":") >= 5
        if resources != ANYTHING and not is_arn:
            raise InvalidInput(f"ResourceNames are not in a valid ARN format: {resource}.")
    return resources


def inputs(response: IamResponse, name: str) -> list[Policy]:
    return given(name, response._get_param(name, []))


def given(name: str, texts: list[str]) -> list[Policy]:
    """Policies of the request, which are named by their place in it."""
    return [policy(f"{name}.{place}", text) for place, text in enumerate(texts, 1)]


def policy(name: str, text: str) -> Policy:
    try:
        validator: Any = BaseIAMPolicyValidator(text)
        validator.validate()
    except MalformedPolicyDocument as failure:
        raise InvalidInput(failure.message) from None
    return Policy(name, text)
