"""What keeps values and files: Systems Manager, Secrets Manager, KMS, S3."""

from cli.ledger.kind import NOTHING, Ask, Kind, Removal, simple

NAME = "{Name: request.Name}"
OBJECT = "{Bucket: request.Bucket, Key: request.Key}"

KINDS = (
    Kind(
        "ssm",
        "parameter",
        # A later version of one that was there has been made by nobody here.
        creates={"PutParameter": f"(!response || response.Version == `1`) && {NAME}"},
        deletes={
            "DeleteParameter": NAME,
            "DeleteParameters": "response.DeletedParameters[].{Name: @}",
        },
        ask=Ask(
            "DescribeParameters",
            "{ParameterFilters: [{Key: 'Name', Values: [Name]}]}",
            "Parameters[].{Name: Name}",
        ),
        remove=(Removal("DeleteParameter"),),
    ),
    Kind(
        "secretsmanager",
        "secret",
        creates={"CreateSecret": "{SecretId: response.ARN}"},
        deletes={"DeleteSecret": "{SecretId: response.ARN}"},
        # One that is on its way out can be described until it is gone, and is not paid for.
        ask=Ask("DescribeSecret", "@", "[@][?!DeletedDate].{SecretId: ARN}"),
        remove=(
            Removal("DeleteSecret", "{SecretId: SecretId, ForceDeleteWithoutRecovery: `true`}"),
        ),
        costs=True,
        names={"CreateSecret": NAME},
        find=Ask("ListSecrets", NOTHING, "SecretList[].{Name: Name, SecretId: ARN}"),
        identity=("SecretId",),
    ),
    # A key cannot be deleted at once: seven days is the least. It is not paid for meanwhile.
    Kind(
        "kms",
        "key",
        creates={"CreateKey": "{KeyId: response.KeyMetadata.KeyId}"},
        deletes={"ScheduleKeyDeletion": "{KeyId: tail(response.KeyId)}"},
        ask=Ask(
            "DescribeKey",
            "@",
            "[KeyMetadata][?KeyState!='PendingDeletion'].{KeyId: KeyId}",
        ),
        remove=(Removal("ScheduleKeyDeletion", "{KeyId: KeyId, PendingWindowInDays: `7`}"),),
        costs=True,
    ),
    simple(
        "kms",
        "alias of a key",
        "AliasName",
        "CreateAlias",
        "DeleteAlias",
        Ask("ListAliases", NOTHING, "Aliases[].{AliasName: AliasName}"),
    ),
    simple(
        "s3",
        "bucket",
        "Bucket",
        "CreateBucket",
        "DeleteBucket",
        Ask("HeadBucket"),
        Removal(
            "DeleteObject",
            every=Ask(
                "ListObjectVersions",
                "@",
                "[Versions, DeleteMarkers][] | [?@].{Key: Key, VersionId: VersionId}",
            ),
        ),
        costs=True,
        everywhere=True,
    ),
    Kind(
        "s3",
        "object",
        creates={"PutObject": OBJECT, "CopyObject": OBJECT, "CompleteMultipartUpload": OBJECT},
        deletes={
            "DeleteObject": OBJECT,
            "DeleteObjects": "{Bucket: request.Bucket, Key: response.Deleted[].Key}",
        },
        ask=Ask("HeadObject"),
        remove=(Removal("DeleteObject"),),
        costs=True,
        everywhere=True,
    ),
)
