"""What one call creates and takes away, by the table of kinds."""

import uuid
from typing import Any

from cli.ledger import generic, recorder
from cli.ledger.kind import Kind, identifiers
from cli.ledger.kinds import expression, kinds

#: The service was not reached, or the request was not even made.
NOT_SENT = (
    "ConnectTimeoutError",
    "EndpointConnectionError",
    "NoCredentialsError",
    "NoRegionError",
    "ParamValidationError",
    "PartialCredentialsError",
)


class LedgerCall:
    def __init__(self, service: str, operation: str, request: dict[str, Any], region: str) -> None:
        self.service = service
        self.operation = operation
        self.request = request
        self.region = region
        self.id = uuid.uuid4().hex
        self.kinds = kinds(service, operation)

    def intended(self) -> list[dict[str, Any]]:
        """What it will create, as far as the request tells; empty when that is nothing."""
        if self.is_unknown:
            return [self.unknown(generic.names(self.request))]
        return [
            resource
            for kind in self.kinds
            if (expression := self.creating(kind))
            for resource in self.expected(kind, expression)
        ]

    def created(self, response: dict[str, Any]) -> list[dict[str, Any]]:
        if self.is_unknown:
            found = generic.identifiers(self.request, response)
            return [self.unknown(identifier) for identifier in found]
        return self.resources("creates", response)

    def gone(self, response: dict[str, Any]) -> list[dict[str, Any]]:
        if self.kinds:
            return self.resources("deletes", response)
        if key := generic.taken_away(self.service, self.operation):
            found = generic.identifiers({}, self.request)
            return [{"kind": key, "identifier": each, "region": self.region} for each in found]
        return []

    def certainly_failed(self, error: Exception) -> bool:
        """Whether nothing was created. A server that broke may have done it all the same."""
        answer = getattr(error, "response", None)
        if isinstance(answer, dict):
            status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
            return status < 500
        return any(base.__name__ in NOT_SENT for base in type(error).__mro__)

    def line(
        self, event: str, resources: list[dict[str, Any]], response: Any = None
    ) -> dict[str, Any]:
        return {
            "event": event,
            "call": self.id,
            "service": self.service,
            "operation": self.operation,
            **recorder.context(response),
            "resources": resources,
        }

    @property
    def is_unknown(self) -> bool:
        return not self.kinds and generic.makes_something(self.operation)

    def creating(self, kind: Kind) -> str | None:
        return expression(kind.creates, self.service, self.operation)

    def expected(self, kind: Kind, creating: str) -> list[dict[str, Any]]:
        """By its identifier, or by the names that the request gives what has none yet."""
        root = {"request": self.request, "response": None}
        if found := identifiers(creating, root):
            return [self.resource(kind, each) for each in found]
        if not expression(kind.names, self.service, self.operation):
            # Nothing names it, or this call makes none of this kind.
            makes = kind.service == self.service and "response." in creating
            return [{**self.resource(kind, {}), "isName": True}] if makes else []
        named = identifiers(expression(kind.names, self.service, self.operation), root)
        return [{**self.resource(kind, each), "isName": True} for each in named]

    def resources(self, table: str, response: dict[str, Any]) -> list[dict[str, Any]]:
        root = {"request": self.request, "response": response}
        return [
            self.resource(kind, each)
            for kind in self.kinds
            if (found := expression(getattr(kind, table), self.service, self.operation))
            for each in identifiers(found, root)
        ]

    def resource(self, kind: Kind, identifier: dict[str, str]) -> dict[str, Any]:
        return {
            "kind": kind.key,
            "identifier": identifier,
            "region": None if kind.everywhere else self.region,
            "costs": kind.costs,
        }

    def unknown(self, names: dict[str, str]) -> dict[str, Any]:
        return {
            "kind": generic.key(self.service, self.operation),
            "identifier": names,
            "region": self.region,
            "costs": None,
        }
