"""Capacity that is not Fargate's, of which the emulated account has none.

- FARGATE and FARGATE_SPOT are capacity providers of every account
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html).
- A container instance that is not there is among the failures as MISSING
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html).

Container instances, capacity providers of one's own, attributes and task sets end in
NotImplemented.
"""

from moto.core.responses import ActionResult
from moto.ecs.responses import EC2ContainerServiceResponse

from ...replacing import replace
from ...settings import ACCOUNT
from .lookups import active_cluster, given

FARGATE = ("FARGATE", "FARGATE_SPOT")
NOT_EMULATED = ("register_container_instance", "deregister_container_instance",
                "update_container_instances_state", "put_attributes", "delete_attributes",
                "create_capacity_provider", "update_capacity_provider",
                "delete_capacity_provider", "create_task_set", "update_task_set",
                "delete_task_set")  # fmt: skip


def correct() -> None:
    for name in NOT_EMULATED:
        replace(EC2ContainerServiceResponse, name)(refuse)

    @replace(EC2ContainerServiceResponse, "describe_capacity_providers")
    def describe_capacity_providers(moto, response) -> ActionResult:
        wanted = given(response).get("capacityProviders")
        place = f"arn:aws:ecs:{response.region}:{ACCOUNT}:capacity-provider"
        found = [name for name in FARGATE if not wanted or name in wanted]
        missing = [name for name in wanted or [] if name not in FARGATE]
        return ActionResult(
            {
                "capacityProviders": [
                    {"capacityProviderArn": f"{place}/{name}", "name": name, "status": "ACTIVE"}
                    for name in found
                ],
                "failures": [{"arn": f"{place}/{name}", "reason": "MISSING"} for name in missing],
            }
        )

    @replace(EC2ContainerServiceResponse, "describe_container_instances")
    def describe_container_instances(moto, response) -> ActionResult:
        asked = given(response)
        cluster = active_cluster(response.ecs_backend, asked.get("cluster"))
        place = f"arn:aws:ecs:{response.region}:{ACCOUNT}:container-instance/{cluster.name}"
        named = [name.split("/")[-1] for name in asked.get("containerInstances", [])]
        failures = [{"arn": f"{place}/{name}", "reason": "MISSING"} for name in named]
        return ActionResult({"containerInstances": [], "failures": failures})


def refuse(moto, response) -> ActionResult:
    raise NotImplementedError
