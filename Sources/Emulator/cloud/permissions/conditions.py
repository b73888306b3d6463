"""The Condition of a statement, operator by operator.

- All operators and all keys have to hold; of a key's values one is enough, or, where the operator
  is negated, none may match
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
- Without the key in the request an operator fails, a negated one holds, and so does any that ends
  in IfExists; Null asks for just that
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
- ForAllValues holds when every value of the request does, also when there is none; ForAnyValue
  when one does
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
- ArnEquals and ArnLike do the same
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

import base64
import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Any

from .context import Context, listed
from .matching import arn_matches, expanded, glob

ALL, ANY = "ForAllValues:", "ForAnyValue:"
EXISTS = "IfExists"


def satisfied(block: Mapping[str, Mapping[str, Any]], known: Context, variables: bool) -> bool:
    """Whether the request meets the whole Condition; `variables` as the policy's version has it."""
    return all(
        holds(name, known.get(key), listed(wanted), known if variables else None)
        for name, keys in block.items()
        for key, wanted in keys.items()
    )


def is_operator(name: str) -> bool:
    """Whether a Condition may have an operator of this name."""
    bare = name.removeprefix(ALL).removeprefix(ANY).removesuffix(EXISTS)
    return bare == "Null" or bare.replace("Not", "", 1) in COMPARISONS


def holds(name: str, found: list[str], wanted: list[str], variables: Context | None) -> bool:
    quantifier = next((each for each in (ALL, ANY) if name.startswith(each)), "")
    name = name.removeprefix(quantifier)
    optional, name = name.endswith(EXISTS), name.removesuffix(EXISTS)
    if name == "Null":
        return str(not found).lower() in (each.lower() for each in wanted)
    negated = "Not" in name
    if not found:
        return optional or quantifier == ALL or (negated and quantifier != ANY)
    compare = COMPARISONS[name.replace("Not", "")]

    def meets(value: str) -> bool:
        return any(compared(compare, value, each, variables) for each in wanted) != negated

    every = quantifier == ALL or (negated and quantifier != ANY)
    return (all if every else any)(map(meets, found))


def compared(compare: Callable, value: str, wanted: str, variables: Context | None) -> bool:
    """A value that is none of the operator's kind matches nothing."""
    try:
        return compare(value, wanted, variables)
    except ValueError:
        return False


def text(value: str, wanted: str, variables: Context | None) -> bool:
    return value == expanded(wanted, variables)


def text_of_any_case(value: str, wanted: str, variables: Context | None) -> bool:
    filled = expanded(wanted, variables)
    return filled is not None and value.lower() == filled.lower()


def like(value: str, wanted: str, variables: Context | None) -> bool:
    return glob(wanted, value, variables)


def arn(value: str, wanted: str, variables: Context | None) -> bool:
    return arn_matches(wanted, value, variables)


def truth(value: str, wanted: str, variables: Context | None) -> bool:
    return value.lower() == wanted.lower()


def within(value: str, wanted: str, variables: Context | None) -> bool:
    return ip_address(value) in ip_network(wanted, strict=False)


def binary(value: str, wanted: str, variables: Context | None) -> bool:
    return base64.b64decode(value) == base64.b64decode(wanted)


def moment(value: str) -> float:
    """ISO 8601, or seconds since 1970."""
    if value.replace(".", "", 1).isdigit() and "-" not in value and len(value) > 4:
        return float(value)
    read = datetime.fromisoformat(value)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def ordered(kind: Callable[[str], float], order: Callable) -> Callable:
    return lambda value, wanted, variables: order(kind(value), kind(wanted))


ORDERS = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}
COMPARISONS: dict[str, Callable] = {
    "StringEquals": text,
    "StringEqualsIgnoreCase": text_of_any_case,
    "StringLike": like,
    "ArnEquals": arn,
    "ArnLike": arn,
    "Bool": truth,
    "IpAddress": within,
    "BinaryEquals": binary,
    **{f"Numeric{name}": ordered(float, order) for name, order in ORDERS.items()},
    **{f"Date{name}": ordered(moment, order) for name, order in ORDERS.items()},
}
