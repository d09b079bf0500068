"""A real Celery worker on a real broker, killed in the middle of a task: the next one ends right."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from certification.certificates.models import CertificateFile
from lms.mail.models import OutgoingMail
from tests import scenes
from tests.faults.conftest import KILLED, House, Wanted
from tests.processes import PROJECT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker, pytest.mark.postgres]
PATIENCE_SECONDS = 60
WORKER = ["-m", "celery", "-A", "lms", "worker", "--pool", "solo", "-l", "WARNING"]
QUEUES = ["-Q", "default,mail,certificates"]


@contextmanager
def a_worker(house: House, broker: str, *, failpoint: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A worker of one process, as operations start it; it is gone when the block ends."""
    environment = house.environment | {"BROKER_URL": broker, "FAILPOINT": failpoint}
    worker = subprocess.Popen([sys.executable, *WORKER, *QUEUES], cwd=PROJECT, env=environment)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def soon(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.1)
    return happened()


def all_is_sent() -> bool:
    return OutgoingMail.objects.filter(name="certificate_ready", state=OutgoingMail.State.SENT).exists()


def approved(house: House, broker: str, *, failpoint: str = "") -> int:
    """A web process casts the last vote, and hands the printing over."""
    case = scenes.an_application()
    scenes.decide(case, scenes.a_core_member())
    return house.at_once(Wanted("approve", (case.pk, scenes.a_core_member().pk), failpoint, broker=broker))[0]


def test_a_worker_killed_in_a_task_is_followed_by_one_that_is_given_the_task_again(
    house: House, redis_url: str
) -> None:
    assert approved(house, redis_url) == 0
    with a_worker(house, redis_url, failpoint="certificates.stored") as worker:
        assert worker.wait(PATIENCE_SECONDS) == KILLED
    # The sheet and both forms of its badge.
    assert (len(house.files()), CertificateFile.objects.count()) == (3, 0)

    with a_worker(house, redis_url):
        assert soon(all_is_sent)

    house.has_exactly_one_of_everything()
    assert len(house.sent()) == 1


def test_a_web_process_killed_before_it_hands_over_leaves_it_to_the_sweep(house: House, redis_url: str) -> None:
    assert approved(house, redis_url, failpoint="certificates.render.committed") == KILLED

    with a_worker(house, redis_url):
        house.at_once(Wanted("send_sweeps", broker=redis_url))
        assert soon(all_is_sent)

    house.has_exactly_one_of_everything()
