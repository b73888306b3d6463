"""AWS Certificate Manager: requesting certificates, and letting go of them.

- A domain name has at least two labels, and an asterisk only as its first one
  (https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html).
- Domains are proved by a record in DNS, or by email, which is what is taken without a
  ValidationMethod
  (https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html).
- The same idempotency token within an hour answers with the same certificate
  (https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html).
- A certificate that a listener has is not deleted: ResourceInUseException
  (https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html).
- The certificate itself is not there while it is requested: RequestInProgressException
  (https://docs.aws.amazon.com/acm/latest/APIReference/API_GetCertificate.html).

Ours: too many names, a certificate that is not issued yet.
"""

import re
from datetime import timedelta
from typing import Any

from moto.acm.exceptions import AWSError, AWSValidationException
from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.acm.utils import make_arn_for_certificate
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from ...replacing import replace
from .certificate import RequestedCertificate
from .validation import look

DOMAIN = r"^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$"
#: HTTP is only for CloudFront.
METHODS = ("DNS", "EMAIL")
KEYS = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1",
        "EC_secp521r1")  # fmt: skip
TOKEN_LASTS = timedelta(hours=1)
MOST_NAMES = 10
LONGEST_NAME = 253


class ResourceInUse(AWSError):
    TYPE = "ResourceInUseException"


class RequestInProgress(AWSError):
    TYPE = "RequestInProgressException"


class LimitExceeded(AWSError):
    TYPE = "LimitExceededException"


def correct() -> None:
    @replace(AWSCertificateManagerResponse, "request_certificate")
    def request_certificate(moto, response) -> ActionResult:
        asked = response._get_param
        if asked("CertificateAuthorityArn"):
            raise NotImplementedError
        method = asked("ValidationMethod") or "EMAIL"
        key = asked("KeyAlgorithm") or "RSA_2048"
        refuse_choice(method, METHODS, "validationMethod")
        refuse_choice(key, KEYS, "keyAlgorithm")
        domains = domains_of([asked("DomainName"), *(asked("SubjectAlternativeNames") or [])])
        backend, token = response.acm_backend, asked("IdempotencyToken")
        for other in backend._certificates.values():
            if token and is_repeated(other, token, domains):
                return ActionResult({"CertificateArn": other.arn})
        arn = make_arn_for_certificate(backend.account_id, backend.region_name)
        options = asked("Options") or {}
        certificate = RequestedCertificate(arn, domains, method, key, options, token)
        certificate.tags.add(asked("Tags") or [])
        backend._certificates[arn] = certificate
        look(backend.account_id)
        return ActionResult({"CertificateArn": arn})

    @replace(AWSCertificateManagerResponse, "list_certificates")
    def list_certificates(moto, response) -> ActionResult:
        answer = moto(response)
        for summary in answer.result["CertificateSummaryList"]:
            for uses in ("KeyUsages", "ExtendedKeyUsages"):
                summary[uses] = [use["Name"] for use in summary.get(uses, [])]
        return answer

    @replace(AWSCertificateManagerBackend, "delete_certificate")
    def delete_certificate(moto, backend, arn) -> None:
        certificate = backend._certificates.get(arn)
        if certificate and certificate.in_use_by:
            raise ResourceInUse(f"Certificate {arn} in account {backend.account_id} is in use.")
        moto(backend, arn)

    @replace(AWSCertificateManagerResponse, "get_certificate")
    def get_certificate(moto, response) -> Any:
        certificate = response.acm_backend.get_certificate(response._get_param("CertificateArn"))
        if isinstance(certificate, CertBundle):
            return moto(response)
        if certificate.status == "PENDING_VALIDATION":
            raise RequestInProgress(
                f"The certificate {certificate.arn} is still being requested and is not issued."
            )
        raise NotImplementedError


def is_repeated(other: Any, token: str, domains: list[str]) -> bool:
    if not isinstance(other, RequestedCertificate) or other.created_at + TOKEN_LASTS < utcnow():
        return False
    return (other.token, other.domains) == (token, domains)


def domains_of(names: list[str]) -> list[str]:
    for name in names:
        if not re.fullmatch(DOMAIN, name) or len(name) > LONGEST_NAME:
            raise AWSValidationException(
                f"1 validation error detected: Value '{name}' at 'domainName' failed to satisfy "
                f"constraint: Member must satisfy regular expression pattern: {DOMAIN}"
            )
    domains = list(dict.fromkeys(name.lower() for name in names))
    if len(domains) > MOST_NAMES:
        raise LimitExceeded(
            f"The request is for {len(domains)} domain names; a certificate has at most "
            f"{MOST_NAMES}."
        )
    return domains


def refuse_choice(value: str, choices: tuple[str, ...], member: str) -> None:
    if value not in choices:
        raise AWSValidationException(
            f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy "
            f"constraint: Member must satisfy enum value set: [{', '.join(choices)}]"
        )
