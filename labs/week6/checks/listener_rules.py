"""What a listener does with a request, in words: its rules in their order, and its default."""

import json
from typing import Any

from account import aws

# What a redirect keeps of the visitor's address when nothing else is said.
KEPT = {"Host": "#{host}", "Path": "/#{path}", "Query": "#{query}"}


def by_rules(listener: dict[str, Any]) -> list[str]:
    """Of the rules that do something else than the default."""
    default = says(listener["DefaultActions"])
    found = rules_of(listener)
    return [
        f"{says(each['Actions'])} for {condition(each)}"
        for each in found
        if not each["IsDefault"] and says(each["Actions"]) != default
    ]


def rules_of(listener: dict[str, Any]) -> list[dict[str, Any]]:
    """In the order in which they are tried."""
    found = aws("elbv2", "describe-rules", "--listener-arn", listener["ListenerArn"])["Rules"]
    return sorted(found, key=lambda each: (each["IsDefault"], each["Priority"].zfill(6)))


def condition(rule: dict[str, Any]) -> str:
    if rule["IsDefault"]:
        return "everything else"
    parts = []
    for each in rule["Conditions"]:
        values = each.get("Values") or each.get("HostHeaderConfig", {}).get("Values")
        field = {"host-header": "host"}.get(each["Field"], each["Field"])
        if field == "host":
            values = [each.lower() for each in values]
        parts.append(f"{field} {' or '.join(sorted(values)) if values else json.dumps(each)}")
    return " and ".join(sorted(parts))


def says(actions: list[dict[str, Any]]) -> str:
    """What an action does, in words."""
    action = max(actions, key=lambda each: each.get("Order", 0))
    if action["Type"] == "redirect":
        given = action["RedirectConfig"]
        changed = [f"{k} {given[k]}" for k, usual in KEPT.items() if given.get(k, usual) != usual]
        where = f"{given.get('Protocol')} on {given.get('Port')} with {given['StatusCode']}"
        return " and ".join([f"redirect to {where}", *changed])
    if action["Type"] == "fixed-response":
        return f"answer {action['FixedResponseConfig']['StatusCode']}"
    if action["Type"] == "forward":
        several = action.get("ForwardConfig", {}).get("TargetGroups") or [action]
        names = [each["TargetGroupArn"].split(":targetgroup/")[1].split("/")[0] for each in several]
        return f"forward to {' and '.join(sorted(names))}"
    return action["Type"]
