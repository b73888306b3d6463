"""What a call in a REST protocol is called, by AWS's own models."""

import functools
import re
from typing import NamedTuple
from urllib.parse import parse_qs

import botocore.session
from botocore.exceptions import UnknownServiceError

from ...call import Call


class Route(NamedTuple):
    operation: str
    method: str
    path: re.Pattern
    #: The names in the query that tell it from another of the same path.
    query: frozenset[str]
    #: Whether it is about an object of S3 rather than a bucket.
    of_object: bool


def named(call: Call) -> Route | None:
    """The operation that a REST call means."""
    path, query = call.variables["PATH_INFO"], call.variables.get("QUERY_STRING", "")
    given = set(parse_qs(query, keep_blank_values=True))
    fitting = [
        route
        for route in routes(call.service)
        if route.method == call.variables["REQUEST_METHOD"]
        and route.path.fullmatch(path)
        and route.query <= given
    ]
    return max(fitting, key=lambda route: len(route.query), default=None)


@functools.cache
def routes(service: str) -> list[Route]:
    try:
        model = botocore.session.Session().get_service_model(service)
    except UnknownServiceError:
        return []
    found = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        # The bucket's name is in the path here, not in the host's.
        if service == "s3" and not path.startswith("/{Bucket}"):
            path = f"/{{Bucket}}{path}"
        pieces = re.split(r"(\{[^}]+\})", path.rstrip("/"))
        pattern = "".join(part_of_path(piece) for piece in pieces)
        names = frozenset(each.split("=")[0] for each in query.split("&") if each)
        found.append(
            Route(name, http["method"], re.compile(f"{pattern}/?"), names, "{Key+}" in path)
        )
    return found


def part_of_path(piece: str) -> str:
    if not piece.startswith("{"):
        return re.escape(piece)
    return ".+" if piece.endswith("+}") else "[^/]+"
