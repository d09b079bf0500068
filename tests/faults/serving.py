"""``python -m tests.faults.serving PORT``: a site that is killed and started again at once, as often as it is told to.

The program is loaded once. Each line that it reads is the name of a failpoint, or empty: when the process before
is dead, it forks one that serves the site and dies there. It answers with the process's number, once that one listens.
"""

import os
import sys
from wsgiref.types import WSGIApplication

import django

django.setup()

# Only now: what follows needs the program to be loaded.
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application  # noqa: E402
from django.db import connections  # noqa: E402

from lms import failpoints  # noqa: E402


class QuietHandler(WSGIRequestHandler):
    """Says nothing about what was asked."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


def main(port: int) -> None:
    application = get_internal_wsgi_application()
    pid = 0
    for line in sys.stdin:
        if pid:
            # Only once it is quite dead is its address free.
            os.waitpid(pid, 0)
        connections.close_all()
        ready, told = os.pipe()
        pid = os.fork()
        if pid == 0:
            failpoints._ARMED = line.strip() or None
            _serve(port, application, told)
        os.close(told)
        os.read(ready, 1)
        os.close(ready)
        print(pid, flush=True)


def _serve(port: int, application: WSGIApplication, told: int) -> None:
    server = ThreadedWSGIServer(("127.0.0.1", port), QuietHandler)
    server.set_app(application)
    os.write(told, b".")
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
