"""Amazon ECS clusters: what one is, and what it must be empty of before it goes.

- serviceConnectDefaults takes a namespace's name or ARN; a name that is not there becomes an HTTP
  namespace, and a described cluster shows the ARN
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html,
  https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaults.html).
- Creating a cluster that is there answers with it, as it is
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html).
- A deleted cluster is INACTIVE: it may be described for a while, is listed no more, and its name is
  free (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html).
- A cluster is not deleted while it has active services or tasks that have not stopped (same page).
- A described cluster counts its active services and its running and pending tasks
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html).
"""

from typing import Any

from moto.ecs.exceptions import ECSException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.servicediscovery.models import servicediscovery_backends

from ...replacing import replace
from ..iam import ensure_linked_role
from .service import Service
from .task import Task


def correct() -> None:
    @replace(EC2ContainerServiceBackend, "create_cluster")
    def create_cluster(
        moto, backend, cluster_name, *arguments, service_connect_defaults=None, **named
    ) -> Cluster:
        existing = backend.clusters.get(cluster_name)
        if existing and existing.status == "ACTIVE":
            return existing
        ensure_linked_role(backend.account_id, "ecs.amazonaws.com")
        defaults = with_namespace(backend, service_connect_defaults)
        return moto(backend, cluster_name, *arguments, service_connect_defaults=defaults, **named)

    @replace(EC2ContainerServiceBackend, "delete_cluster")
    def delete_cluster(moto, backend, name) -> Cluster:
        cluster = backend._get_cluster(name)
        if active_services(backend, cluster):
            raise ECSException(
                "ClusterContainsServicesException",
                "The Cluster cannot be deleted while Services are active.",
            )
        if any(task.is_there for task in tasks_of(backend, cluster)):
            raise ECSException(
                "ClusterContainsTasksException",
                "The Cluster cannot be deleted while Tasks are active.",
            )
        return moto(backend, name)

    @replace(EC2ContainerServiceBackend, "describe_clusters")
    def describe_clusters(moto, backend, cluster_names) -> tuple[list[Cluster], list]:
        clusters, failures = moto(backend, cluster_names)
        return [counted(backend, cluster) for cluster in clusters], failures

    @replace(EC2ContainerServiceBackend, "list_clusters")
    def list_clusters(moto, backend) -> list[str]:
        return [each.arn for each in backend.clusters.values() if each.status == "ACTIVE"]

    @replace(EC2ContainerServiceBackend, "update_cluster")
    def update_cluster(moto, backend, *arguments, service_connect_defaults=None, **named):
        defaults = with_namespace(backend, service_connect_defaults)
        return moto(backend, *arguments, service_connect_defaults=defaults, **named)


def counted(backend: EC2ContainerServiceBackend, cluster: Cluster) -> Cluster:
    """The cluster as it is shown; to look at it changes nothing."""
    # moto remembers each one that the class itself makes, also a copy.
    shown, tasks = object.__new__(Cluster), tasks_of(backend, cluster)
    vars(shown).update(vars(cluster))
    shown.active_services_count = len(active_services(backend, cluster))
    shown.running_tasks_count = sum(task.last_status == "RUNNING" for task in tasks)
    shown.pending_tasks_count = sum(task.is_pending for task in tasks)
    return shown


def active_services(backend: EC2ContainerServiceBackend, cluster: Cluster) -> list[Service]:
    return [
        service
        for service in backend.services.values()
        if service.cluster_name == cluster.name and service.status == "ACTIVE"
    ]


def tasks_of(backend: EC2ContainerServiceBackend, cluster: Cluster) -> list[Task]:
    return list(backend.tasks.get(cluster.name, {}).values())


def with_namespace(
    backend: EC2ContainerServiceBackend, defaults: dict[str, Any] | None
) -> dict[str, Any] | None:
    """The defaults with the namespace's ARN for its name; made when it is not there."""
    wanted = (defaults or {}).get("namespace")
    if not wanted or wanted.startswith("arn:"):
        return defaults
    map_backend = servicediscovery_backends[backend.account_id][backend.region_name]
    for namespace in map_backend.namespaces.values():
        if namespace.name == wanted:
            return {"namespace": namespace.arn}
    tags = [{"Key": "AmazonECSManaged", "Value": "true"}]
    map_backend.create_http_namespace(wanted, None, "", tags)
    return {"namespace": list(map_backend.namespaces.values())[-1].arn}
