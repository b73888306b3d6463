"""Clusters, task definitions and services by the names that a request gives.

- An inactive cluster is not found, whatever describes it
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html).
- An inactive task definition starts nothing new
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html).
"""

from typing import Any

from moto.ecs.exceptions import (
    ClusterNotFoundException,
    EcsClientException,
    ECSException,
    InvalidParameterException,
    ServiceNotFoundException,
    TaskDefinitionNotFoundException,
)
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from .service import Service


def given(response: EC2ContainerServiceResponse) -> dict[str, Any]:
    return {name: value for name, value in response._get_params().items() if value is not None}


def active_cluster(backend: EC2ContainerServiceBackend, name: str | None) -> Cluster:
    cluster = backend.clusters.get((name or "default").split("/")[-1])
    if cluster is None:
        raise ClusterNotFoundException
    if cluster.status != "ACTIVE":
        raise ECSException("ClusterNotFoundException", "The referenced cluster was inactive.")
    return cluster


def active_definition(backend: EC2ContainerServiceBackend, name: str | None) -> TaskDefinition:
    if not name:
        raise InvalidParameterException("TaskDefinition can not be blank.")
    try:
        definition = backend.describe_task_definition(name)
    except (TaskDefinitionNotFoundException, ValueError):
        raise EcsClientException("TaskDefinition not found.") from None
    if definition.status != "ACTIVE":
        raise EcsClientException("TaskDefinition is inactive")
    return definition


def existing(backend: EC2ContainerServiceBackend, cluster: Cluster, name: str) -> Service:
    service = backend.services.get(key(cluster, name.split("/")[-1]))
    if service is None:
        raise ServiceNotFoundException
    return service


def key(cluster: Cluster, name: str) -> str:
    """moto's name of a service."""
    return f"{cluster.name}:{name}"
