"""``python -m tests.servers COMMAND…``: runs a command on the PostgreSQL of DATABASE_URL, or else on one of its own."""

import os
import sys

from tests.servers import hand_over

command = sys.argv[1:]
if not command:
    raise SystemExit(__doc__)
if os.environ.get("DATABASE_URL"):
    os.execvp(command[0], command)
hand_over(command, variable="DATABASE_URL", server="postgres")
