"""A certificate is issued to who proves the domain, and answers as ACM's do."""

import itertools
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from cloud.services.acm.certificate import RequestedCertificate
from cloud_host import RunningHost, wait_until

numbers = itertools.count()


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


class Domain:
    """A domain of its own, its hosted zone, and certificates for it."""

    def __init__(self, host: RunningHost, name: str):
        self.host, self.name = host, name
        self.acm, self.dns = host.client("acm"), host.client("route53")
        self.zone = self.add_zone(name)

    def add_zone(self, name: str, **more) -> str:
        reference = f"{name} {next(numbers)}"
        made = self.dns.create_hosted_zone(Name=name, CallerReference=reference, **more)
        return made["HostedZone"]["Id"]

    def request(self, *names: str, **more) -> str:
        name, *others = names or (self.name,)
        asked = {"SubjectAlternativeNames": others} if others else {}
        return self.acm.request_certificate(
            DomainName=name, ValidationMethod="DNS", **asked, **more
        )["CertificateArn"]

    def describe(self, arn: str) -> dict:
        return self.acm.describe_certificate(CertificateArn=arn)["Certificate"]

    def status(self, arn: str) -> str:
        return self.describe(arn)["Status"]

    def records(self, arn: str) -> list[dict]:
        options = self.describe(arn)["DomainValidationOptions"]
        return [option["ResourceRecord"] for option in options]

    def change(self, action: str, record: dict, zone: str | None = None, value: str = "") -> None:
        record_set = {
            "Name": record["Name"],
            "Type": "CNAME",
            "TTL": 60,
            "ResourceRecords": [{"Value": value or record["Value"]}],
        }
        change = {"Action": action, "ResourceRecordSet": record_set}
        self.dns.change_resource_record_sets(
            HostedZoneId=zone or self.zone, ChangeBatch={"Changes": [change]}
        )

    def issued(self) -> str:
        arn = self.request()
        self.change("CREATE", self.records(arn)[0])
        assert wait_until(lambda: self.status(arn) == "ISSUED")
        return arn


@pytest.fixture
def domain(host):
    return Domain(host, f"example-{next(numbers)}.com")


def test_certificate_is_issued_when_its_record_is_there(domain):
    arn = domain.request()
    pending = domain.describe(arn)
    assert pending["Status"] == "PENDING_VALIDATION"
    option = pending["DomainValidationOptions"][0]
    assert (option["ValidationStatus"], option["ValidationMethod"]) == ("PENDING_VALIDATION", "DNS")
    record = option["ResourceRecord"]
    assert record["Type"] == "CNAME"
    assert record["Name"].endswith(f".{domain.name}.")
    assert record["Value"].endswith(".acm-validations.aws.")
    assert not {"IssuedAt", "NotAfter", "Serial"} & set(pending)

    domain.change("CREATE", record)
    assert domain.status(arn) == "PENDING_VALIDATION"
    assert wait_until(lambda: domain.status(arn) == "ISSUED")

    issued = domain.describe(arn)
    assert issued["DomainValidationOptions"][0]["ValidationStatus"] == "SUCCESS"
    assert issued["IssuedAt"] > issued["CreatedAt"]
    assert (issued["NotAfter"] - issued["NotBefore"]).days == 197
    assert issued["RenewalEligibility"] == "INELIGIBLE"


def stays_pending(domain: Domain, arn: str) -> bool:
    return not wait_until(lambda: domain.status(arn) != "PENDING_VALIDATION", seconds=0.7)


def test_certificate_without_its_record_is_not_issued(domain):
    assert stays_pending(domain, domain.request())


def test_record_with_another_value_proves_nothing(domain):
    arn = domain.request()
    domain.change("CREATE", domain.records(arn)[0], value="_0.acm-validations.aws.")
    assert stays_pending(domain, arn)


def test_record_that_goes_at_once_proves_nothing(domain):
    arn = domain.request()
    record = domain.records(arn)[0]
    domain.change("CREATE", record)
    domain.change("DELETE", record)
    assert stays_pending(domain, arn)


def test_private_zone_proves_nothing(host, domain):
    vpc = {
        "VPCRegion": "us-east-1",
        "VPCId": host.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"],
    }
    arn = domain.request("private.org")
    private = domain.add_zone("private.org", VPC=vpc, HostedZoneConfig={"PrivateZone": True})
    domain.change("CREATE", domain.records(arn)[0], private)
    assert stays_pending(domain, arn)


def test_zone_with_the_longest_name_is_responsible(domain):
    below = f"api.{domain.name}"
    arn = domain.request(below)
    longest = domain.add_zone(below)
    domain.change("CREATE", domain.records(arn)[0])
    assert stays_pending(domain, arn)
    domain.change("CREATE", domain.records(arn)[0], longest)
    assert wait_until(lambda: domain.status(arn) == "ISSUED")


def test_wildcard_and_its_domain_share_their_record(domain):
    arn = domain.request(domain.name, f"*.{domain.name}")
    first, second = domain.records(arn)
    assert first == second
    assert domain.records(domain.request()) == [first]
    domain.change("CREATE", first)
    assert wait_until(lambda: domain.status(arn) == "ISSUED")


def test_every_domain_of_a_certificate_is_proved(domain):
    arn = domain.request(domain.name, f"api.{domain.name}")
    first, second = domain.records(arn)
    assert first != second
    domain.change("CREATE", first)

    def validations() -> list[str]:
        options = domain.describe(arn)["DomainValidationOptions"]
        return [option["ValidationStatus"] for option in options]

    assert wait_until(lambda: validations() == ["SUCCESS", "PENDING_VALIDATION"])
    assert domain.status(arn) == "PENDING_VALIDATION"
    domain.change("CREATE", second)
    assert wait_until(lambda: domain.status(arn) == "ISSUED")


def test_issued_certificate_stays_so_without_its_record(domain):
    arn = domain.issued()
    domain.change("DELETE", domain.records(arn)[0])
    assert domain.status(arn) == "ISSUED"
    assert stays_pending(domain, domain.request(f"other.{domain.name}"))


def test_certificate_is_issued_at_once_where_the_record_is_there(domain):
    domain.issued()
    second = domain.request()
    assert wait_until(lambda: domain.status(second) == "ISSUED")


NOTHING = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}


def listener(host, certificate: str, action: dict = NOTHING, **more) -> tuple[str, str]:
    found = host.client("ec2").describe_subnets()["Subnets"]
    places = {subnet["AvailabilityZone"]: subnet["SubnetId"] for subnet in found}
    elb = host.client("elbv2")
    balancer = elb.create_load_balancer(
        Name=f"one-{next(numbers)}", Subnets=list(places.values())[:2]
    )["LoadBalancers"][0]["LoadBalancerArn"]
    made = elb.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTPS", Port=443, DefaultActions=[action],
        Certificates=[{"CertificateArn": certificate}], **more,
    )["Listeners"][0]  # fmt: skip
    return balancer, made["ListenerArn"]


def test_only_an_issued_certificate_is_for_a_listener(host, domain):
    with refused("UnsupportedCertificate", "must have a fully-qualified domain name"):
        listener(host, domain.request())
    balancer, made = listener(host, domain.issued())
    described = host.client("elbv2").describe_listeners(ListenerArns=[made])["Listeners"][0]
    assert described["Protocol"] == "HTTPS"


def test_encrypted_listener_is_as_it_can_be(host, domain):
    arn = domain.issued()
    with refused("SSLPolicyNotFound", "SSL policy 'none' not found"):
        listener(host, arn, SslPolicy="none")
    plain = {"Protocol": "HTTP", "Port": "80", "StatusCode": "HTTP_301"}
    with refused("InvalidLoadBalancerAction", "You cannot redirect HTTPS to HTTP."):
        listener(host, arn, {"Type": "redirect", "RedirectConfig": plain})


def test_certificate_in_use_is_not_deleted(host, domain):
    arn = domain.issued()
    balancer, made = listener(host, arn)
    used = domain.describe(arn)
    assert (used["InUseBy"], used["RenewalEligibility"]) == ([balancer], "ELIGIBLE")
    with refused("ResourceInUseException", "is in use"):
        domain.acm.delete_certificate(CertificateArn=arn)
    host.client("elbv2").delete_listener(ListenerArn=made)
    assert domain.describe(arn)["InUseBy"] == []
    domain.acm.delete_certificate(CertificateArn=arn)
    with refused("ResourceNotFoundException"):
        domain.describe(arn)


def test_token_makes_one_certificate(domain):
    first = domain.request(IdempotencyToken="token")
    assert domain.request(IdempotencyToken="token") == first
    assert domain.request(IdempotencyToken="other") != first
    assert domain.request(f"api.{domain.name}", IdempotencyToken="token") != first


def test_certificate_is_listed(domain):
    arn = domain.request(domain.name, f"*.{domain.name}")
    listed = domain.acm.list_certificates(CertificateStatuses=["PENDING_VALIDATION"])
    found = [one for one in listed["CertificateSummaryList"] if one["CertificateArn"] == arn][0]
    assert found["SubjectAlternativeNameSummaries"] == [domain.name, f"*.{domain.name}"]
    assert (found["Status"], found["InUse"]) == ("PENDING_VALIDATION", False)
    issued = domain.issued()
    listed = domain.acm.list_certificates()["CertificateSummaryList"]
    found = [one for one in listed if one["CertificateArn"] == issued][0]
    assert found["KeyUsages"] == ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"]


def test_domain_without_a_method_is_proved_by_email(domain):
    arn = domain.acm.request_certificate(DomainName=domain.name)["CertificateArn"]
    option = domain.describe(arn)["DomainValidationOptions"][0]
    assert option["ValidationMethod"] == "EMAIL"
    assert f"admin@{domain.name}" in option["ValidationEmails"]
    assert "ResourceRecord" not in option


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        (["com"], "ValidationException", "regular expression pattern"),
        (["a.*.com"], "ValidationException", "regular expression pattern"),
        (["an_underscore.com"], "ValidationException", "regular expression pattern"),
        ([f"{number}.com" for number in range(10, 21)], "LimitExceededException", "at most 10"),
    ],
)
def test_impossible_request_is_refused(domain, asked, code, message):
    with refused(code, message):
        domain.request(*asked)


def certificate_of_a_while_ago(**ago: int) -> RequestedCertificate:
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/one"
    made = RequestedCertificate(arn, ["example.com"], "DNS", "RSA_2048", {}, None)
    made.created_at -= timedelta(**ago)
    return made


def test_request_that_is_never_proved_times_out():
    assert certificate_of_a_while_ago(hours=71).status == "PENDING_VALIDATION"
    assert certificate_of_a_while_ago(hours=73).status == "VALIDATION_TIMED_OUT"


@pytest.mark.parametrize(("days", "status"), [(197, "ISSUED"), (199, "EXPIRED")])
def test_certificate_is_valid_for_its_days(days, status):
    made = certificate_of_a_while_ago(days=days)
    made.proved["example.com"] = made.created_at
    assert made.status == status


def test_certificate_itself_is_not_there_while_it_is_requested(domain):
    with refused("RequestInProgressException"):
        domain.acm.get_certificate(CertificateArn=domain.request())


def test_state_is_the_same_after_the_end(folder):
    first = RunningHost(folder)
    domain = Domain(first, "example.com")
    issued, pending = domain.issued(), domain.request("api.example.com")
    before = [domain.describe(arn) for arn in (issued, pending)]
    first.kill()
    second = RunningHost(folder)
    acm = second.client("acm")
    after = [acm.describe_certificate(CertificateArn=arn)["Certificate"]
             for arn in (issued, pending)]  # fmt: skip
    assert after == before
    second.stop()
