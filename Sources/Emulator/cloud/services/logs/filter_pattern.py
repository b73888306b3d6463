"""The filter patterns of CloudWatch Logs: words, and conditions on JSON.

Known are words and quoted phrases, which all have to be there, `-word`, which must not, `?word`, of
which one is enough, and `{ $.a.b = "text*" && ($.c > 3 || $.d NOT EXISTS) }`. Patterns in square
brackets, for columns, are not: they are refused as unknown
(https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
"""

import json
import operator
import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

Test = Callable[[str], bool]
TOKEN = re.compile(
    r"""\s*(?:(?P<selector>\$(?:\.[\w-]+|\[\d+\])+)|(?P<mark>&&|\|\||!=|<=|>=|[()=<>])
    |(?P<phrase>"[^"]*")|(?P<word>[^\s()=<>&|!"]+))""",
    re.VERBOSE,
)
WORDS = re.compile(r'\s*([-?]?)("[^"]*"|[\w*.:/@#$+-]+)')
NUMBERS = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
MISSING = object()


class Invalid(Exception):
    """The text is no filter pattern."""


def compiled(text: str) -> Test:
    """Raises Invalid, and NotImplementedError for a pattern of columns."""
    text = text.strip()
    if text.startswith("["):
        raise NotImplementedError
    if text.startswith("{"):
        if not text.endswith("}"):
            raise Invalid
        return of_json(Reader(text[1:-1]).whole())
    return of_words(text)


def of_words(text: str) -> Test:
    found = list(WORDS.finditer(text))
    if "".join(each[0] for each in found).strip() != text:
        raise Invalid
    terms = [(each[1], each[2].strip('"')) for each in found]
    needed = [term for sign, term in terms if not sign]
    unwanted = [term for sign, term in terms if sign == "-"]
    optional = [term for sign, term in terms if sign == "?"]

    def test(message: str) -> bool:
        one = needed or not optional or any(term in message for term in optional)
        rest = all(term in message for term in needed)
        return bool(one) and rest and not any(term in message for term in unwanted)

    return test


def of_json(condition: Callable[[Any], bool]) -> Test:
    def test(message: str) -> bool:
        try:
            return condition(json.loads(message))
        except ValueError:
            return False

    return test


class Reader:
    """Reads conditions, where `&&` binds closer than `||`."""

    def __init__(self, text: str):
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while text[place:].strip():
            found = TOKEN.match(text, place)
            if not found:
                raise Invalid
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()

    def whole(self) -> Callable[[Any], bool]:
        condition = self.either()
        if self.tokens:
            raise Invalid
        return condition

    def either(self) -> Callable[[Any], bool]:
        parts = [self.both()]
        while self.takes("||"):
            parts.append(self.both())
        return lambda value: any(part(value) for part in parts)

    def both(self) -> Callable[[Any], bool]:
        parts = [self.single()]
        while self.takes("&&"):
            parts.append(self.single())
        return lambda value: all(part(value) for part in parts)

    def single(self) -> Callable[[Any], bool]:
        if self.takes("("):
            inner = self.either()
            if not self.takes(")"):
                raise Invalid
            return inner
        kind, selector = self.next()
        if kind != "selector":
            raise Invalid
        return self.comparison(selector)

    def comparison(self, selector: str) -> Callable[[Any], bool]:
        kind, sign = self.next()
        if kind == "word":
            return state(selector, sign, self.next()[1])
        kind, wanted = self.next()
        if kind not in ("phrase", "word"):
            raise Invalid
        if sign in NUMBERS:
            return compared(selector, NUMBERS[sign], wanted)
        if sign not in ("=", "!="):
            raise Invalid
        return lambda value: equal(chosen(value, selector), wanted.strip('"')) == (sign == "=")

    def takes(self, mark: str) -> bool:
        if self.tokens and self.tokens[0] == ("mark", mark):
            self.tokens.pop(0)
            return True
        return False

    def next(self) -> tuple[str, str]:
        if not self.tokens:
            raise Invalid
        return self.tokens.pop(0)


def state(selector: str, verb: str, what: str) -> Callable[[Any], bool]:
    states = {"NULL": None, "TRUE": True, "FALSE": False}
    if (verb, what) == ("NOT", "EXISTS"):
        return lambda value: chosen(value, selector) is MISSING
    if verb == "IS" and what in states:
        return lambda value: chosen(value, selector) is states[what]
    raise Invalid


def compared(selector: str, compare: Callable, wanted: str) -> Callable[[Any], bool]:
    try:
        number = float(wanted)
    except ValueError:
        raise Invalid from None

    def test(value: Any) -> bool:
        found = chosen(value, selector)
        return isinstance(found, int | float) and compare(found, number)

    return test


def equal(found: Any, wanted: str) -> bool:
    if isinstance(found, bool) or found is None or found is MISSING:
        return False
    if isinstance(found, int | float):
        return re.fullmatch(r"-?\d+(\.\d+)?", wanted) is not None and found == float(wanted)
    return isinstance(found, str) and fnmatchcase(found, re.sub(r"([\[\]?])", r"[\1]", wanted))


def chosen(value: Any, selector: str) -> Any:
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", selector):
        try:
            value = value[name] if name else value[int(index)]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value
