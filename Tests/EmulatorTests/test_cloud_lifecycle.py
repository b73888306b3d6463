"""ECR's policies are checked and carried out, and a preview tells what would be expired."""

import json

import pytest
from botocore.exceptions import ClientError

from cloud_host import Image, RunningHost

UNTAGGED = {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1}
TAGGED = {"tagStatus": "tagged", "tagPrefixList": ["v"], "countType": "imageCountMoreThan",
          "countNumber": 1}  # fmt: skip
ANY = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}


@pytest.fixture
def ecr(host):
    return host.client("ecr")


def rule(priority: int, selection: dict) -> dict:
    return {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}


def policy(*rules: dict) -> str:
    return json.dumps({"rules": rules})


def without(selection: dict, *names: str) -> dict:
    return {name: value for name, value in selection.items() if name not in names}


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([rule(1, UNTAGGED), rule(1, TAGGED)], "Duplicate priority in multiple rules"),
        ([rule(1, without(TAGGED, "tagPrefixList"))],
         "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED"),
        ([rule(1, {**TAGGED, "tagPatternList": ["v*"]})], "not taken together"),
        ([rule(1, {**without(TAGGED, "tagPrefixList"), "tagPatternList": ["*.*.*.*.*"]})],
         r"Invalid tag pattern provided. Total number of \* must not exceed 4"),
        ([rule(number, TAGGED) for number in range(1, 52)],
         "array is too long: must have at most 50 elements but instance has 51 elements"),
        ([rule(1, UNTAGGED), rule(2, UNTAGGED)],
         "Only one rule can select Untagged images per storage class"),
        ([rule(1, {**UNTAGGED, "tagPrefixList": ["v"]})], "takes no tagPrefixList"),
        ([rule(1, ANY), rule(2, UNTAGGED)], "Rule for tagStatus=ANY must have the lowest priority"),
        ([rule(1, {**UNTAGGED, "countUnit": "days"})], "failed to match exactly one schema"),
        ([rule(1, {**UNTAGGED, "countType": "sinceImagePushed"})],
         "failed to match exactly one schema"),
        ([rule(1, {**UNTAGGED, "countNumber": 0})], "lower than the required minimum"),
    ],
)  # fmt: skip
def test_policy_that_contradicts_itself_is_refused(ecr, rules, problem):
    name = f"labs/refused-{abs(hash(problem + str(rules))) % 10**6}"
    ecr.create_repository(repositoryName=name)
    with pytest.raises(ClientError, match=rf"\(InvalidParameterException\).*{problem}"):
        ecr.put_lifecycle_policy(repositoryName=name, lifecyclePolicyText=policy(*rules))
    with pytest.raises(ClientError, match=r"\(LifecyclePolicyNotFoundException\)"):
        ecr.get_lifecycle_policy(repositoryName=name)


def test_preview_tells_what_would_be_expired_and_by_which_rule(host, ecr, tmp_path):
    name = "labs/preview"
    ecr.create_repository(repositoryName=name)
    # The second push under v1 leaves the first image without a tag.
    for number, tag in enumerate(["v1", "v1", "v2", "keep"]):
        assert (
            Image(tmp_path / str(number), str(number)).push(host, f"{name}:{tag}").returncode == 0
        )
    text = policy(
        rule(1, {**UNTAGGED, "countNumber": 1}),
        rule(2, TAGGED),
        rule(3, {**ANY, "countNumber": 1}),
    )
    started = ecr.start_lifecycle_policy_preview(repositoryName=name, lifecyclePolicyText=text)
    assert started["status"] == "IN_PROGRESS"
    preview = ecr.get_lifecycle_policy_preview(repositoryName=name)
    assert preview["status"] == "COMPLETE"
    found = [(each.get("imageTags"), each["appliedRulePriority"])
             for each in preview["previewResults"]]  # fmt: skip
    assert len(found) == preview["summary"]["expiringImageTotalCount"]
    assert len([each for each in found if each[1] == 2]) == 1
    assert not [each for each in found if each[1] == 1]


def test_rule_of_two_prefixes_means_images_that_have_both(host, ecr, tmp_path):
    name = "labs/both"
    ecr.create_repository(repositoryName=name)
    for number, tags in enumerate([["a1", "b1"], ["a2", "b2"], ["a3"], ["b3"]]):
        image = Image(tmp_path / str(number), f"both {number}")
        for tag in tags:
            assert image.push(host, f"{name}:{tag}").returncode == 0
    both = {**TAGGED, "tagPrefixList": ["a", "b"]}
    ecr.start_lifecycle_policy_preview(
        repositoryName=name, lifecyclePolicyText=policy(rule(1, both))
    )
    [found] = ecr.get_lifecycle_policy_preview(repositoryName=name)["previewResults"]
    assert sorted(found["imageTags"]) in (["a1", "b1"], ["a2", "b2"])


def test_policy_is_carried_out_within_a_day(folder, tmp_path):
    name = "labs/expiring"
    today = RunningHost(folder)
    ecr = today.client("ecr")
    ecr.create_repository(repositoryName=name)
    ecr.put_lifecycle_policy(repositoryName=name, lifecyclePolicyText=policy(rule(1, UNTAGGED)))
    for number, tag in enumerate(["latest", "latest", "latest", "latest"]):
        Image(tmp_path / str(number), str(number)).push(today, f"{name}:{tag}")
    assert len(ecr.describe_images(repositoryName=name)["imageDetails"]) == 4
    today.stop()

    tomorrow = RunningHost(folder, days=1.01)
    left = tomorrow.client("ecr").describe_images(repositoryName=name)["imageDetails"]
    assert [each.get("imageTags") for each in left if each.get("imageTags")] == [["latest"]]
    assert len(left) == 2
    tomorrow.stop()

    day_after = RunningHost(folder, days=2.02)
    assert day_after.client("ecr").describe_images(repositoryName=name)["imageDetails"] == left
    day_after.stop()


def test_image_of_a_list_stays_as_long_as_the_list(folder, tmp_path):
    name = "labs/listed"
    today = RunningHost(folder)
    ecr = today.client("ecr")
    ecr.create_repository(repositoryName=name)
    image = Image(tmp_path / "image", "listed")
    image.push(today, f"{name}:one")
    entry = {"mediaType": image.kind, "digest": image.digest, "size": len(image.manifest)}
    kind = "application/vnd.oci.image.index.v1+json"
    listed = {"schemaVersion": 2, "mediaType": kind, "manifests": [entry]}
    ecr.put_image(repositoryName=name, imageManifest=json.dumps(listed), imageTag="list")
    old = {"tagStatus": "tagged", "tagPrefixList": ["one"], "countType": "sinceImagePushed",
           "countUnit": "days", "countNumber": 1}  # fmt: skip
    ecr.put_lifecycle_policy(repositoryName=name, lifecyclePolicyText=policy(rule(1, old)))
    today.stop()

    later = RunningHost(folder, days=3)
    ecr = later.client("ecr")
    assert len(ecr.describe_images(repositoryName=name)["imageDetails"]) == 2
    ecr.batch_delete_image(repositoryName=name, imageIds=[{"imageTag": "list"}])
    later.stop()

    last = RunningHost(folder, days=5)
    assert last.client("ecr").describe_images(repositoryName=name)["imageDetails"] == []
    last.stop()


def test_preview_needs_a_policy(ecr):
    ecr.create_repository(repositoryName="labs/bare")
    with pytest.raises(ClientError, match=r"\(LifecyclePolicyNotFoundException\)"):
        ecr.start_lifecycle_policy_preview(repositoryName="labs/bare")
    with pytest.raises(ClientError, match=r"\(LifecyclePolicyPreviewNotFoundException\)"):
        ecr.get_lifecycle_policy_preview(repositoryName="labs/bare")


PULL = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
}


def document(statement: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def test_policy_of_a_repository_names_who_may_pull(ecr):
    ecr.create_repository(repositoryName="labs/shared")
    ecr.set_repository_policy(repositoryName="labs/shared", policyText=document(PULL))
    found = ecr.get_repository_policy(repositoryName="labs/shared")["policyText"]
    assert json.loads(found)["Statement"] == [PULL]


@pytest.mark.parametrize(
    "text",
    [
        "{no json",
        document(without(PULL, "Principal")),
        document(without(PULL, "Action")),
        document({**PULL, "Action": "s3:GetObject"}),
        document({"Effect": "Deny", "Principal": "*", "Action": "ecr:*"}),
    ],
)
def test_policy_of_a_repository_that_is_none_is_refused(ecr, text):
    name = f"labs/refused-policy-{abs(hash(text)) % 10**6}"
    ecr.create_repository(repositoryName=name)
    with pytest.raises(ClientError, match="Invalid repository policy provided"):
        ecr.set_repository_policy(repositoryName=name, policyText=text)
    with pytest.raises(ClientError, match=r"\(RepositoryPolicyNotFoundException\)"):
        ecr.get_repository_policy(repositoryName=name)


def test_policy_that_locks_everybody_out_has_to_be_meant(ecr):
    ecr.create_repository(repositoryName="labs/closed")
    closed = document({"Effect": "Deny", "Principal": "*", "Action": "ecr:*"})
    ecr.set_repository_policy(repositoryName="labs/closed", policyText=closed, force=True)
    assert ecr.get_repository_policy(repositoryName="labs/closed")["policyText"] == closed
