"""What practice dialogues ask of leads, observers and those who clear them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from courses.practice.rules import (
    Reason,
    decide_clearing,
    decide_finish,
    decide_handing_in,
    decide_pairing,
    decide_proposal,
    decide_reflection,
    decide_saving,
    decide_stage,
)

START = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
AN_HOUR: dict[str, Any] = {"place_open": True, "minutes": 60, "most": 60}
STAGES = ("check_in", "concept", "frame", "breakout", "debrief")


def stage_reasons(
    stage: str, *, begun: tuple[str, ...] = (), lead: bool = True, at: datetime = START
) -> tuple[Reason, ...]:
    return decide_stage(stage, order=STAGES, begun=begun, lead=lead, cleared=True, starts=START, at=at).because


def test_a_dialogue_is_planned_ahead() -> None:
    assert decide_proposal(starts=START, at=START, may_lead=True, **AN_HOUR).because == (Reason.STARTS_IN_THE_PAST,)
    assert not decide_proposal(starts=START, at=START - timedelta(seconds=1), may_lead=True, **AN_HOUR).refused


def test_nobody_leads_before_they_have_taken_part() -> None:
    decision = decide_proposal(starts=START, at=START - timedelta(days=1), may_lead=False, **AN_HOUR)

    assert decision.because == (Reason.CHATS_FIRST,)


def test_nobody_observes_their_own_dialogue() -> None:
    decision = decide_pairing(own=True, related=False, already=False, taken=False, over=False)

    assert decision.because == (Reason.OWN_DIALOGUE,)


def test_a_mentor_manager_or_declared_conflict_does_not_observe() -> None:
    decision = decide_pairing(own=False, related=True, already=False, taken=False, over=False)

    assert decision.because == (Reason.CONFLICT,)


def test_a_plan_is_cleared_by_somebody_else_once_it_has_an_observer() -> None:
    alone = decide_clearing(proposed=True, own=True, observers=0, experience=True)

    assert alone.because == (Reason.OWN_DIALOGUE, Reason.NO_OBSERVER)
    assert not decide_clearing(proposed=True, own=False, observers=1, experience=True).refused


def test_a_first_dialogue_is_led_beside_somebody_experienced() -> None:
    decision = decide_clearing(proposed=True, own=False, observers=1, experience=False)

    assert decision.because == (Reason.NO_EXPERIENCED_LEAD,)


def test_the_five_stages_come_in_their_order() -> None:
    assert stage_reasons("check_in") == ()
    assert stage_reasons("frame", begun=("check_in",)) == (Reason.STAGE_SKIPPED,)
    assert stage_reasons("check_in", begun=("check_in", "concept")) == (Reason.STAGE_PASSED,)


def test_the_room_opens_a_quarter_of_an_hour_before() -> None:
    assert stage_reasons("check_in", at=START - timedelta(minutes=15)) == ()
    assert stage_reasons("check_in", at=START - timedelta(minutes=16)) == (Reason.TOO_EARLY,)


def test_only_the_lead_moves_the_room() -> None:
    assert stage_reasons("check_in", lead=False) == (Reason.NOT_THE_LEAD,)


def test_a_dialogue_ends_after_its_last_stage() -> None:
    assert decide_finish(lead=True, running=True, all_begun=False).because == (Reason.NOT_FINISHED,)
    assert not decide_finish(lead=True, running=True, all_begun=True).refused


def test_what_is_handed_in_stays_as_it_is() -> None:
    assert decide_saving(observes=True, begun=True, handed_in=True, current=True).because == (Reason.ALREADY_HANDED_IN,)


@pytest.mark.parametrize(
    ("scores", "evidence", "because"),
    [
        ({"care": 3, "frame": 2}, {}, ()),
        ({"care": None, "frame": None}, {}, ()),
        ({"care": 3}, {}, (Reason.SCORES_MISSING,)),
        ({"care": 5, "frame": 2}, {}, (Reason.SCORES_MISSING,)),
        ({"care": 1, "frame": 2}, {}, (Reason.EVIDENCE_MISSING,)),
        ({"care": 1, "frame": 2}, {"care": "Went on while somebody cried."}, ()),
    ],
)
def test_every_competency_has_a_level_or_was_not_observed_and_a_low_level_says_why(
    scores: dict[str, int | None], evidence: dict[str, str], because: tuple[Reason, ...]
) -> None:
    decision = decide_handing_in(
        held=True, competencies=["care", "frame"], scores=scores, evidence=evidence, words=True
    )

    assert decision.because == because


def test_a_reflection_is_the_leads_own_and_shared_once() -> None:
    assert decide_reflection(lead=False, held=True, shared=False, words=True).because == (Reason.NOT_THE_LEAD,)
    assert decide_reflection(lead=True, held=True, shared=True, words=True).because == (Reason.ALREADY_SHARED,)
    assert decide_reflection(lead=True, held=True, shared=False, words=False).because == (Reason.WORDS_MISSING,)
