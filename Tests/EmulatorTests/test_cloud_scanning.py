"""ECR's scans: what is found comes from the image, when it is scanned from its repository."""

import json
import sys

import pytest
from botocore.exceptions import ClientError

from cloud_host import HOME, Image, wait_until

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from cloud.services.ecr.scanning.versions import is_older  # noqa: E402

BOOKWORM = 'ID=debian\nVERSION_ID="12"\n'
METADATA = "usr/lib/python3/site-packages/%s.dist-info/METADATA"


def dpkg(**versions: str) -> str:
    """The status of packages whose source has another name, as libssl3's is openssl."""
    return "\n\n".join(
        f"Package: lib{name}\nStatus: install ok installed\nSource: {name}\nVersion: {version}"
        for name, version in versions.items()
    )


OLD = {
    "etc/os-release": BOOKWORM,
    "var/lib/dpkg/status": dpkg(openssl="3.0.9-1", glibc="2.36-9", bash="5.2.15-2"),
    METADATA % "flask-2.3.1": "Metadata-Version: 2.1\nName: Flask\nVersion: 2.3.1\n",
}


@pytest.fixture
def ecr(host):
    return host.client("ecr")


@pytest.fixture
def push(host, ecr, tmp_path, request):
    """Pushes an image of these files into a new repository, whose name it answers."""
    name = f"labs/{request.node.name.replace('test_', '').replace('_', '-')[:60]}"

    def pushed(files: dict[str, str], tag: str = "v1", on_push: bool = True) -> str:
        configuration = {"scanOnPush": on_push}
        ecr.create_repository(repositoryName=name, imageScanningConfiguration=configuration)
        done = Image(tmp_path / tag, tag, files).push(host, f"{name}:{tag}")
        assert done.returncode == 0, done.stderr
        return name

    return pushed


@pytest.fixture
def enhanced(ecr):
    def rules(frequency: str = "CONTINUOUS_SCAN") -> None:
        filters = [{"filter": "labs", "filterType": "WILDCARD"}]
        rule = {"scanFrequency": frequency, "repositoryFilters": filters}
        ecr.put_registry_scanning_configuration(scanType="ENHANCED", rules=[rule])

    yield rules
    ecr.put_registry_scanning_configuration(scanType="BASIC", rules=[])


def scan(ecr, name: str, tag: str = "v1") -> dict:
    """What there is to say when the scan is over."""
    said = {}

    def is_over() -> bool:
        said.update(
            ecr.describe_image_scan_findings(repositoryName=name, imageId={"imageTag": tag})
        )
        return said["imageScanStatus"]["status"] not in ("IN_PROGRESS", "PENDING")

    assert wait_until(is_over)
    return said


def names(findings: list[dict]) -> set[tuple[str, str]]:
    return {
        (each["name"], next(a["value"] for a in each["attributes"] if a["key"] == "package_name"))
        for each in findings
    }


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


def test_findings_come_from_the_packages_of_the_image(ecr, push):
    said = scan(ecr, push(OLD))
    assert said["imageScanStatus"]["status"] == "COMPLETE"
    findings = said["imageScanFindings"]
    assert names(findings["findings"]) == {
        ("CVE-2023-5363", "openssl"),
        ("CVE-2023-4911", "glibc"),
    }
    assert findings["findingSeverityCounts"] == {"HIGH": 2}


def test_package_that_was_repaired_is_no_finding(ecr, push):
    status = dpkg(openssl="3.0.11-1~deb12u2", glibc="2.36-9+deb12u13")
    said = scan(ecr, push({**OLD, "var/lib/dpkg/status": status}))
    assert said["imageScanFindings"]["findings"] == []
    assert said["imageScanFindings"]["findingSeverityCounts"] == {}


def test_vulnerability_without_a_fix_is_found_in_every_version(ecr, push):
    said = scan(ecr, push({**OLD, "var/lib/dpkg/status": dpkg(zlib="1:1.2.13.dfsg-1")}))
    assert said["imageScanFindings"]["findingSeverityCounts"] == {"CRITICAL": 1}


def test_package_that_was_removed_is_no_finding(ecr, push):
    status = dpkg(openssl="3.0.9-1").replace("install ok installed", "deinstall ok config-files")
    said = scan(ecr, push({**OLD, "var/lib/dpkg/status": status}))
    assert said["imageScanFindings"]["findings"] == []


def test_alpine_packages_are_read_too(ecr, push):
    installed = "P:libcrypto3\nV:3.0.7-r0\no:openssl\n\nP:musl\nV:1.2.3-r4\n"
    files = {"etc/os-release": "ID=alpine\nVERSION_ID=3.17.0\n", "lib/apk/db/installed": installed}
    said = scan(ecr, push(files))
    assert names(said["imageScanFindings"]["findings"]) == {("CVE-2022-3996", "openssl")}


def test_file_of_a_later_layer_stands_in_the_place_of_an_earlier_one(host, ecr, push, tmp_path):
    name = push(OLD)
    status = {"var/lib/dpkg/status": dpkg(openssl="3.0.17-1~deb12u3")}
    below, above = tmp_path / "v1", Image(tmp_path / "above", "above", status)
    for blob in (below / "blobs/sha256").iterdir():
        (above.folder / "blobs/sha256" / blob.name).write_bytes(blob.read_bytes())
    manifest = json.loads(above.manifest)
    first = json.loads((below / "index.json").read_text())["manifests"][0]["digest"]
    lower = json.loads((below / "blobs/sha256" / first.partition(":")[2]).read_text())["layers"]
    manifest["layers"] = [*lower, *manifest["layers"]]
    entry = above._blob(json.dumps(manifest).encode(), above.kind)
    (above.folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [entry]}))
    assert above.push(host, f"{name}:v2").returncode == 0
    assert scan(ecr, name, "v2")["imageScanFindings"]["findings"] == []


def test_image_without_an_operating_system_is_not_supported(ecr, push):
    said = scan(ecr, push({METADATA % "flask-2.3.1": OLD[METADATA % "flask-2.3.1"]}))
    assert said["imageScanStatus"]["status"] == "FAILED"
    assert said["imageScanStatus"]["description"].startswith("UnsupportedImageError: ")
    assert "imageScanFindings" not in said


def test_image_that_was_not_scanned_has_no_findings_to_describe(ecr, push):
    name = push(OLD, on_push=False)
    with refused("ScanNotFoundException", "Image scan does not exist for the image with"):
        ecr.describe_image_scan_findings(repositoryName=name, imageId={"imageTag": "v1"})


def test_scan_can_be_asked_for_once_a_day(ecr, push):
    name = push(OLD, on_push=False)
    begun = ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "v1"})
    assert begun["imageScanStatus"] == {"status": "IN_PROGRESS"}
    assert scan(ecr, name)["imageScanFindings"]["findingSeverityCounts"] == {"HIGH": 2}
    with refused("LimitExceededException", "scan quota per image"):
        ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "v1"})


def test_scan_on_push_counts_as_the_scan_of_the_day(ecr, push):
    name = push(OLD)
    with refused("LimitExceededException"):
        ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "v1"})


def test_rule_of_the_registry_scans_on_push_too(ecr, push):
    filters = [{"filter": "labs/rule-of", "filterType": "WILDCARD"}]
    rule = {"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": filters}
    ecr.put_registry_scanning_configuration(scanType="BASIC", rules=[rule])
    name = push(OLD, on_push=False)
    ecr.put_registry_scanning_configuration(scanType="BASIC", rules=[])
    assert scan(ecr, name)["imageScanStatus"]["status"] == "COMPLETE"


def test_repository_tells_how_it_is_scanned(ecr, push):
    name = push(OLD)
    found = ecr.batch_get_repository_scanning_configuration(repositoryNames=[name])
    configuration = found["scanningConfigurations"][0]
    assert configuration["scanOnPush"]
    assert configuration["scanFrequency"] == "SCAN_ON_PUSH"


def test_list_of_images_is_not_scanned(host, ecr, push, tmp_path):
    name = push(OLD)
    digest = ecr.describe_images(repositoryName=name)["imageDetails"][0]["imageDigest"]
    image = Image(tmp_path / "part", "v1", OLD)
    entry = {"mediaType": image.kind, "digest": digest, "size": len(image.manifest)}
    manifest = {"schemaVersion": 2, "manifests": [entry]}
    ecr.put_image(
        repositoryName=name,
        imageManifest=json.dumps(manifest),
        imageManifestMediaType="application/vnd.oci.image.index.v1+json",
        imageTag="list",
    )
    with refused("UnsupportedImageTypeException"):
        ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "list"})


def test_enhanced_scan_finds_python_packages_as_well(ecr, push, enhanced):
    enhanced()
    said = scan(ecr, push(OLD))
    assert said["imageScanStatus"]["status"] == "ACTIVE"
    findings = said["imageScanFindings"]["enhancedFindings"]
    found = {each["packageVulnerabilityDetails"]["vulnerabilityId"] for each in findings}
    assert found == {"CVE-2023-5363", "CVE-2023-4911", "CVE-2023-30861"}
    assert said["imageScanFindings"]["findingSeverityCounts"] == {"HIGH": 3}


def test_enhanced_scan_is_not_started_by_hand(ecr, push, enhanced):
    enhanced("SCAN_ON_PUSH")
    name = push(OLD)
    with refused("ValidationException", "This feature is disabled"):
        ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "v1"})


def test_basic_scanning_knows_no_continuous_scan(ecr):
    filters = [{"filter": "*", "filterType": "WILDCARD"}]
    rule = {"scanFrequency": "CONTINUOUS_SCAN", "repositoryFilters": filters}
    with refused("InvalidParameterException"):
        ecr.put_registry_scanning_configuration(scanType="BASIC", rules=[rule])


def test_images_say_nothing_of_their_scan(ecr, push):
    name = push(OLD)
    scan(ecr, name)
    detail = ecr.describe_images(repositoryName=name)["imageDetails"][0]
    assert not {"imageScanStatus", "imageScanFindingsSummary"} & detail.keys()


@pytest.mark.parametrize(
    ("older", "newer", "ecosystem"),
    [
        ("3.0.9-1", "3.0.11-1~deb12u2", "debian:12"),
        ("3.0.11-1~deb12u1", "3.0.11-1~deb12u2", "debian:12"),
        ("3.0.11-1~deb12u2", "3.0.11-1", "debian:12"),
        ("2.36-9", "2.36-9+deb12u3", "debian:12"),
        ("2.36-9+deb12u3", "2.36-9+deb12u13", "debian:12"),
        ("9.9", "1:1.0", "debian:12"),
        ("1.0~rc1", "1.0", "debian:12"),
        ("1.0a", "1.0+", "debian:12"),
        ("3.0.7-r0", "3.0.7-r2", "alpine:3.17"),
        ("2.3.0", "2.3.2", "pypi"),
        ("3.0.0rc1", "3.0.0", "pypi"),
        ("2.9", "2.10", "pypi"),
    ],
)
def test_versions_are_compared_as_their_systems_do(older, newer, ecosystem):
    assert is_older(older, newer, ecosystem)
    assert not is_older(newer, older, ecosystem)
    assert not is_older(newer, newer, ecosystem)
