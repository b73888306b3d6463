"""AWS IAM: the roles that services make for themselves.

- Amazon ECS makes AWSServiceRoleForECS when the first cluster or service is made
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html),
  Elastic Load Balancing makes AWSServiceRoleForElasticLoadBalancing with the first load balancer
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html).
- They stay when what they were made for is gone, and only their service may change or delete them
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html).
- CreateServiceLinkedRole refuses a name that is taken, and what is no service's name
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html).

Ours: a service whose name is none.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any, NamedTuple

from moto.iam.exceptions import IAMException, InvalidInput
from moto.iam.models import IAMBackend, Role, iam_backends

from ...replacing import replace


class Linked(NamedTuple):
    role: str
    policy: str
    description: str


LINKED = {
    "ecs.amazonaws.com": Linked(
        "AWSServiceRoleForECS",
        "AmazonECSServiceRolePolicy",
        "Role to enable Amazon ECS to manage your cluster.",
    ),
    "elasticloadbalancing.amazonaws.com": Linked(
        "AWSServiceRoleForElasticLoadBalancing",
        "AWSElasticLoadBalancingServiceRolePolicy",
        "Allows ELB to call AWS services on your behalf.",
    ),
    "ecs.application-autoscaling.amazonaws.com": Linked(
        "AWSServiceRoleForApplicationAutoScaling_ECSService",
        "AWSApplicationAutoscalingECSServicePolicy",
        "",
    ),
}
#: What changes a role, and is refused for these.
CHANGES = (
    "attach_role_policy",
    "detach_role_policy",
    "put_role_policy",
    "delete_role_policy",
    "delete_role",
    "update_assume_role_policy",
    "put_role_permissions_boundary",
    "delete_role_permissions_boundary",
)


def ensure_linked_role(account: str, service: str) -> None:
    """Makes the role of `service` (as in `ecs.amazonaws.com`), unless it is there: as AWS does it.

    What is made so stays, and is no part of what a lab has to clean up.
    """
    backend = iam_backends[account]["aws"]
    name = LINKED[service].role
    if not any(role.name == name for role in backend.get_roles()):
        backend.create_service_linked_role(service, "", "").made_by_its_service = True


def correct() -> None:
    @replace(IAMBackend, "create_service_linked_role")
    def create_service_linked_role(moto, backend, service_name, description, suffix) -> Role:
        linked = LINKED.get(service_name)
        if service_name.count(".") < 2:
            raise InvalidInput(f"Service {service_name} has no service-linked role.")
        if linked:
            not_taken(backend, linked.role)
            if suffix:
                raise InvalidInput(f"Custom suffix is not allowed for {service_name}")
        role = moto(backend, service_name, description, suffix)
        if linked:
            role.name = linked.role
            role.description = description or linked.description
            arn = f"arn:aws:iam::aws:policy/aws-service-role/{linked.policy}"
            backend.managed_policies[arn].attach_to(role)
        return role

    @replace(IAMBackend, "delete_service_linked_role")
    def delete_service_linked_role(moto, backend, role_name) -> str:
        role = backend.get_role(role_name)
        for policy in [*role.managed_policies.values()]:
            policy.detach_from(role)
        role._linked_service = None
        return moto(backend, role_name)

    for name in CHANGES:
        replace(IAMBackend, name)(unless_protected)


def not_taken(backend: IAMBackend, name: str) -> None:
    if any(role.name == name for role in backend.get_roles()):
        raise InvalidInput(
            f"Service role name {name} has been taken in this account, please try a different "
            "suffix."
        )


def unless_protected(moto: Callable, backend: IAMBackend, *arguments, **named) -> Any:
    given = signature(moto).bind(backend, *arguments, **named).arguments
    role = backend.get_role(given["role_name"])
    if role._linked_service:
        raise IAMException(
            "UnmodifiableEntity",
            f"Cannot perform the operation on the protected role '{role.name}' - this role is "
            "only modifiable by AWS",
        )
    return moto(backend, *arguments, **named)
