"""Service Connect gives a service a name in a namespace that is there."""

import pytest

from cloud_host import refused, wait_until
from ecs_bench import EcsBench


@pytest.fixture
def bench(host):
    made = EcsBench(host)
    made.map = host.client("servicediscovery")
    made.ecs.update_cluster(cluster=made.name, serviceConnectDefaults={"namespace": made.name})
    return made


def connected(**more) -> dict:
    alias = {"port": 4567, "dnsName": "backend"}
    service = {"portName": "backend", "discoveryName": "backend-flask", "clientAliases": [alias]}
    return {"enabled": True, "services": [{**service, **more}]}


def namespace(bench: EcsBench) -> dict:
    found = bench.map.list_namespaces(Filters=[{"Name": "NAME", "Values": [bench.name]}])
    return found["Namespaces"][0]


def discovered(bench: EcsBench) -> list[str]:
    in_it = [{"Name": "NAMESPACE_ID", "Values": [namespace(bench)["Id"]]}]
    return [each["Name"] for each in bench.map.list_services(Filters=in_it)["Services"]]


def test_service_is_under_its_name_in_the_clusters_namespace(bench):
    bench.define()
    service = bench.serve(serviceConnectConfiguration=connected())
    deployment = service["deployments"][0]
    assert deployment["serviceConnectConfiguration"]["namespace"] == namespace(bench)["Arn"]
    [resource] = deployment["serviceConnectResources"]
    assert resource["discoveryName"] == "backend-flask"
    assert discovered(bench) == ["backend-flask"]
    assert bench.settles()


def test_namespace_in_use_is_not_deleted(bench):
    bench.define()
    bench.serve(serviceConnectConfiguration=connected())
    with refused("ResourceInUse"):
        bench.map.delete_namespace(Id=namespace(bench)["Id"])
    bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    assert discovered(bench) == []
    bench.map.delete_namespace(Id=namespace(bench)["Id"])


def test_namespace_has_to_be_there(bench):
    bench.define()
    with refused("NamespaceNotFoundException"):
        bench.serve(serviceConnectConfiguration={**connected(), "namespace": "nothing"})


def test_port_has_to_have_the_name(bench):
    bench.define()
    with refused(
        "InvalidParameterException", "portName(web) does not refer to any named PortMapping"
    ):
        bench.serve(serviceConnectConfiguration=connected(portName="web"))


def test_without_a_discovery_name_it_is_the_ports(bench):
    bench.define()
    alone = {"portName": "backend", "clientAliases": [{"port": 4567}]}
    configuration = {"enabled": True, "services": [alone]}
    service = bench.serve(serviceConnectConfiguration=configuration)
    [resource] = service["deployments"][0]["serviceConnectResources"]
    assert resource["discoveryName"] == "backend"


def test_client_only_has_no_name(bench):
    bench.define()
    bench.serve(serviceConnectConfiguration={"enabled": True})
    assert discovered(bench) == []
    assert bench.settles()


def test_name_that_is_changed_is_changed_in_the_namespace(bench):
    bench.define()
    bench.serve(serviceConnectConfiguration=connected())
    bench.ecs.update_service(
        cluster=bench.name,
        service=bench.name,
        serviceConnectConfiguration=connected(discoveryName="other"),
    )
    assert discovered(bench) == ["other"]


@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        ([], "clientAliases must have 1 element."),
        ([{"port": 80}, {"port": 81}], "2 clientAliases exceeds the max limit of 1"),
        ([{"port": 80, "dnsName": "Backend"}], "The DNS name that you provided is invalid."),
    ],
)
def test_service_has_one_alias_with_a_name_of_dns(bench, aliases, message):
    bench.define()
    with refused("InvalidParameterException", message):
        bench.serve(serviceConnectConfiguration=connected(clientAliases=aliases))


def test_without_any_namespace_nothing_is_connected(host):
    bench = EcsBench(host)
    bench.define()
    with refused("InvalidParameterException", "Namespace is missing"):
        bench.serve(serviceConnectConfiguration=connected())
