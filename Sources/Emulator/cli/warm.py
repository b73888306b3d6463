"""Everything of the AWS CLI that is the same for every call, done once before the fork.

Nothing here changes what the CLI does: files of the installed package are read and listed
ahead of time, and one question about functions is answered from their code. What depends on
the environment or on the student's own files is left to the call. When `--debug` is on, the
CLI's own functions run, so that it logs what the plain CLI logs.
"""

import functools
import gc
import importlib
import inspect
import os
import ssl
from collections.abc import Callable, Iterator

from cli.guard import words
from cli.session import prepare

#: Those that labs use, the most used first. The models of others are read when asked for.
SERVICES = words(
    "logs ecs ecr iam ssm sts s3 elbv2 ec2 acm route53 servicediscovery secretsmanager "
    "cloudtrail config kms cloudwatch lambda dynamodb cloudformation application-autoscaling"
)

MODELS = ("service-2", "paginators-1", "waiters-2", "endpoint-rule-set-1")


def warm() -> None:
    """Imports the CLI and prepares what needs no model. Takes about a quarter of a second.

    The host never collects garbage: that would visit, and so copy, what its workers share.
    """
    gc.disable()
    importlib.import_module("awscli.clidriver")
    importlib.import_module("awscli.handlers")
    answer_from_code()
    remember_listings()
    remember_event_names()
    prepare()
    # The first context makes OpenSSL read its configuration and fetch its algorithms.
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    gc.freeze()


def installed_folders() -> list[str]:
    """The CLI's own data folders, which do not change while the host lives."""
    import awscli
    from botocore.loaders import Loader

    return [
        os.path.join(os.path.dirname(os.path.abspath(awscli.__file__)), "data"),
        Loader.BUILTIN_DATA_PATH,
    ]


def answer_from_code() -> None:
    """`accepts_kwargs` builds a signature for each of some 700 handlers; their code knows."""
    from botocore import hooks

    original = hooks.accepts_kwargs

    def accepts_kwargs(function: Callable) -> str | None:
        plain = getattr(function, "__func__", function)
        if not inspect.isfunction(plain) or hasattr(plain, "__signature__"):
            return original(function)
        code = plain.__code__
        if not code.co_flags & inspect.CO_VARKEYWORDS:
            return None
        positional = bool(code.co_flags & inspect.CO_VARARGS)
        return code.co_varnames[code.co_argcount + code.co_kwonlyargcount + positional]

    hooks.accepts_kwargs = accepts_kwargs


def remember_listings() -> None:
    """Finding the services lists two thousand folders; those of the package stay as they are."""
    from botocore.loaders import Loader

    original = Loader.list_available_services
    installed = installed_folders()

    def listing(folders: tuple[str, ...], type_name: str) -> list[str]:
        loader = Loader(list(folders), include_default_search_paths=False)
        return original(loader, type_name)

    remembered = functools.cache(listing)

    def list_available_services(self: Loader, type_name: str) -> list[str]:
        key = ("list_available_services", type_name)
        if key not in self._cache:
            own = tuple(path for path in self.search_paths if path not in installed)
            rest = tuple(path for path in self.search_paths if path in installed)
            self._cache[key] = sorted({*listing(own, type_name), *remembered(rest, type_name)})
        return self._cache[key]

    Loader.list_available_services = list_available_services
    for type_name in MODELS:
        list_available_services(Loader([installed[0]]), type_name)


def remember_event_names() -> None:
    """Each emitter translates the same names of events again, by the same fixed table."""
    from botocore import hooks

    original = hooks.EventAliaser._alias_event_name
    remembered: dict[str, str] = {}

    def alias_event_name(self: hooks.EventAliaser, name: str) -> str:
        if hooks.logger.isEnabledFor(10):
            return original(self, name)
        if name not in remembered:
            remembered[name] = original(self, name)
        self._alias_name_cache[name] = remembered[name]
        return remembered[name]

    hooks.EventAliaser._alias_event_name = alias_event_name


def read_models() -> Iterator[None]:
    """Parses the JSON that calls will ask for, a file for each step, and the ledger's table.

    Each file is given out once per process and read again after that, so that nobody sees what
    another reader did to it.
    """
    from botocore import loaders

    files = loaders.JSONFileLoader
    original = files._load_file
    parsed: dict[str, object] = {}

    def load_file(self: files, path: str, opener: Callable) -> object:
        if path not in parsed or loaders.logger.isEnabledFor(10):
            return original(self, path, opener)
        return parsed.pop(path)

    files._load_file = load_file
    importlib.import_module("cli.ledger.call").kinds("", "")
    yield
    for path in model_paths():
        parsed[path] = original(files(), path, loaders._JSON_OPEN_METHODS[".json"])
        yield
    gc.freeze()


def model_paths() -> Iterator[str]:
    """The files for ``SERVICES`` in that order, after those that every call reads."""
    from botocore.loaders import Loader

    cli, botocore = installed_folders()
    loader = Loader([cli])
    yield os.path.join(cli, "cli.json")
    for name in ("endpoints", "partitions", "sdk-default-configuration", "_retry"):
        yield os.path.join(botocore, f"{name}.json")
    for service in SERVICES:
        for model in MODELS:
            if service in loader.list_available_services(model):
                version = loader.determine_latest_version(service, model)
                yield os.path.join(botocore, service, version, f"{model}.json")
