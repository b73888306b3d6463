"""Amazon ECR: the layers of images are the registry's.

- A layer that is uploaded part by part is in the registry when the upload is complete
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html).
- A layer is available when the registry has it, and can be had from an address without a password
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html).

Ours: a layer that is not there.
"""

import hashlib

from moto.core.responses import ActionResult
from moto.ecr.models import ECRBackend
from moto.ecr.responses import ECRResponse

from ...content import Content
from ...emulation import Emulation
from ...replacing import replace
from .images import LayersNotFound, existing


def correct(emulation: Emulation, content: Content) -> None:
    @replace(ECRBackend, "complete_layer_upload")
    def complete_layer_upload(moto, backend, name, upload_id, layer_digests, registry_id=None):
        upload = backend._get_repository(name, registry_id).uploads.get(upload_id)
        if upload and not emulation.replaying:
            blob = bytes(upload.layer_parts)
            content.store_blob(name, "sha256:" + hashlib.sha256(blob).hexdigest(), blob)
        return moto(backend, name, upload_id, layer_digests, registry_id=registry_id)

    @replace(ECRBackend, "batch_check_layer_availability")
    def batch_check_layer_availability(moto, backend, name, layer_digests, registry_id=None):
        repository = backend._get_repository(name, registry_id)
        for digest in layer_digests:
            size = content.blob_size(name, digest) if digest.startswith("sha256:") else None
            if size is not None:
                repository.layers[digest] = size
        return moto(backend, name, layer_digests, registry_id=registry_id)

    @replace(ECRResponse, "get_download_url_for_layer")
    def get_download_url_for_layer(moto, response) -> ActionResult:
        name, digest = response._get_param("repositoryName"), response._get_param("layerDigest")
        existing(response.ecr_backend, name, response._get_param("registryId"))
        if content.blob_size(name, digest) is None:
            raise LayersNotFound(
                f"The layer with digest '{digest}' does not exist within the repository with "
                f"name '{name}'"
            )
        return ActionResult({"downloadUrl": content.url(name, digest), "layerDigest": digest})
