"""Elastic Load Balancing: rules of a listener.

- A listener's rules have different priorities from 1 to 50000, PriorityInUse, are asked in that
  order, and the default rule is the last
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html).
- A rule has at most five values in its conditions, and a host or a path at most 128 characters, of
  those that such a pattern may have
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html,
  https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html).
- A condition on a host or a path is shown with its Values and with its own configuration
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html).
- The default rule is not deleted, nor has it conditions: OperationNotPermitted
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteRule.html).

Ours: a character that the value of a condition cannot have.
"""

import hashlib
import re
from typing import Any

from moto.elbv2.exceptions import (
    ELBClientError,
    RuleNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend, FakeListener

from ...replacing import replace
from .actions import listeners_of, refuse_actions
from .refusals import refuse_number
from .target_groups import note_use

HIGHEST_PRIORITY = 50000
MOST_VALUES = 5
#: What a pattern may consist of, by the condition's field.
CHARACTERS = {
    "host-header": r"[A-Za-z0-9.*?-]*",
    "path-pattern": r"[A-Za-z0-9_.$/~\"'@:+*?&;-]*",
}
CONFIGURATIONS = {"host-header": "HostHeaderConfig", "path-pattern": "PathPatternConfig"}


def correct() -> None:
    @replace(ELBv2Backend, "create_rule")
    def create_rule(moto, backend, listener_arn, conditions, priority, actions, tags=None) -> Any:
        refuse_number(priority, 1, HIGHEST_PRIORITY, "priority")
        listener = backend.describe_listeners(None, [listener_arn])[0]
        if any(rule.priority == int(priority) for rule in listener._non_default_rules.values()):
            raise ELBClientError("PriorityInUse", f"Priority '{priority}' is currently in use")
        refuse_conditions(conditions)
        balancer = backend.load_balancers[listener.load_balancer_arn]
        refuse_actions(backend, balancer, listener.protocol, actions)
        rule = moto(backend, listener_arn, conditions, int(priority), actions, tags)
        rule.conditions = list(map(completed, rule.conditions))
        note_use(backend)
        return rule

    @replace(ELBv2Backend, "modify_rule")
    def modify_rule(moto, backend, rule_arn, conditions, actions) -> Any:
        listener = listener_of(backend, rule_arn)
        refuse_default(listener, rule_arn, "modified")
        refuse_conditions(conditions)
        if actions:
            balancer = backend.load_balancers[listener.load_balancer_arn]
            refuse_actions(backend, balancer, listener.protocol, actions)
        rule = moto(backend, rule_arn, conditions, actions)
        rule.conditions = list(map(completed, rule.conditions))
        note_use(backend)
        return rule

    @replace(ELBv2Backend, "delete_rule")
    def delete_rule(moto, backend, arn) -> None:
        refuse_default(listener_of(backend, arn), arn, "deleted")
        moto(backend, arn)
        backend.tagging_service.delete_all_tags_for_resource(arn)
        note_use(backend)


def default_rule_arn(listener_arn: str) -> str:
    """The same each time, whatever else the process has in its memory."""
    number = hashlib.sha256(listener_arn.encode()).hexdigest()[:16]
    return listener_arn.replace(":listener/", ":listener-rule/") + f"/{number}"


def in_order(listener: FakeListener) -> dict[str, Any]:
    """By ARN, in the order in which they are asked."""
    ordered = sorted(listener._non_default_rules.values(), key=lambda rule: rule.priority)
    return {rule.arn: rule for rule in (*ordered, listener._default_rule[0])}


def listener_of(backend: ELBv2Backend, rule_arn: str) -> FakeListener:
    for listener in listeners_of(backend):
        if rule_arn in listener.rules:
            return listener
    raise RuleNotFoundError("One or more rules not found")


def refuse_default(listener: FakeListener, arn: str, done: str) -> None:
    if listener.rules[arn].is_default:
        raise ELBClientError("OperationNotPermitted", f"Default rule '{arn}' cannot be {done}")


def refuse_conditions(conditions: list[dict[str, Any]]) -> None:
    values = [(each["Field"], value) for each in conditions for value in values_of(each)]
    if len(values) > MOST_VALUES:
        raise ValidationError(f"A rule can only have '{MOST_VALUES}' condition values")
    for field, value in values:
        if not re.fullmatch(CHARACTERS.get(field, ".*"), str(value)):
            raise ValidationError(
                f"Condition value '{value}' contains a character that is not valid"
            )


def completed(condition: dict[str, Any]) -> dict[str, Any]:
    """Hosts and paths are told in both of the ways in which they can be asked for."""
    config = CONFIGURATIONS.get(condition["Field"])
    if not config:
        return condition
    values = values_of(condition)
    return {**condition, "Values": values, config: {"Values": values}}


def values_of(condition: dict[str, Any]) -> list[Any]:
    configured = [value for name, value in condition.items() if name.endswith("Config") and value]
    listed = [each.get("Values", []) for each in configured] or [condition.get("Values", [])]
    return [value for values in listed for value in values]
