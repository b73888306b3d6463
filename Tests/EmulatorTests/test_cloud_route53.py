"""Hosted zones and their records answer as Route 53's do, also where it refuses."""

import itertools
import re

import pytest
from botocore.exceptions import ClientError

from cloud_host import RunningHost, wait_until

numbers = itertools.count()
ALB = "Z35SXDOTRQ7X7K"


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{re.escape(message)}")


@pytest.fixture
def dns(host):
    return host.client("route53")


def zone(dns, name: str = "example.com") -> str:
    made = dns.create_hosted_zone(Name=name, CallerReference=f"{name} {next(numbers)}")
    return made["HostedZone"]["Id"].removeprefix("/hostedzone/")


def record(name: str, kind: str, *values: str, ttl: int = 60) -> dict:
    records = [{"Value": value} for value in values]
    return {"Name": name, "Type": kind, "TTL": ttl, "ResourceRecords": records}


def alias(name: str, target: str, zone_id: str = ALB, kind: str = "A", health: bool = True):
    target = {"HostedZoneId": zone_id, "DNSName": target, "EvaluateTargetHealth": health}
    return {"Name": name, "Type": kind, "AliasTarget": target}


def change(dns, zone_id: str, action: str, *records: dict) -> dict:
    changes = [{"Action": action, "ResourceRecordSet": each} for each in records]
    answer = dns.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch={"Changes": changes})
    return answer["ChangeInfo"]


def records(dns, zone_id: str) -> list[tuple[str, str]]:
    found = dns.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    return [(each["Name"], each["Type"]) for each in found]


def load_balancer(host) -> dict:
    found = host.client("ec2").describe_subnets()["Subnets"]
    places = {subnet["AvailabilityZone"]: subnet["SubnetId"] for subnet in found}
    return host.client("elbv2").create_load_balancer(
        Name=f"one-{next(numbers)}", Subnets=list(places.values())[:2]
    )["LoadBalancers"][0]


@pytest.mark.parametrize("name", ["example.com", "example.com.", "Example.COM"])
def test_zone_has_its_name_servers(dns, name):
    made = dns.create_hosted_zone(Name=name, CallerReference=f"{next(numbers)}")
    assert made["HostedZone"]["Name"] == "example.com."
    servers = made["DelegationSet"]["NameServers"]
    assert len(servers) == 4
    found = dns.list_resource_record_sets(HostedZoneId=made["HostedZone"]["Id"])
    own = {each["Type"]: each["ResourceRecords"] for each in found["ResourceRecordSets"]}
    assert [each["Value"] for each in own["NS"]] == [f"{server}." for server in servers]
    assert own["SOA"][0]["Value"].startswith(f"{servers[0]}. awsdns-hostmaster.amazon.com. 1 ")


@pytest.mark.parametrize("config", [{}, {"HostedZoneConfig": {"Comment": "inside"}}])
def test_zone_for_a_vpc_is_private(host, dns, config):
    vpc = host.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
    made = dns.create_hosted_zone(
        Name="example.com", CallerReference=f"{next(numbers)}",
        VPC={"VPCRegion": "us-east-1", "VPCId": vpc}, **config,
    )  # fmt: skip
    found = dns.get_hosted_zone(Id=made["HostedZone"]["Id"])
    assert found["HostedZone"]["Config"]["PrivateZone"]
    assert [each["VPCId"] for each in found["VPCs"]] == [vpc]


def test_caller_reference_makes_one_zone(dns):
    dns.create_hosted_zone(Name="example.com", CallerReference="once")
    with refused("HostedZoneAlreadyExists"):
        dns.create_hosted_zone(Name="example.com", CallerReference="once")


@pytest.mark.parametrize("name", ["example..com", "a b.com", f"{'a' * 64}.com"])
def test_impossible_name_of_a_zone_is_refused(dns, name):
    with refused("InvalidDomainName"):
        zone(dns, name)


def test_zones_are_listed_from_a_name_on(dns):
    for name in ("b.listed.org", "listed.org", "a.listed.org"):
        zone(dns, name)
    found = dns.list_hosted_zones_by_name(DNSName="listed.org")["HostedZones"]
    assert [each["Name"] for each in found][:3] == ["listed.org.", "a.listed.org.", "b.listed.org."]


def test_zone_with_records_is_not_deleted(dns):
    made = zone(dns)
    www = record("www.example.com", "A", "192.0.2.1")
    change(dns, made, "CREATE", www)
    with refused("HostedZoneNotEmpty", "contains non-required resource record sets"):
        dns.delete_hosted_zone(Id=made)
    change(dns, made, "DELETE", www)
    dns.delete_hosted_zone(Id=made)
    with refused("NoSuchHostedZone", f"No hosted zone found with ID: {made}"):
        dns.get_hosted_zone(Id=made)


def test_records_come_in_the_order_of_their_labels_from_behind(dns):
    made = zone(dns)
    change(
        dns, made, "CREATE",
        record("www.example.com", "TXT", '"text"'), record("www.example.com", "A", "192.0.2.1"),
        record("a.www.example.com", "A", "192.0.2.1"), record("*.example.com", "A", "192.0.2.1"),
    )  # fmt: skip
    assert records(dns, made) == [
        ("example.com.", "NS"),
        ("example.com.", "SOA"),
        ("\\052.example.com.", "A"),
        ("www.example.com.", "A"),
        ("www.example.com.", "TXT"),
        ("a.www.example.com.", "A"),
    ]


def test_what_is_there_is_not_created(dns):
    made = zone(dns)
    change(dns, made, "CREATE", record("www.example.com", "A", "192.0.2.1"))
    said = "[Tried to create resource record set [name='www.example.com.', type='A'] but it "
    with refused("InvalidChangeBatch", f"{said}already exists]"):
        change(dns, made, "CREATE", record("WWW.example.com.", "A", "192.0.2.2"))
    change(dns, made, "UPSERT", record("www.example.com", "A", "192.0.2.2", ttl=300))
    found = dns.list_resource_record_sets(HostedZoneId=made)["ResourceRecordSets"][-1]
    assert (found["TTL"], found["ResourceRecords"]) == (300, [{"Value": "192.0.2.2"}])


def test_only_what_is_there_is_deleted(dns):
    made = zone(dns)
    there = record("www.example.com", "A", "192.0.2.1", "192.0.2.2")
    change(dns, made, "CREATE", there)
    with refused("InvalidChangeBatch", "but it was not found"):
        change(dns, made, "DELETE", record("api.example.com", "A", "192.0.2.1"))
    for other in (
        record("www.example.com", "A", "192.0.2.1"),
        {**there, "TTL": 61},
    ):
        with refused("InvalidChangeBatch", "but the values provided do not match the current"):
            change(dns, made, "DELETE", other)
    change(dns, made, "DELETE", record("www.example.com", "A", "192.0.2.2", "192.0.2.1"))


def test_one_wrong_change_keeps_the_batch_out(dns):
    made = zone(dns)
    with refused("InvalidChangeBatch", "is not permitted in zone example.com."):
        change(dns, made, "CREATE", record("www.example.com", "A", "192.0.2.1"),
               record("www.example.org", "A", "192.0.2.1"))  # fmt: skip
    assert len(records(dns, made)) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (record("example.com", "CNAME", "example.org"), "is not permitted at apex in zone"),
        (record("notexample.com", "A", "192.0.2.1"), "is not permitted in zone example.com."),
        (record("www.example.com", "CNAME", "example.org"), "conflicts with other records with"),
        (record("alias.example.com", "A", "192.0.2.1"), "a conflicting RRSet of type CNAME"),
        (record("a.example.com", "A", "example.org"), "ARRDATAIllegalIPv4Address"),
        (record("a.example.com", "AAAA", "192.0.2.1"), "AAAARRDATAIllegalIPv6Address"),
        (record("a.example.com", "TXT", "bare"), "should be enclosed in quotation marks"),
        (record("a.example.com", "A", "192.0.2.1", "192.0.2.1"), "Duplicate Resource Record"),
    ],
)
def test_impossible_record_is_refused(dns, wrong, message):
    made = zone(dns)
    change(dns, made, "CREATE", record("www.example.com", "A", "192.0.2.1"),
           record("alias.example.com", "CNAME", "example.org"))  # fmt: skip
    with refused("InvalidChangeBatch", message):
        change(dns, made, "CREATE", wrong)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"TTL": 60}, "none"),
        ({"ResourceRecords": [{"Value": "192.0.2.1"}]}, "none"),
        ({"TTL": 60, **alias("", "x")}, "more than one"),
    ],
)
def test_record_is_an_alias_or_has_values(dns, more, found):
    with refused("InvalidInput", f"but found {found} in Change"):
        change(dns, zone(dns), "CREATE", {**more, "Name": "www.example.com", "Type": "A"})


def test_one_of_several_records_is_told_by_its_identifier(dns):
    made = zone(dns)
    first, second = (
        {**record("www.example.com", "A", f"192.0.2.{number}"), "Weight": number,
         "SetIdentifier": f"{number}"}
        for number in (1, 2)
    )  # fmt: skip
    change(dns, made, "CREATE", first, second)
    with refused("InvalidChangeBatch", "cannot be created as other RRSets exist with the same"):
        change(dns, made, "CREATE", record("www.example.com", "A", "192.0.2.3"))
    change(dns, made, "DELETE", first)
    found = dns.list_resource_record_sets(HostedZoneId=made)["ResourceRecordSets"][-1]
    assert (found["SetIdentifier"], found["Weight"]) == ("2", 2)


def test_zone_keeps_its_own_records(dns):
    made = zone(dns)
    found = dns.list_resource_record_sets(HostedZoneId=made)["ResourceRecordSets"]
    with refused("InvalidChangeBatch", "at least one NS record for the zone itself"):
        change(dns, made, "DELETE", found[0])
    with refused("InvalidChangeBatch", "exactly one SOA record"):
        change(dns, made, "DELETE", found[1])


@pytest.mark.parametrize("begin", ["", "dualstack."])
def test_alias_leads_to_a_load_balancer(host, dns, begin):
    made, balancer = zone(dns), load_balancer(host)
    there = alias("example.com", begin + balancer["DNSName"], balancer["CanonicalHostedZoneId"])
    change(dns, made, "CREATE", there)
    found = dns.list_resource_record_sets(HostedZoneId=made)["ResourceRecordSets"][0]
    assert found["AliasTarget"] == {
        "HostedZoneId": ALB,
        "DNSName": f"{begin}{balancer['DNSName']}.",
        "EvaluateTargetHealth": True,
    }
    assert "TTL" not in found
    answer = dns.test_dns_answer(HostedZoneId=made, RecordName="example.com", RecordType="A")
    interfaces = host.client("ec2").describe_network_interfaces(
        Filters=[{"Name": "description", "Values": [
            "ELB " + balancer["LoadBalancerArn"].split("loadbalancer/")[1]]}]
    )["NetworkInterfaces"]  # fmt: skip
    addresses = [each["Association"]["PublicIp"] for each in interfaces]
    assert answer["RecordData"] == sorted(addresses)
    change(dns, made, "DELETE", found)


def test_alias_leads_to_nothing_else(host, dns):
    made, name = zone(dns), load_balancer(host)["DNSName"]
    with refused("InvalidChangeBatch", "the alias target name does not lie within the target zone"):
        change(dns, made, "CREATE", alias("www.example.com", name, "Z32O12XQLNTSW2"))
    with refused("InvalidChangeBatch", "the alias target name does not lie within the target zone"):
        change(dns, made, "CREATE", alias("www.example.com", "www.example.org"))
    with refused("InvalidChangeBatch", "but that target was not found"):
        change(dns, made, "CREATE", alias("www.example.com", f"no-{name}"))
    with refused("InvalidChangeBatch", "but that target was not found"):
        change(dns, made, "CREATE", alias("www.example.com", "api.example.com", made))


def test_alias_within_a_zone_has_the_other_record_s_values(dns):
    made = zone(dns)
    change(dns, made, "CREATE", record("api.example.com", "A", "192.0.2.7"))
    change(dns, made, "CREATE", alias("www.example.com", "api.example.com", made, health=False))
    answer = dns.test_dns_answer(HostedZoneId=made, RecordName="www.example.com", RecordType="A")
    assert answer["RecordData"] == ["192.0.2.7"]


@pytest.mark.parametrize(
    ("name", "code", "data"),
    [
        ("www.example.com", "NOERROR", ["192.0.2.1"]),
        ("some.wild.example.com", "NOERROR", ["192.0.2.2"]),
        ("other.example.com", "NOERROR", ["www.example.com"]),
        ("none.example.com", "NXDOMAIN", []),
    ],
)
def test_name_server_s_answer_is_told(dns, name, code, data):
    made = zone(dns)
    change(dns, made, "CREATE", record("www.example.com", "A", "192.0.2.1"),
           record("*.wild.example.com", "A", "192.0.2.2"),
           record("other.example.com", "CNAME", "www.example.com"))  # fmt: skip
    answer = dns.test_dns_answer(HostedZoneId=made, RecordName=name, RecordType="A")
    assert (answer["ResponseCode"], answer["RecordData"]) == (code, data)


def test_records_are_listed_from_a_name_on(dns):
    made = zone(dns)
    change(dns, made, "CREATE", record("*.example.com", "A", "192.0.2.1"))
    found = dns.list_resource_record_sets(HostedZoneId=made, StartRecordName="*.Example.com")
    assert [each["Name"] for each in found["ResourceRecordSets"]] == ["\\052.example.com."]


def test_new_zone_is_a_change_too(dns):
    made = dns.create_hosted_zone(Name="example.com", CallerReference=f"{next(numbers)}")
    assert made["ChangeInfo"]["Status"] == "PENDING"
    assert wait_until(
        lambda: dns.get_change(Id=made["ChangeInfo"]["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    )


def test_change_is_pending_then_in_sync(dns):
    made = change(dns, zone(dns), "CREATE", record("www.example.com", "A", "192.0.2.1"))
    assert made["Status"] == "PENDING"

    def status() -> str:
        return dns.get_change(Id=made["Id"])["ChangeInfo"]["Status"]

    assert wait_until(lambda: status() == "INSYNC")
    with refused("NoSuchChange"):
        dns.get_change(Id="C0123456789")


def test_state_is_the_same_after_the_end(folder):
    first = RunningHost(folder)
    dns = first.client("route53")
    made = zone(dns)
    balancer = load_balancer(first)
    done = change(dns, made, "CREATE", alias("example.com", balancer["DNSName"]))
    assert wait_until(lambda: dns.get_change(Id=done["Id"])["ChangeInfo"]["Status"] == "INSYNC")

    def picture(dns) -> list:
        answers = [
            dns.get_hosted_zone(Id=made),
            dns.list_resource_record_sets(HostedZoneId=made),
            dns.get_change(Id=done["Id"]),
            dns.test_dns_answer(HostedZoneId=made, RecordName="example.com", RecordType="A"),
        ]
        for answer in answers:
            del answer["ResponseMetadata"]
        return answers

    before = picture(dns)
    first.kill()
    second = RunningHost(folder)
    assert picture(second.client("route53")) == before
    second.stop()
