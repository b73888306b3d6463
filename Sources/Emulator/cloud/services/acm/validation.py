"""AWS Certificate Manager: the record that proves who a domain is.

- A domain is proved by its CNAME record in the public hosted zone that is responsible for it, the
  one with the longest name, and by nothing else
  (https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html).
- A wildcard and the domain that it is in share their record
  (https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html).

What is in the zones changes only by calls, so it is looked at after each of them: since when a
domain is proved is the call's own time, and the same after a restart.
"""

from moto.acm.models import CertBundle, acm_backends
from moto.core.utils import utcnow
from moto.route53.models import FakeZone, Route53Backend, route53_backends

from ...replacing import replace
from ...settling import is_settled
from ..route53.names import absolute, is_within
from .certificate import RequestedCertificate

CHANGES = ("change_resource_record_sets", "create_hosted_zone", "delete_hosted_zone")


def correct() -> None:
    # Of those that are imported, too, the listeners that have it are what uses it.
    CertBundle.in_use_by = property(RequestedCertificate.in_use_by.fget, lambda bundle, _: None)
    for change in CHANGES:

        @replace(Route53Backend, change)
        def changed(moto, backend, *arguments, **named):
            answer = moto(backend, *arguments, **named)
            look(backend.account_id)
            return answer


def look(account: str) -> None:
    """Remembers which domains are proved as of now."""
    zones = [zone for zone in route53_backends[account]["aws"].zones.values()
             if not zone.private_zone]  # fmt: skip
    for backend in acm_backends[account].values():
        for certificate in backend._certificates.values():
            if isinstance(certificate, RequestedCertificate) and certificate.method == "DNS":
                for domain in certificate.domains:
                    look_at(certificate, domain, zones)


def look_at(certificate: RequestedCertificate, domain: str, zones: list[FakeZone]) -> None:
    since = certificate.proved.get(domain)
    if is_proved(certificate.record(domain), zones):
        certificate.proved.setdefault(domain, utcnow())
    elif since and not is_settled(since):
        del certificate.proved[domain]


def is_proved(wanted: dict[str, str], zones: list[FakeZone]) -> bool:
    name = absolute(wanted["Name"])
    longest = max((zone.name for zone in zones if is_within(name, zone.name)), key=len, default="")
    return any(
        absolute(value) == wanted["Value"]
        for zone in zones
        if zone.name == longest
        for record in zone.rrsets
        if (record.name, record.type) == (name, "CNAME")
        for value in record.records
    )
