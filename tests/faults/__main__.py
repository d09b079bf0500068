"""``python -m tests.faults``: loads the program once, then forks a process for each act that it is told of.

Each line that it reads is a list of ``{"act", "args", "failpoint", "killed_after", "broker"}``: so many processes,
let go at the same moment. It answers with how each ended, as ``subprocess`` tells it: 0 for done, -9 for killed, 3 for
refused.
"""

import gc
import json
import logging
import os
import signal
import sys
import time
from typing import Any

import django

django.setup()

# Only now: what follows needs the program to be loaded.
from django.urls import reverse  # noqa: E402

from certification.certificates.rendering import render  # noqa: E402
from lms import failpoints  # noqa: E402
from lms.actions import Refused  # noqa: E402
from lms.celery import app  # noqa: E402
from tests.certification.certificates import samples  # noqa: E402
from tests.faults.acts import ACTS  # noqa: E402

REFUSED = 3
logger = logging.getLogger(__name__)


def main() -> None:
    app.loader.import_default_modules()
    # Fonts, templates and styles are loaded here once, and every address is read, not by each process anew.
    render(samples.snapshot())
    reverse("account_login")
    # What looks for garbage in a process would copy all that it shares with this one.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_all_at_once(json.loads(line))), flush=True)


def _all_at_once(crowd: list[dict[str, Any]]) -> list[int]:
    gate, hand = os.pipe()
    born = [(_fork(gate, hand, wanted), wanted) for wanted in crowd]
    os.close(gate)
    started = time.monotonic()
    os.close(hand)
    return [_end_of(pid, wanted, started) for pid, wanted in born]


def _fork(gate: int, hand: int, wanted: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        os.close(hand)
        os.read(gate, 1)
        # Not a bit of what the parent has to do at its own end.
        os._exit(_live(**wanted))
    return pid


def _live(*, act: str, args: list[int], failpoint: str, broker: str, **_: Any) -> int:
    failpoints._ARMED = failpoint or None
    if broker:
        app.conf.update(broker_url=broker, task_always_eager=False)
    try:
        ACTS[act](*args)
    except Refused:
        return REFUSED
    except Exception:  # the outer edge of a process: told on standard error
        logger.exception("%s%s", act, args)
        return 1
    return 0


def _end_of(pid: int, wanted: dict[str, Any], started: float) -> int:
    after = wanted.get("killed_after")
    if after is not None:
        time.sleep(max(0.0, started + after - time.monotonic()))
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main()
