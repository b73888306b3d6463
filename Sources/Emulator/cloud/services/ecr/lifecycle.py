"""Amazon ECR's lifecycle policies: what is one.

- Each rule of a policy has a priority of its own, and a policy has at most fifty
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- A rule for tagged images names tags by prefixes or by patterns, not by both, and no other does; a
  pattern has at most four wildcards (same page).
- One rule at most is for untagged images, and the one for any image has the lowest priority, which
  is the highest number (same page).
- sinceImagePushed counts days and says so in countUnit; imageCountMoreThan has none (same page).

What counts from the last pull, or moves images to the archive, is refused: neither is emulated.

Ours: prefixes and patterns together, either of them where the status is not tagged.
"""

from collections.abc import Iterator
from typing import Any

from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.policy_validation import EcrLifecyclePolicyValidator

from ...replacing import replace

MOST = 50
MOST_WILDCARDS = 4
Rule = dict[str, Any]


def correct() -> None:
    @replace(EcrLifecyclePolicyValidator, "validate")
    def validate(moto, validator) -> None:
        moto(validator)
        for problem in problems(validator._rules):
            raise InvalidParameterException(
                f"{validator.INVALID_PARAMETER_ERROR_MESSAGE}{problem}'"
            )


def problems(rules: list[Rule]) -> Iterator[str]:
    if len(rules) > MOST:
        yield (
            f"array is too long: must have at most {MOST} elements but instance has {len(rules)} "
            "elements"
        )
    priorities = [rule["rulePriority"] for rule in rules]
    if len(set(priorities)) < len(priorities):
        yield "Duplicate priority in multiple rules"
    if [rule["selection"]["tagStatus"] for rule in rules].count("untagged") > 1:
        yield "Only one rule can select Untagged images per storage class."
    for rule in rules:
        yield from of_selection(rule["selection"])
        if rule["selection"]["tagStatus"] == "any" and rule["rulePriority"] < max(priorities):
            yield "Rule for tagStatus=ANY must have the lowest priority per storage class"


def of_selection(selection: dict[str, Any]) -> Iterator[str]:
    named = [name for name in ("tagPrefixList", "tagPatternList") if selection.get(name)]
    if selection["tagStatus"] == "tagged" and not named:
        yield "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED."
    if selection["tagStatus"] == "tagged" and len(named) > 1:
        yield "tagPrefixList and tagPatternList are not taken together."
    if selection["tagStatus"] != "tagged" and named:
        yield f"tagStatus {selection['tagStatus']} takes no {named[0]}."
    if any(each.count("*") > MOST_WILDCARDS for each in selection.get("tagPatternList") or []):
        yield f"Invalid tag pattern provided. Total number of * must not exceed {MOST_WILDCARDS}"
    if (selection["countType"] == "sinceImagePushed") != bool(selection.get("countUnit")):
        yield "instance failed to match exactly one schema (matched 0 out of 4)"
