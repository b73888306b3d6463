"""Amazon ECS: a cluster with Service Connect has its Cloud Map namespace.

- serviceConnectDefaults takes a namespace's name or ARN; a name that is not there becomes an HTTP
  namespace, and a described cluster shows the ARN
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html,
  https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaults.html).
- Creating a cluster that is there answers with it, as it is
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html).
- A deleted cluster is INACTIVE: it may be described for a while, is listed no more, and its name is
  free (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html).
"""

from typing import Any

from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.servicediscovery.models import servicediscovery_backends

from ..iam import ensure_linked_role


def correct() -> None:
    from ..corrections import replace

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

    @replace(EC2ContainerServiceBackend, "list_clusters")
    def list_clusters(moto, backend) -> list[str]:
        return [each.arn for each in backend.clusters.values() if each.status == "ACTIVE"]

    @replace(EC2ContainerServiceBackend, "update_cluster")
    def update_cluster(moto, backend, *arguments, service_connect_defaults=None, **named):
        defaults = with_namespace(backend, service_connect_defaults)
        return moto(backend, *arguments, service_connect_defaults=defaults, **named)


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
