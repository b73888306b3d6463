"""A session with all of the CLI's handlers registered, made before the fork.

Registering some 400 handlers is the same work for every call, unless the call's configuration
names plugins: then the session is made as the CLI makes it. The session reads the environment
and the configuration when it is asked for something, which is in the worker.
"""

from collections.abc import Callable


def prepare() -> None:
    import botocore.session
    from awscli import EnvironmentVariables, clidriver

    make_session: Callable = botocore.session.Session
    load_plugins: Callable = clidriver.load_plugins
    prepared = make_session(EnvironmentVariables)
    emitter = prepared.get_component("event_emitter")
    load_plugins({}, event_hooks=emitter)

    def session(*arguments, **options):
        """Stands in for `Session` once, for the one that the CLI makes first."""
        botocore.session.Session = make_session
        try:
            plugins = prepared.full_config.get("plugins")
        except Exception:  # noqa: BLE001 The session that is made instead will say it.
            plugins = True
        return make_session(*arguments, **options) if plugins else prepared

    def load(plugins, event_hooks=None, **options):
        if event_hooks is emitter:
            return event_hooks
        return load_plugins(plugins, event_hooks=event_hooks, **options)

    botocore.session.Session = session
    clidriver.load_plugins = load
