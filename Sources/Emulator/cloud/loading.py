"""Loading moto quickly: 0.7 s rather than 1.7 s for what week 6 uses."""

import functools
import gc


def quicken() -> None:
    """Call it before moto is imported.

    moto makes a botocore session for each service, and each reads the same large files again
    (endpoints.json alone: 65 ms, four times). They are read once here; nobody changes them. The
    collector would look through all of it again and again while it grows.
    """
    gc.disable()

    from botocore.loaders import JSONFileLoader

    read = JSONFileLoader.load_file
    known: dict[str, object] = {}

    def load_file(self: JSONFileLoader, file_path: str) -> object:
        if file_path not in known:
            known[file_path] = read(self, file_path)
        return known[file_path]

    JSONFileLoader.load_file = load_file


def remember() -> None:
    """Call it when moto is imported: what it finds out anew for each call, though it never changes.

    The list of its services (it looks through its folder: 180 calls to the system) and the names
    of a class's methods. Each call takes half the time.
    """
    from moto import backends
    from moto.core import responses

    services = list(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: services
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)


def settle() -> None:
    """Call it when everything is loaded: what is there now is never looked through again."""
    gc.freeze()
    gc.enable()
