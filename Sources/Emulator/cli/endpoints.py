"""Where an endpoint is set, every call goes there.

For a few services (sqs, emr, rds, docdb, neptune and health) the CLI itself gives `--endpoint-url`,
a legacy host name of AWS, and that goes before AWS_ENDPOINT_URL: a call that was meant for an
emulated account would leave this machine.
"""

import os


def keep_to_the_set_one() -> None:
    """For this process, before the CLI's driver is made."""
    if os.environ.get("AWS_ENDPOINT_URL"):
        from awscli.customizations import overridesslcommonname

        overridesslcommonname.SSL_COMMON_NAMES.clear()
