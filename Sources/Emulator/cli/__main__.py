"""The ways in:

    python Sources/Emulator/cli host FOLDER AWS         answer calls until standard input ends
    python Sources/Emulator/cli once AWS ARGUMENTS…     one call, in this process
    python Sources/Emulator/cli ledger remove SECONDS   take away what standard input names

AWS is the path of the plain CLI's script, FOLDER that of a folder to make for the socket.
"""

import os
import sys

# A folder that is run as a program is put first on the path; the package is its parent's.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main() -> None:
    match sys.argv[1:]:
        case ["host", folder, plain]:
            from cli.host import serve

            serve(folder, plain)
        case ["once", plain, *arguments]:
            from cli.once import call

            call(plain, arguments)
        case ["ledger", "remove", patience]:
            from cli.ledger.removal import main as remove

            remove(patience)
        case _:
            sys.exit(__doc__)


main()
