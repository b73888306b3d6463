"""The caller's own aliases (`~/.aws/cli/alias`): on an emulated account they are left out."""

import os


def leave_out_if_emulated() -> None:
    """For this process, before the CLI's driver is made; on a real account they are the caller's
    own settings, as a profile is."""
    if os.environ.get("LABS_TARGET") == "emulated":
        from awscli.alias import AliasLoader

        # A file that is not there has no aliases in it.
        AliasLoader.__init__.__defaults__ = ("",)
