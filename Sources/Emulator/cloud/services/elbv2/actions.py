"""Elastic Load Balancing: what is done with a request.

- An action forwards to target groups that are there, in the load balancer's VPC, for its protocol;
  a target group belongs to one load balancer: TargetGroupAssociationLimit
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html).
- A redirect changes something, has status 301 or 302, and does not lead from HTTPS to HTTP
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html).
- A fixed response has at most 1024 characters
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html).
- A forward to one target group is shown with its TargetGroupArn and with a ForwardConfig
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html).
- The last action forwards, redirects or answers; only HTTPS listeners authenticate
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html).

Ours: two actions that could be the last, a target group of another VPC or protocol.
"""

from collections.abc import Iterator
from typing import Any

from moto.elbv2.exceptions import (
    ELBClientError,
    InvalidConfigurationRequest,
    InvalidLoadBalancerActionException,
    TargetGroupNotFoundError,
    ValidationError,
)
from moto.elbv2.models import (
    ELBv2Backend,
    FakeAction,
    FakeListener,
    FakeLoadBalancer,
    FakeTargetGroup,
)

from ...replacing import replace
from .refusals import refuse_choice, unsatisfied

Action = dict[str, Any]

#: What a redirect has where it names nothing else.
UNCHANGED = {
    "Protocol": "#{protocol}",
    "Host": "#{host}",
    "Port": "#{port}",
    "Path": "/#{path}",
    "Query": "#{query}",
}
LAST = ("forward", "redirect", "fixed-response")
LONGEST_MESSAGE = 1024


def correct() -> None:
    @replace(FakeAction, "__init__")
    def initialise(moto, action, data: Action) -> None:
        moto(action, completed(data))


def completed(action: Action) -> Action:
    """Forwarding to one target group is told in both of the ways in which it can be asked for."""
    if action.get("Type") != "forward" or len(arns := named_groups([action])) != 1:
        return action
    config = {"TargetGroups": [{"TargetGroupArn": arns[0], "Weight": 1}],
              **(action.get("ForwardConfig") or {})}  # fmt: skip
    return {**action, "TargetGroupArn": arns[0], "ForwardConfig": config}


def refuse_actions(
    backend: ELBv2Backend, balancer: FakeLoadBalancer, protocol: str, actions: list[Action]
) -> None:
    """`protocol` is the listener's."""
    last = max(actions, key=lambda action: int(action.get("Order", 0)), default={})
    if last.get("Type") not in LAST and any(action["Type"] == "forward" for action in actions):
        raise InvalidLoadBalancerActionException(
            "An action of type 'forward' must have a higher order than all other actions"
        )
    if sum(action["Type"] in LAST for action in actions) != 1 or last["Type"] not in LAST:
        raise InvalidLoadBalancerActionException(
            "The last action must be of type 'forward', 'redirect' or 'fixed-response', "
            "and no other one may be"
        )
    for number, action in enumerate(actions, 1):
        kind = action["Type"]
        if kind.startswith("authenticate") and protocol != "HTTPS":
            raise InvalidLoadBalancerActionException(
                f"Actions of type '{kind}' are supported only on HTTPS listeners"
            )
        if kind == "redirect":
            refuse_redirect(action.get("RedirectConfig", {}), protocol, number)
        if kind == "fixed-response":
            text = action.get("FixedResponseConfig", {}).get("MessageBody", "")
            if len(text) > LONGEST_MESSAGE:
                raise unsatisfied(
                    text,
                    f"actions.{number}.member.fixedResponseConfig.messageBody",
                    f"Member must have length less than or equal to {LONGEST_MESSAGE}",
                )
        if kind == "forward":
            refuse_groups(backend, balancer, named_groups([action]))


def refuse_redirect(redirect: dict[str, Any], protocol: str, number: int) -> None:
    member = f"actions.{number}.member.redirectConfig.statusCode"
    refuse_choice(str(redirect.get("StatusCode")), ("HTTP_301", "HTTP_302"), member)
    to = {name: redirect.get(name) or usual for name, usual in UNCHANGED.items()}
    if not to["Path"].startswith("/"):
        raise InvalidLoadBalancerActionException(
            "The Path parameter must be a valid path, should start with a '/', and may contain up "
            "to one of each of these placeholders: '#{path}', '#{host}', '#{port}'."
        )
    if protocol == "HTTPS" and to["Protocol"] == "HTTP":
        raise InvalidLoadBalancerActionException("You cannot redirect HTTPS to HTTP.")
    if to["Protocol"] == protocol:
        to["Protocol"] = UNCHANGED["Protocol"]
    if to == UNCHANGED:
        raise InvalidLoadBalancerActionException(
            "The redirect configuration is not valid because it creates a loop."
        )


def refuse_groups(backend: ELBv2Backend, balancer: FakeLoadBalancer, arns: list[str]) -> None:
    if not arns:
        raise ValidationError("A target group ARN must be specified")
    for arn in arns:
        group = backend.target_groups.get(arn)
        if not group:
            raise TargetGroupNotFoundError()
        if group.vpc_id != balancer.vpc_id:
            raise InvalidConfigurationRequest(
                f"Target group '{arn}' is in a different VPC than load balancer '{balancer.arn}'"
            )
        if balancer.type == "application" and group.protocol not in ("HTTP", "HTTPS"):
            raise ELBClientError(
                "IncompatibleProtocols",
                f"The protocol '{group.protocol}' of target group '{arn}' is not compatible with "
                "an Application Load Balancer",
            )
        if set(balancers_of(backend, group)) - {balancer.arn}:
            raise ELBClientError(
                "TargetGroupAssociationLimit",
                "The following target groups cannot be associated with more than one load "
                f"balancer: {arn}",
            )


def named_groups(actions: list[Action]) -> list[str]:
    arns = []
    for action in actions:
        listed = action.get("ForwardConfig", {}).get("TargetGroups", [])
        arns += [one["TargetGroupArn"] for one in listed]
        if arn := action.get("TargetGroupArn"):
            arns.append(arn)
    return list(dict.fromkeys(arns))


def listeners_of(backend: ELBv2Backend) -> Iterator[FakeListener]:
    for balancer in backend.load_balancers.values():
        yield from balancer.listeners.values()


def balancers_of(backend: ELBv2Backend, group: FakeTargetGroup) -> list[str]:
    """The load balancers that forward to the group: one, or none."""
    arns = [
        listener.load_balancer_arn
        for listener in listeners_of(backend)
        for rule in listener.rules.values()
        if group.arn in named_groups([action.data for action in rule.actions])
    ]
    return list(dict.fromkeys(arns))
