"""Cloud Map, as AWS has it."""

from cloud_host import refused


def test_second_namespace_of_a_name_is_refused(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="twice")
    with refused("NamespaceAlreadyExists"):
        cloud_map.create_http_namespace(Name="twice")


def test_namespaces_are_filtered(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="filtered")
    by_name = [{"Name": "NAME", "Values": ["filtered"]}]
    found = cloud_map.list_namespaces(Filters=by_name)["Namespaces"]
    assert [namespace["Name"] for namespace in found] == ["filtered"]


def test_namespace_with_services_is_not_deleted(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="used")
    by_name = [{"Name": "NAME", "Values": ["used"]}]
    namespace = cloud_map.list_namespaces(Filters=by_name)["Namespaces"][0]["Id"]
    cloud_map.create_service(Name="backend", NamespaceId=namespace)
    with refused("ResourceInUse"):
        cloud_map.delete_namespace(Id=namespace)


def test_operation_that_there_is_not_is_named(host):
    with refused("OperationNotFound", "There is no operation nothing."):
        host.client("servicediscovery").get_operation(OperationId="nothing")
