"""AWS Cloud Map: a namespace's name is there once, and lists can be filtered.

- A second namespace of that name is refused with NamespaceAlreadyExists
  (https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html).
- A namespace that has services is not deleted: ResourceInUse
  (https://docs.aws.amazon.com/cloud-map/latest/api/API_DeleteNamespace.html).
- ListNamespaces takes filters on TYPE, NAME and HTTP_NAME
  (https://docs.aws.amazon.com/cloud-map/latest/api/API_NamespaceFilter.html), and ListServices one
  on NAMESPACE_ID (https://docs.aws.amazon.com/cloud-map/latest/api/API_ServiceFilter.html).
- An operation that there is not is OperationNotFound
  (https://docs.aws.amazon.com/cloud-map/latest/api/API_GetOperation.html).

Ours: a namespace that is there or still has services, an operation that there is not.
"""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.servicediscovery.models import Namespace, ServiceDiscoveryBackend
from moto.servicediscovery.responses import ServiceDiscoveryResponse

from ..replacing import replace


def correct() -> None:
    @replace(ServiceDiscoveryBackend, "create_http_namespace")
    def create_http_namespace(moto, backend, name, *arguments, **named) -> str:
        if any(namespace.name == name for namespace in backend.namespaces.values()):
            raise JsonRESTError("NamespaceAlreadyExists", f"Namespace {name} already exists.")
        return moto(backend, name, *arguments, **named)

    @replace(ServiceDiscoveryBackend, "delete_namespace")
    def delete_namespace(moto, backend, namespace_id) -> str:
        if any(service.namespace_id == namespace_id for service in backend.services.values()):
            raise JsonRESTError(
                "ResourceInUse", f"Namespace {namespace_id} still has services; delete them first."
            )
        return moto(backend, namespace_id)

    @replace(ServiceDiscoveryBackend, "get_operation")
    def get_operation(moto, backend, operation_id) -> Any:
        if operation_id not in backend.operations:
            raise JsonRESTError("OperationNotFound", f"There is no operation {operation_id}.")
        return moto(backend, operation_id)

    @replace(ServiceDiscoveryResponse, "list_namespaces")
    def list_namespaces(moto, response) -> str:
        filters = response._get_param("Filters") or []
        namespaces = [
            namespace
            for namespace in response.servicediscovery_backend.list_namespaces()
            if all(passes(namespace, wanted) for wanted in filters)
        ]
        return json.dumps({"Namespaces": [namespace.to_json() for namespace in namespaces]})

    @replace(ServiceDiscoveryResponse, "list_services")
    def list_services(moto, response) -> str:
        filters = response._get_param("Filters") or []
        wanted = [each["Values"] for each in filters if each["Name"] == "NAMESPACE_ID"]
        services = [
            service
            for service in response.servicediscovery_backend.list_services()
            if all(service.namespace_id in namespaces for namespaces in wanted)
        ]
        return json.dumps({"Services": [service.to_json() for service in services]})


def passes(namespace: Namespace, wanted: dict[str, Any]) -> bool:
    value = {
        "TYPE": namespace.type,
        "NAME": namespace.name,
        "HTTP_NAME": (namespace.http_properties or {}).get("HttpName"),
    }.get(wanted["Name"])
    if wanted.get("Condition") == "BEGINS_WITH":
        return any((value or "").startswith(begin) for begin in wanted["Values"])
    return value in wanted["Values"]
