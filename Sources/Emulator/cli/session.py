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
        except Exception:
            # The session that is made instead will say it.
            plugins = True
        if not plugins:
            return prepared
        clidriver.load_plugins = load_plugins
        return make_session(*arguments, **options)

    def load(_, event_hooks):
        """Nothing is left to load into the prepared session."""
        return event_hooks

    botocore.session.Session = session
    clidriver.load_plugins = load
