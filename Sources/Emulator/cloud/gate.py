"""Who may talk to the emulator: programs on this machine, not pages in its browser."""

from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine: other names may be DNS rebinding."""
    name = urlsplit(f"//{host}").hostname or ""
    return name in ("127.0.0.1", "localhost", "::1") or name.endswith(".localhost")


def objection(host: str, origin: str | None) -> str | None:
    """Why a request is refused, or None. Web pages send an Origin; AWS clients do not."""
    if not is_loopback(host):
        return f"The emulated cloud answers to 127.0.0.1, not to {host!r}."
    if origin and (origin == "null" or not is_loopback(urlsplit(origin).netloc)):
        return f"The emulated cloud does not answer web pages ({origin})."
    return None
