"""`python -m cloud --state FOLDER --registry PROGRAM [--lifetime withThisProcess|untilStopped]`"""

import argparse
import os
import sys
import traceback

from .folder import StateFolder
from .host import Host
from .record import HELD, KEPT


def main() -> int:
    parser = argparse.ArgumentParser(prog="cloud", description="The emulated cloud of Labs.")
    parser.add_argument("--state", required=True, help="the folder whose state is served")
    parser.add_argument("--registry", required=True, help="the docker-registry program")
    parser.add_argument(
        "--lifetime",
        choices=[HELD, KEPT],
        default=HELD,
        help="until standard input ends and nobody else holds it, or until it is stopped",
    )
    given = parser.parse_args()
    # Whatever the starter had open is not the host's to keep open.
    os.closerange(3, 256)
    # The state folder becomes the current one.
    registry = os.path.abspath(given.registry)
    if not os.access(registry, os.X_OK):
        print(f"There is no registry program at {registry}.", file=sys.stderr)
        return 1
    try:
        return Host(StateFolder(given.state), registry, given.lifetime).run()
    except (OSError, ChildProcessError) as failure:
        traceback.print_exc()
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
