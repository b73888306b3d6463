"""A pushed image is in ECR, with the registry's truth, when the push returns."""

import hashlib
import json
import urllib.request

import pytest
from botocore.exceptions import ClientError

from cloud_host import Image, inspect


@pytest.fixture
def image(tmp_path):
    return Image(tmp_path / "image", "hello")


@pytest.fixture
def other(tmp_path):
    return Image(tmp_path / "other", "hello again")


@pytest.fixture
def repository(host, request):
    """A new repository, named after the test."""
    name = f"labs/{request.node.name.replace('test_', '').replace('_', '-')[:60]}"
    host.client("ecr").create_repository(repositoryName=name)
    return name


def details(host, repository):
    answer = host.client("ecr").describe_images(repositoryName=repository)
    return {image["imageDigest"]: image for image in answer["imageDetails"]}


def test_repository_uri_leads_to_the_registry(host, repository):
    answer = host.client("ecr").describe_repositories(repositoryNames=[repository])
    assert answer["repositories"][0]["repositoryUri"] == f"{host.registry}/{repository}"


def test_token_is_for_the_registry(host):
    data = host.client("ecr").get_authorization_token()["authorizationData"][0]
    assert data["proxyEndpoint"] == f"https://{host.registry}"


def test_pushed_image_is_described_truly(host, repository, image):
    pushed = image.push(host, f"{repository}:v1")
    assert pushed.returncode == 0, pushed.stderr
    found = details(host, repository)[image.digest]
    assert found["imageTags"] == ["v1"]
    assert found["imageSizeInBytes"] == image.size
    assert found["imageManifestMediaType"] == image.kind
    assert found["artifactMediaType"] == image.config["mediaType"]


def test_pulled_manifest_is_the_pushed_one(host, repository, image):
    image.push(host, f"{repository}:v1")
    assert inspect(host, f"{repository}:v1").stdout == image.manifest
    assert inspect(host, f"{repository}@{image.digest}").stdout == image.manifest


def test_batch_get_image_gives_the_true_manifest(host, repository, image):
    image.push(host, f"{repository}:v1")
    answer = host.client("ecr").batch_get_image(
        repositoryName=repository, imageIds=[{"imageTag": "v1"}]
    )
    assert answer["images"][0]["imageManifest"] == image.manifest
    assert answer["images"][0]["imageId"] == {"imageDigest": image.digest, "imageTag": "v1"}


def test_pushed_tag_leaves_its_former_image(host, repository, image, other):
    image.push(host, f"{repository}:v1")
    other.push(host, f"{repository}:v1")
    found = details(host, repository)
    assert "imageTags" not in found[image.digest]
    assert found[other.digest]["imageTags"] == ["v1"]
    assert inspect(host, f"{repository}:v1").stdout == other.manifest


def test_one_image_has_two_tags(host, repository, image):
    image.push(host, f"{repository}:v1")
    image.push(host, f"{repository}:v2")
    assert details(host, repository)[image.digest]["imageTags"] == ["v1", "v2"]


def test_same_push_twice_is_fine(host, repository, image):
    image.push(host, f"{repository}:v1")
    assert image.push(host, f"{repository}:v1").returncode == 0


def test_unknown_repository_refuses_a_push(host, image):
    pushed = image.push(host, "labs/nobody-made-this:v1")
    assert pushed.returncode != 0
    assert "name unknown: The repository with name 'labs/nobody-made-this' does not exist" in (
        pushed.stderr
    )


def test_immutable_repository_refuses_a_used_tag(host, image, other):
    host.client("ecr").create_repository(
        repositoryName="labs/immutable", imageTagMutability="IMMUTABLE"
    )
    assert image.push(host, "labs/immutable:v1").returncode == 0
    refused = other.push(host, "labs/immutable:v1")
    assert refused.returncode != 0
    assert "tag invalid: The image tag 'v1' already exists" in refused.stderr
    assert list(details(host, "labs/immutable")) == [image.digest]


def test_wrong_password_is_refused(host, repository, image):
    pushed = image.push(host, f"{repository}:v1", password="wrong")
    assert pushed.returncode != 0
    assert "unauthorized" in pushed.stderr


def test_deleted_image_cannot_be_pulled(host, repository, image):
    image.push(host, f"{repository}:v1")
    host.client("ecr").batch_delete_image(
        repositoryName=repository, imageIds=[{"imageDigest": image.digest}]
    )
    assert details(host, repository) == {}
    assert "manifest unknown" in inspect(host, f"{repository}:v1").stderr
    assert "manifest unknown" in inspect(host, f"{repository}@{image.digest}").stderr
    links = host.folder.glob(f"registry/content/**/{repository}/_manifests/revisions/sha256/*/link")
    assert list(links) == []


def test_deleting_one_of_two_tags_keeps_the_image(host, repository, image):
    image.push(host, f"{repository}:v1")
    image.push(host, f"{repository}:v2")
    host.client("ecr").batch_delete_image(repositoryName=repository, imageIds=[{"imageTag": "v1"}])
    assert details(host, repository)[image.digest]["imageTags"] == ["v2"]


def test_deleted_and_made_again_repository_is_empty(host, repository, image):
    image.push(host, f"{repository}:v1")
    ecr = host.client("ecr")
    ecr.delete_repository(repositoryName=repository, force=True)
    ecr.create_repository(repositoryName=repository)
    assert inspect(host, f"{repository}:v1").returncode != 0
    assert image.push(host, f"{repository}:v1").returncode == 0


def test_layer_can_be_downloaded(host, repository, image):
    image.push(host, f"{repository}:v1")
    answer = host.client("ecr").get_download_url_for_layer(
        repositoryName=repository, layerDigest=image.layer["digest"]
    )
    with urllib.request.urlopen(answer["downloadUrl"], timeout=60) as layer:
        assert "sha256:" + hashlib.sha256(layer.read()).hexdigest() == image.layer["digest"]


def test_layer_link_of_ones_own_making_is_refused(host, repository, image):
    image.push(host, f"{repository}:v1")
    link = f"http://{host.registry}/layers/{'0' * 64}/{repository}/{image.layer['digest']}"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(link, timeout=60)
    assert refused.value.code == 403


def test_put_image_tags_what_is_there_with_its_true_digest(host, repository, image):
    image.push(host, f"{repository}:v1")
    answer = host.client("ecr").put_image(
        repositoryName=repository, imageManifest=image.manifest, imageTag="release"
    )
    assert answer["image"]["imageId"] == {"imageDigest": image.digest, "imageTag": "release"}
    assert inspect(host, f"{repository}:release").stdout == image.manifest


def test_put_image_without_its_layers_is_refused(host, repository, image):
    with pytest.raises(ClientError, match="LayersNotFoundException"):
        host.client("ecr").put_image(
            repositoryName=repository, imageManifest=image.manifest, imageTag="v1"
        )


def test_layers_uploaded_through_the_api_are_the_registrys(host, repository, image):
    ecr = host.client("ecr")
    for part in (image.layer, image.config):
        blob = (image.folder / "blobs" / part["digest"].replace(":", "/")).read_bytes()
        upload = ecr.initiate_layer_upload(repositoryName=repository)["uploadId"]
        ecr.upload_layer_part(
            repositoryName=repository, uploadId=upload, partFirstByte=0,
            partLastByte=len(blob) - 1, layerPartBlob=blob,
        )  # fmt: skip
        ecr.complete_layer_upload(
            repositoryName=repository, uploadId=upload, layerDigests=[part["digest"]]
        )
    ecr.put_image(repositoryName=repository, imageManifest=image.manifest, imageTag="v1")
    assert inspect(host, f"{repository}:v1").stdout == image.manifest


def test_manifest_list_has_the_size_of_its_largest_image(host, repository, image, other):
    image.push(host, f"{repository}:one")
    other.push(host, f"{repository}:two")
    kind = "application/vnd.oci.image.index.v1+json"
    entries = [
        {"mediaType": one.kind, "digest": one.digest, "size": len(one.manifest),
         "platform": {"os": "linux", "architecture": architecture}}
        for one, architecture in ((image, "amd64"), (other, "arm64"))
    ]  # fmt: skip
    index = json.dumps({"schemaVersion": 2, "mediaType": kind, "manifests": entries})
    ecr = host.client("ecr")
    ecr.put_image(repositoryName=repository, imageManifest=index, imageTag="both")
    digest = "sha256:" + hashlib.sha256(index.encode()).hexdigest()
    assert details(host, repository)[digest]["imageSizeInBytes"] == max(image.size, other.size)
    refused = ecr.batch_delete_image(
        repositoryName=repository, imageIds=[{"imageDigest": image.digest}]
    )
    assert refused["failures"][0]["failureCode"] == "ImageReferencedByManifestList"


def test_registry_scanning_without_rules_poisons_nothing(host):
    ecr = host.client("ecr")
    ecr.put_registry_scanning_configuration(scanType="BASIC")
    ecr.create_repository(repositoryName="labs/scanned")
    assert ecr.get_registry_scanning_configuration()["scanningConfiguration"]["rules"] == []
