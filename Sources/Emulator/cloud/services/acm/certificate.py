"""AWS Certificate Manager: a requested certificate.

- It is PENDING_VALIDATION until each of its domains is proved, then ISSUED, and it stays so when
  the record that proved it goes away: only its renewal would fail
  (https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html,
  https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html).
- After 72 hours without proof it is VALIDATION_TIMED_OUT
  (https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-timed-out.html).
- It is in use by the load balancers whose listeners have it, and then ELIGIBLE for renewal
  (https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html).
- It is valid for 198 days (2026)
  (https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html).

The emulator makes no key for it: nobody connects to a load balancer that is not there, and a key
would be another after each restart.

Simulated: a certificate has no key, so nothing can be encrypted with it.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.acm.models import TagHolder
from moto.core.common_models import BaseModel
from moto.core.utils import utcnow
from moto.elbv2.models import elbv2_backends

from ...settling import MOMENT

PATIENCE = timedelta(hours=72)
VALIDITY = timedelta(days=198)
#: Who may be written to (https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html).
MAILBOXES = ("administrator", "hostmaster", "postmaster", "webmaster", "admin")


class RequestedCertificate(BaseModel):
    def __init__(
        self,
        arn: str,
        domains: list[str],
        method: str,
        key_algorithm: str,
        options: dict[str, Any],
        token: str | None,
    ):
        self.arn = arn
        #: The certificate's name first.
        self.domains = domains
        self.method = method
        self.key_algorithm = key_algorithm
        self.cert_options = {
            "CertificateTransparencyLoggingPreference": "ENABLED",
            "Export": "DISABLED",
            **options,
        }
        self.token = token
        self.created_at = utcnow()
        self.tags = TagHolder()
        self.type = "AMAZON_ISSUED"
        #: By domain: since when its record is there.
        self.proved: dict[str, datetime] = {}

    @property
    def common_name(self) -> str:
        return self.domains[0]

    @property
    def issued_at(self) -> datetime | None:
        """In the future while the proof is being looked at; None where there is none."""
        if set(self.proved) != set(self.domains):
            return None
        return max(self.proved.values()) + MOMENT

    @property
    def status(self) -> str:
        now = utcnow()
        if self.issued_at and self.issued_at <= now:
            return "ISSUED" if now < self.issued_at + VALIDITY else "EXPIRED"
        return "PENDING_VALIDATION" if now < self.created_at + PATIENCE else "VALIDATION_TIMED_OUT"

    @property
    def in_use_by(self) -> list[str]:
        _, _, _, region, account, _ = self.arn.split(":", 5)
        return [
            balancer.arn
            for balancer in elbv2_backends[account][region].load_balancers.values()
            if any(self.arn in listener.certificates for listener in balancer.listeners.values())
        ]

    def check(self) -> None:
        """moto asks for this before it shows a certificate, whose status needs none of it."""

    def record(self, domain: str) -> dict[str, str]:
        """The record that proves a domain: the same one for all its certificates in the account,
        and for what a wildcard stands for."""
        domain = domain.removeprefix("*.").lower()
        account = self.arn.split(":")[4]
        name, value = (
            hashlib.sha256(f"{part} {account} {domain}".encode()).hexdigest()[:32]
            for part in ("name", "value")
        )
        letters = "".join(chr(ord("a") + int(digit, 16)) for digit in value[:10])
        return {
            "Name": f"_{name}.{domain}.",
            "Type": "CNAME",
            "Value": f"_{value}.{letters}.acm-validations.aws.",
        }

    def describe(self) -> dict[str, Any]:
        status, used = self.status, self.in_use_by
        shown = {
            "CertificateArn": self.arn,
            "DomainName": self.common_name,
            "SubjectAlternativeNames": self.domains,
            "SubjectAlternativeNameSummaries": self.domains,
            "HasAdditionalSubjectAlternativeNames": False,
            "DomainValidationOptions": [self.validation(domain) for domain in self.domains],
            "Subject": f"CN={self.common_name}",
            "Issuer": "Amazon",
            "CreatedAt": seconds(self.created_at),
            "Status": status,
            "KeyAlgorithm": self.key_algorithm.replace("RSA_", "RSA-"),
            "SignatureAlgorithm": "SHA256WITHRSA",
            "InUseBy": used,
            "Type": self.type,
            "KeyUsages": [],
            "ExtendedKeyUsages": [],
            "RenewalEligibility": "ELIGIBLE" if used and status == "ISSUED" else "INELIGIBLE",
            "Options": self.cert_options,
        }
        if status in ("ISSUED", "EXPIRED"):
            shown |= self.issued()
        return {"Certificate": shown}

    def issued(self) -> dict[str, Any]:
        serial = hashlib.sha256(self.arn.encode()).hexdigest()[:32]
        since = self.issued_at
        begin = since.replace(hour=0, minute=0, second=0, microsecond=0)
        return {
            "Serial": ":".join(serial[place : place + 2] for place in range(0, 32, 2)),
            "IssuedAt": seconds(since),
            "NotBefore": seconds(begin),
            "NotAfter": seconds(begin + VALIDITY) - 1,
            "KeyUsages": [{"Name": "DIGITAL_SIGNATURE"}, {"Name": "KEY_ENCIPHERMENT"}],
            "ExtendedKeyUsages": [
                {"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}
            ],
        }

    def validation(self, domain: str) -> dict[str, Any]:
        status = {"ISSUED": "SUCCESS", "EXPIRED": "SUCCESS", "VALIDATION_TIMED_OUT": "FAILED"}
        proved = domain in self.proved and self.proved[domain] + MOMENT <= utcnow()
        shown = {
            "DomainName": domain,
            "ValidationDomain": domain,
            "ValidationStatus": "SUCCESS" if proved else status.get(self.status, self.status),
            "ValidationMethod": self.method,
        }
        if self.method == "EMAIL":
            apex = domain.removeprefix("*.")
            return {**shown, "ValidationEmails": [f"{name}@{apex}" for name in MAILBOXES]}
        return {**shown, "ResourceRecord": self.record(domain)}


def seconds(moment: datetime) -> float:
    """Since 1970; moto's times are UTC and do not say so."""
    return moment.replace(tzinfo=UTC).timestamp()
