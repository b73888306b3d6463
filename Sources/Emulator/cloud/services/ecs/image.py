"""The name of an image, as a task definition gives it."""

import re
from typing import NamedTuple

from ...settings import ACCOUNT, LOOPBACK

#: `[registry/]path[:tag][@digest]`; a registry has a dot, a port or is localhost.
FORM = re.compile(
    r"(?:(?P<registry>(?:[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+|localhost|[a-zA-Z0-9-]+(?=:\d))(?::\d+)?)/)?"
    r"(?P<path>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
    r"(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
PRIVATE = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?"
)


class Reference(NamedTuple):
    #: None for Docker Hub's own names.
    registry: str | None
    path: str
    tag: str | None
    digest: str | None

    @classmethod
    def read(cls, image: str) -> "Reference | None":
        """None for what names no image."""
        found = FORM.fullmatch(image)
        return cls(**found.groupdict()) if found else None

    @property
    def emulated(self) -> bool:
        """The emulated ECR says in `repositoryUri` where its registry can be reached from here."""
        return bool(self.registry) and self.registry.split(":")[0] in (LOOPBACK, "localhost")

    @property
    def private(self) -> bool:
        return self.emulated or bool(PRIVATE.fullmatch(self.registry or ""))

    @property
    def account(self) -> str:
        found = PRIVATE.fullmatch(self.registry or "")
        return found["account"] if found else ACCOUNT

    @property
    def region(self) -> str | None:
        """Where a private image is kept; None where the name does not tell."""
        found = PRIVATE.fullmatch(self.registry or "")
        return found["region"] if found else None
