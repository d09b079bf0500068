"""Applications of the time before rounds: each state, vote and next step is kept, and everybody's roles are known."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.certification.review.earlier import EARLIER, EVIDENCE
from tests.processes import PROJECT


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What stands in such a database after the update."""
    place: Path = tmp_path_factory.mktemp("earlier")
    told = subprocess.run(
        [sys.executable, "-m", "tests.certification.review.earlier"],
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test", "DATABASE_URL": "", "VAR_DIR": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return dict(json.loads(told.stdout))


def test_every_vote_is_kept_in_its_round(found: dict[str, Any]) -> None:
    assert found["votes"] == {
        state: [[of, decision, "I saw it."] for of, decision, _ask in votes] for state, (_, votes) in EARLIER.items()
    }


def test_every_round_is_a_row_with_what_it_came_to(found: dict[str, Any]) -> None:
    assert {state: [row[1] for row in rows] for state, rows in found["rounds"].items()} == {
        "in_review": ["not_yet", ""],
        "changes_requested": ["not_yet"],
        "approved": ["approved"],
        "withdrawn": ["not_yet", "not_yet", "withdrawn"],
    }
    kept = {(needed, seats, digest) for rows in found["rounds"].values() for _, _, needed, seats, _, digest in rows}
    assert kept == {(2, 2, "ef" * 32)}
    assert all(row[4] == EVIDENCE for rows in found["rounds"].values() for row in rows)


def test_every_next_step_is_kept_and_those_that_were_told_have_their_place(found: dict[str, Any]) -> None:
    assert found["asks"] == {
        "in_review": [[1, "Lead one more.", 1]],
        "changes_requested": [[1, "Pause after a question.", 1], [1, "Name the time left.", 2]],
        "approved": [],
        "withdrawn": [[1, "Read.", 1], [2, "Listen.", 1]],
    }


def test_whoever_voted_has_had_a_seat(found: dict[str, Any]) -> None:
    assert {state: len(rows) for state, rows in found["seats"].items()} == {
        state: len(votes) for state, (_, votes) in EARLIER.items()
    }


def test_whoever_had_a_role_is_taken_to_have_had_it_since_they_joined(found: dict[str, Any]) -> None:
    assert [(role, since) for _, role, since in found["roles"]] == [("core_group", "2026-10-01 15:00:00+00:00")] * 2
