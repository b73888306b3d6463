"""Changing operations that no kind knows: whether one makes something, and what seems to name it.

What is not known to make nothing is taken to make something: better one line too many in the
ledger than a bill that nobody has foreseen.
"""

import re
from typing import Any

#: They change, move or take away what is there, or hand something over.
MAKES_NOTHING = re.compile(
    "(Abort|Accept|Acknowledge|Add|Admin|Associate|Assume|Attach|Authorize|Batch|Cancel|Change"
    "|Complete|Confirm|Deactivate|Decrypt|Delete|Deregister|Detach|Disable|Disassociate|Encrypt"
    "|Exchange|Generate|Initiate|Invoke|Modify|Publish|Reboot|Receive|Refresh|Reject|Release"
    "|Remove|Rename|ReEncrypt|Replace|Reset|Resume|Retry|Revoke|Rotate|Schedule|Send|Set|Sign"
    "|Stop|Submit|Suspend|Tag|Terminate|Unsubscribe|Untag|Update|Upload|Validate|Verify"
    "|Withdraw)(?![a-z])"
    "|CreateTags$|EnableAlarmActions$|EnableKey|EnablePolicyType$|EnableRule$|ExecuteCommand$"
    "|RegisterTargets$|RestoreSecret$|Start(Config|ImageScan$|LifecyclePolicyPreview$|Logging$|Session$)"
    "|Put(AccountSetting|Attributes|Bucket|ClusterCapacityProviders|Event|Image|InsightSelectors"
    "|Item|KeyPolicy|Lifecycle|LogEvents|MetricData|Object.|PublicAccessBlock|Record|Registry"
    "|ResourcePolicy|RetentionPolicy|RolePermissionsBoundary|SecretValue|Targets|TraceSegments)"
)

TAKES_AWAY = re.compile("(?:Delete|Deregister|Release|Terminate|Unsubscribe)([A-Z].*)")

#: Members whose name ends like this name or identify, unless they hold a key.
NAMING = re.compile("(Arn|ARN|Id|ID|Identifier|Name)$")
SECRET = re.compile("AccessKey|Password|SecretAccess|Token")

#: Longer ones are no names.
LONGEST = 512


def makes_something(operation: str) -> bool:
    return not MAKES_NOTHING.match(operation)


def taken_away(service: str, operation: str) -> str | None:
    """The key of the kind that the operation takes away; see ``key``."""
    match = TAKES_AWAY.fullmatch(operation)
    return match and f"{service}/{match[1]}"


def key(service: str, operation: str) -> str:
    """`sns/Topic` for CreateTopic."""
    return f"{service}/{re.sub('^[A-Z][a-z]+', '', operation) or operation}"


def identifiers(request: dict[str, Any], listed: dict[str, Any]) -> list[dict[str, str]]:
    """What seems to name each thing that a call is about: one, or those of the longest list."""
    shared = names(request) | names(listed)
    several = max((elements(name, value) for name, value in listed.items()), key=len, default=[])
    return [shared | each for each in several] or [shared]


def names(value: dict[str, Any] | None) -> dict[str, str]:
    """The members that seem to name something, of an object and of those directly in it."""
    result: dict[str, str] = {}
    for name, member in (value or {}).items():
        if name == "ResponseMetadata":
            continue
        pairs = member.items() if isinstance(member, dict) else [(name, member)]
        result |= {each: text for each, text in pairs if is_name(each, text)}
    return result


def elements(name: str, value: Any) -> list[dict[str, str]]:
    """Of a list of objects, or of names: `InstanceIds` holds one `InstanceId` each."""
    if not isinstance(value, list):
        return []
    singular = name.removesuffix("s")
    each = [names(one if isinstance(one, dict) else {singular: one}) for one in value]
    return [one for one in each if one]


def is_name(member: str, value: Any) -> bool:
    return bool(
        isinstance(value, str)
        and 0 < len(value) <= LONGEST
        and NAMING.search(member)
        and not SECRET.search(member)
    )
