"""Amazon S3: the policy of a bucket is one.

- A bucket's policy is a document in JSON whose statements each have an effect, a principal, an
  action and a resource, which is the bucket or in it; anything else is MalformedPolicy
  (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html).
- PutBucketPolicy answers 204, and nothing else
  (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html).
"""

import json
from typing import Any

from moto.s3.exceptions import S3ClientError
from moto.s3.models import S3Backend
from moto.s3.responses import S3Response

from ..permissions.context import listed
from ..replacing import replace

#: What can be asked of an object and is not emulated.
UNKNOWN = {"retention", "annotation", "annotations", "torrent"}
FIELDS = ("Effect", "Principal", "Action", "Resource")


class MalformedPolicy(S3ClientError):
    def __init__(self, message: str):
        super().__init__("MalformedPolicy", message)


def correct() -> None:
    @replace(S3Backend, "put_bucket_policy")
    def put_bucket_policy(moto, backend, bucket_name, policy) -> None:
        bucket = backend.get_bucket(bucket_name)
        check(policy, f"arn:aws:s3:::{bucket.name}")
        moto(backend, bucket_name, policy)

    @replace(S3Response, "_bucket_response_put")
    def put(moto, response, *arguments, **named) -> Any:
        answer = moto(response, *arguments, **named)
        return (204, {}, "") if answer == "True" else answer

    @replace(S3Response, "_key_response_get")
    def get(moto, response, query, *arguments, **named) -> Any:
        """moto would answer with the object itself."""
        if UNKNOWN & set(query):
            raise NotImplementedError
        return moto(response, query, *arguments, **named)


def check(policy: str | bytes, bucket: str) -> None:
    """Raises MalformedPolicy."""
    try:
        document = json.loads(policy)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise MalformedPolicy("Policies must be valid JSON and the first byte must be '{'")
    if not document.get("Statement"):
        raise MalformedPolicy("Missing required field Statement")
    statements = document["Statement"]
    for statement in statements if isinstance(statements, list) else [statements]:
        for field in FIELDS:
            if not isinstance(statement, dict) or not (
                statement.get(field) or statement.get(f"Not{field}")
            ):
                raise MalformedPolicy(f"Missing required field {field}")
        for resource in listed(statement.get("Resource") or statement.get("NotResource")):
            if resource != bucket and not resource.startswith(f"{bucket}/") and resource != "*":
                raise MalformedPolicy("Policy has invalid resource")
