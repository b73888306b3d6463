"""Service Connect: a service under names in a namespace of Cloud Map.

- Service Connect needs a namespace that is there: the service's, or else the cluster's default one
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html).
- Each of its services names a port mapping of the task definition; the discovery name is the port's
  name unless another is given
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html).
- Each has one client alias, with a port and, unless one is given, the name DISCOVERYNAME.NAMESPACE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html).
- ECS makes a Cloud Map service for each discovery name and deletes it with the ECS service, so that
  a namespace in use is not deleted
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html).

Simulated: Service Connect's proxy is not run. Which service a name leads to is in Cloud Map; that a
request gets there, is tried again or is counted only a real account shows.

Ours: the port of a client alias, a discovery name that is there twice.
"""

import re
from typing import Any

from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import Cluster, TaskDefinition
from moto.servicediscovery.models import Namespace, servicediscovery_backends

from ...settings import ACCOUNT
from .service import Service

DNS_NAME = re.compile(r"[a-z0-9_.][a-z0-9_.-]{0,126}")


class NamespaceNotFound(ECSException):
    def __init__(self):
        super().__init__("NamespaceNotFoundException", "The specified namespace wasn't found.")


def check(
    configuration: dict[str, Any] | None, cluster: Cluster, definition: TaskDefinition
) -> None:
    """Raises when the service cannot be connected like that."""
    if not configuration or not configuration.get("enabled"):
        return
    namespace_of(configuration, cluster)
    services = configuration.get("services") or []
    names = [discovery_name(each) for each in services]
    mappings = [
        mapping
        for container in definition.container_definitions
        for mapping in container["portMappings"]
    ]
    known = [mapping.get("name") for mapping in mappings]
    for each in services:
        refuse_aliases(each.get("clientAliases") or [])
        if each["portName"] not in known:
            raise InvalidParameterException(
                f"portName({each['portName']}) does not refer to any named PortMapping in the "
                "container definitions"
            )
    if len(set(names)) < len(names):
        raise InvalidParameterException("Each discovery name of a service is there once.")


def refuse_aliases(aliases: list[dict[str, Any]]) -> None:
    if not aliases:
        raise InvalidParameterException("clientAliases must have 1 element.")
    if len(aliases) > 1:
        raise InvalidParameterException(f"{len(aliases)} clientAliases exceeds the max limit of 1")
    if aliases[0].get("port") not in range(1, 65536):
        raise InvalidParameterException("A client alias has a port between 1 and 65535.")
    if not DNS_NAME.fullmatch(aliases[0].get("dnsName") or "any"):
        raise InvalidParameterException(
            "The DNS name that you provided is invalid. The name must be a valid DNS name but "
            "doesn’t need to be fully-qualified. Up to 127 characters are allowed. The characters "
            "can include lowercase letters, numbers, underscores (_), hyphens (-), and periods "
            "(.). A hyphen can’t be the first character."
        )


def namespace_of(configuration: dict[str, Any], cluster: Cluster) -> Namespace:
    defaults = cluster.service_connect_defaults or {}
    wanted = configuration.get("namespace") or defaults.get("namespace")
    if not wanted:
        raise InvalidParameterException("Namespace is missing")
    backend = servicediscovery_backends[ACCOUNT][cluster.region_name]
    for namespace in backend.namespaces.values():
        if wanted in (namespace.arn, namespace.name):
            return namespace
    raise NamespaceNotFound


def discovery_name(service: dict[str, Any]) -> str:
    return service.get("discoveryName") or service["portName"]


def resolve(service: Service, cluster: Cluster) -> None:
    """The namespace, however it was given, is shown by its ARN."""
    configuration = service.service_connect_configuration
    if configuration and configuration.get("enabled"):
        arn = namespace_of(configuration, cluster).arn
        service.service_connect_configuration = {**configuration, "namespace": arn}


def connect(service: Service, cluster: Cluster) -> None:
    """Makes the Cloud Map services of the primary deployment, and takes away those of no one."""
    configuration = service.service_connect_configuration or {}
    backend = servicediscovery_backends[ACCOUNT][service.region_name]
    resources = []
    if configuration.get("enabled"):
        namespace = namespace_of(configuration, cluster)
        for each in configuration.get("services") or []:
            name = discovery_name(each)
            resources.append(
                {"discoveryName": name, "discoveryArn": entry(backend, namespace, name)}
            )
    before = service.discoveries
    service.discoveries = [each["discoveryArn"] for each in resources]
    service.primary.service_connect_resources = resources
    forget(service, [arn for arn in before if arn not in service.discoveries])


def entry(backend: Any, namespace: Namespace, name: str) -> str:
    """The ARN of the Cloud Map service of that name, which is made when it is not there."""
    for known in backend.services.values():
        if known.namespace_id == namespace.id and known.name == name:
            return known.arn
    tags = [{"Key": "AmazonECSManaged", "Value": "true"}]
    return backend.create_service(name, namespace.id, "", "", {}, {}, {}, tags, "HTTP").arn


def forget(service: Service, arns: list[str]) -> None:
    backend = servicediscovery_backends[ACCOUNT][service.region_name]
    for arn in arns:
        backend.services.pop(arn.rsplit("/", 1)[-1], None)


def disconnect(service: Service) -> None:
    forget(service, service.discoveries)
    service.discoveries = []
