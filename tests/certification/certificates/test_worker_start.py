"""A real worker with production's settings: it issues with keys, or it doesn't start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from certification.certificates import keys
from lms.settings.environment import Environment
from tests.lms.settings.test_production import GOOD, folders
from tests.processes import PROJECT

pytestmark = pytest.mark.worker
# Nobody listens there: a worker that starts gets as far as asking, and says so.
NOBODY = "redis://localhost:1/0"


@pytest.fixture
def house(settings: Settings, tmp_path: Path) -> Path:
    settings.ISSUER_KEYS_DIR = tmp_path
    return tmp_path


def started(house: Path, queues: str) -> tuple[int | None, str]:
    """How a worker ended and what it said; ``None``: it started."""
    outside = {name: value for name, value in os.environ.items() if name not in Environment.model_fields}
    inside = {**GOOD, **folders(house), "BROKER_URL": NOBODY, "DJANGO_SETTINGS_MODULE": "lms.settings.production"}
    said = []
    with subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "lms", "worker", "--pool", "solo", "-l", "WARNING", "-Q", queues],
        cwd=PROJECT,
        env=outside | inside,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as worker:
        assert worker.stdout
        for line in worker.stdout:
            said.append(line)
            if "Cannot connect to" in line:
                worker.kill()
                return None, "".join(said)
    return worker.returncode, "".join(said)


def test_without_keys_a_worker_that_would_issue_says_what_is_missing_and_ends(house: Path) -> None:
    code, said = started(house, "default,mail,certificates")

    assert (code, "nothing to sign them with" in said, "Traceback" in said) == (1, True, False)


def test_with_keys_it_starts(house: Path) -> None:
    keys.make()

    assert started(house, "certificates")[0] is None
