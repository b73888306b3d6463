"""Amazon ECR's scans: what is scanned, and how often.

- Basic scanning knows the frequencies SCAN_ON_PUSH and MANUAL, enhanced scanning SCAN_ON_PUSH and
  CONTINUOUS_SCAN
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html).
- A repository's own scanOnPush counts for basic scans; else the registry's rules do
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html).
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.models import ECRBackend, Repository
from moto.ecr.responses import ECRResponse

from ....replacing import replace

FREQUENCIES = {
    "BASIC": ("SCAN_ON_PUSH", "MANUAL"),
    "ENHANCED": ("SCAN_ON_PUSH", "CONTINUOUS_SCAN", "MANUAL"),
}


def correct() -> None:
    @replace(ECRBackend, "batch_get_repository_scanning_configuration")
    def batch_get_repository_scanning_configuration(moto, backend, names):
        configurations, missing = moto(backend, names)
        return [applied(backend, backend.repositories[each["repositoryName"]])
                for each in configurations], missing  # fmt: skip

    @replace(ECRBackend, "put_registry_scanning_configuration")
    def put_registry_scanning_configuration(moto, backend, scan_type, rules) -> None:
        scan_type = scan_type or "BASIC"
        if scan_type not in FREQUENCIES:
            raise InvalidParameterException(
                "Invalid parameter at 'scanType' failed to satisfy constraint: "
                "'Member must satisfy enum value set: [BASIC, ENHANCED]'"
            )
        for rule in rules or []:
            if rule["scanFrequency"] not in FREQUENCIES[scan_type]:
                raise InvalidParameterException(
                    "Invalid parameter failed to satisfy constraint: 'Invalid scan frequency for "
                    f"scanType {scan_type}: {rule['scanFrequency']}'"
                )
        # Both are optional; moto keeps None, and every later call fails.
        moto(backend, scan_type, rules or [])

    @replace(ECRResponse, "put_registry_scanning_configuration")
    def answer_with_the_configuration(moto, response) -> ActionResult:
        moto(response)
        kept = response.ecr_backend.get_registry_scanning_configuration()
        return ActionResult({"registryScanningConfiguration": kept})


def is_basic(backend: ECRBackend) -> bool:
    return backend.registry_scanning_configuration["scanType"] == "BASIC"


def frequency(backend: ECRBackend, repository: Repository) -> str:
    """By the registry's rules; a basic scan also by the repository's own setting."""
    by_rule = repository.scanning_config["scanFrequency"]
    if is_basic(backend) and repository.image_scanning_configuration.get("scanOnPush"):
        return "SCAN_ON_PUSH"
    return by_rule


def applied(backend: ECRBackend, repository: Repository) -> dict[str, Any]:
    found = frequency(backend, repository)
    return {
        **repository.scanning_config,
        "scanFrequency": found,
        "scanOnPush": found == "SCAN_ON_PUSH",
    }
