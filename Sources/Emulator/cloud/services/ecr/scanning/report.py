"""Findings in the two forms in which ECR tells of them.

https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFinding.html
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EnhancedImageScanFinding.html
"""

import hashlib
from datetime import datetime
from typing import Any

from .advisories import Advisory, known
from .software import Package

MANAGERS = {"pypi": "PYTHONPKG", "alpine": "APK"}


def basic(packages: list[Package]) -> list[dict[str, Any]]:
    """Of the operating system's packages alone."""
    system = [package for package in packages if package.ecosystem != "pypi"]
    return [
        {
            "name": advisory.name,
            "description": advisory.description,
            "uri": advisory.uri,
            "severity": advisory.severity,
            "attributes": [
                {"key": "package_name", "value": package.name},
                {"key": "package_version", "value": package.version},
                {"key": "CVSS3_VECTOR", "value": advisory.vector},
                {"key": "CVSS3_SCORE", "value": str(advisory.score)},
            ],
        }
        for advisory, package in known(system)
    ]


def enhanced(
    packages: list[Package], repository: Any, image: Any, when: datetime
) -> list[dict[str, Any]]:
    """`repository` and `image` are moto's."""
    place = {
        "type": "AWS_ECR_CONTAINER_IMAGE",
        "id": f"{repository.arn}/{image.image_digest}",
        "details": {
            "awsEcrContainerImage": {
                "repositoryName": repository.name,
                "registry": repository.registry_id,
                "imageHash": image.image_digest,
                "imageTags": image.image_tags,
                "pushedAt": when,
            }
        },
    }
    return [
        {
            "awsAccountId": repository.registry_id,
            "findingArn": arn(repository, image, advisory, package),
            "type": "PACKAGE_VULNERABILITY",
            "status": "ACTIVE",
            "severity": advisory.severity,
            "title": f"{advisory.name} - {package.name}",
            "description": advisory.description,
            "fixAvailable": "YES" if advisory.fixed else "NO",
            "firstObservedAt": when,
            "lastObservedAt": when,
            "updatedAt": when,
            "score": advisory.score,
            "resources": [place],
            "packageVulnerabilityDetails": details(advisory, package),
        }
        for advisory, package in known(packages)
    ]


def details(advisory: Advisory, package: Package) -> dict[str, Any]:
    manager = MANAGERS.get(package.ecosystem.partition(":")[0], "OS")
    return {
        "vulnerabilityId": advisory.name,
        "source": "NVD",
        "sourceUrl": advisory.uri,
        "cvss": [
            {
                "baseScore": advisory.score,
                "scoringVector": advisory.vector.partition("/")[2],
                "source": "NVD",
                "version": "3.1",
            }
        ],
        "vulnerablePackages": [
            {
                "name": package.name,
                "version": package.version,
                "fixedInVersion": advisory.fixed or "NotAvailable",
                "packageManager": manager,
                "filePath": package.path,
            }
        ],
    }


def arn(repository: Any, image: Any, advisory: Advisory, package: Package) -> str:
    """The same each time: it follows from what was found where."""
    told = f"{image.image_digest} {advisory.name} {package}".encode()
    region = repository.region_name
    digest = hashlib.sha256(told).hexdigest()[:32]
    return f"arn:aws:inspector2:{region}:{repository.registry_id}:finding/{digest}"
