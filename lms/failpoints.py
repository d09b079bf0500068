"""Named points at which the tests of faults kill the process, to see that nothing is lost or done twice.

``FAILPOINT=mail.sent`` in the environment of a process makes ``failpoint("mail.sent")`` end it at once with SIGKILL,
as a power cut would. Without the variable, a call costs one comparison. Each point stands between two steps that could
come apart: a commit, a task handed over, a file written, a receiver's answer, and our note of it.
"""

import os
import signal

_ARMED = os.environ.get("FAILPOINT")


def failpoint(name: str) -> None:
    if name == _ARMED:
        os.kill(os.getpid(), signal.SIGKILL)
