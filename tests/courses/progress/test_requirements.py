"""What each kind of requirement asks, how far somebody has come, and whose turn it is."""

from datetime import UTC, datetime
from typing import Any

import pytest

from courses.progress import engine
from courses.progress.requirements import (
    STAGES,
    Asserted,
    AttendSessions,
    CompleteLessons,
    LeadDialogues,
    LessonPlan,
    ModulePlan,
    Next,
    Progress,
    ReachRubric,
    Requirement,
    RequirementStatus,
    ShareReflections,
    Syllabus,
    Turn,
    requirement_from,
)

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
WHOLE = dict.fromkeys(STAGES, 10)
Facts = dict[str, dict[str, Any]]


def progress(subjects: Facts) -> Progress:
    return {name: Asserted(seq, 0, value, NOON) for seq, (name, value) in enumerate(subjects.items(), start=1)}


def syllabus(*requirements: Requirement, lessons: tuple[tuple[str, bool], ...] = ()) -> Syllabus:
    plans = tuple(LessonPlan(key, key, 10, required, "digest") for key, required in lessons)
    return Syllabus("Facilitator", (ModulePlan("m", "Module", "", plans),), requirements)


def status(requirement: Requirement, subjects: Facts, **plan: Any) -> RequirementStatus:
    return engine.evaluate(syllabus(requirement, **plan), progress(subjects), at=NOON)[0]


LESSONS = CompleteLessons(key="lessons")
SESSION = AttendSessions(key="session", count=1, minutes=45)


def test_every_required_lesson_has_to_be_done_and_no_optional_one() -> None:
    plan = {"lessons": (("a", True), ("b", True), ("extra", False))}

    half = status(LESSONS, {"lesson:a": {"done": True}}, **plan)
    whole = status(LESSONS, {"lesson:a": {"done": True}, "lesson:b": {"done": True}}, **plan)

    assert (half.have, half.need, half.next, half.about) == (1, 2, Next.READ_LESSON, "b")
    assert (whole.met, whole.turn, whole.events) == (True, Turn.NOBODY, (1, 2))


def test_a_lesson_that_was_taken_away_from_the_pathway_counts_for_nothing() -> None:
    assert status(LESSONS, {"lesson:gone": {"done": True}}, lessons=(("a", True),)).have == 0


def test_a_pathway_whose_lessons_were_all_taken_away_is_met_by_nobody() -> None:
    assert not status(LESSONS, {}, lessons=()).met


@pytest.mark.parametrize(("minutes", "met"), [(44, False), (45, True)])
def test_a_session_counts_from_its_minutes_on(minutes: int, met: bool) -> None:
    assert status(SESSION, {"attendance:slot/1": {"kind": "training", "minutes": minutes}}).met is met


def test_a_session_of_another_kind_does_not_count() -> None:
    assert not status(SESSION, {"attendance:slot/1": {"kind": "chat", "minutes": 60}}).met


@pytest.mark.parametrize(
    ("state", "step"),
    [("confirmed", Next.ATTEND_SESSION), ("waiting", Next.WAIT_FOR_SEAT), ("cancelled", Next.CHOOSE_SESSION)],
)
def test_the_next_step_to_a_session_follows_from_the_sign_up(state: str, step: Next) -> None:
    assert status(SESSION, {"sign-up:slot/1": {"kind": "training", "state": state}}).next is step


def test_somebody_who_missed_their_session_chooses_another() -> None:
    missed: Facts = {
        "sign-up:slot/1": {"kind": "training", "state": "confirmed"},
        "attendance:slot/1": {"kind": "training", "minutes": 0},
    }

    assert status(SESSION, missed).next is Next.CHOOSE_SESSION


def test_a_seat_comes_before_a_place_in_another_line() -> None:
    both: Facts = {
        "sign-up:slot/1": {"kind": "training", "state": "waiting"},
        "sign-up:slot/2": {"kind": "training", "state": "confirmed"},
    }

    assert status(SESSION, both).next is Next.ATTEND_SESSION


def test_a_dialogue_counts_when_all_five_stages_were_held_and_somebody_observed() -> None:
    lead = LeadDialogues(key="lead")
    held: Facts = {"dialogue:7": {"state": "held", "stages": WHOLE}}
    seen: Facts = held | {"observation:7/3": {"dialogue": 7, "scores": {}}}

    assert (status(lead, held).turn, status(lead, held).next) == (Turn.OBSERVER, Next.GET_OBSERVED)
    assert status(lead, seen).met


def test_a_dialogue_without_its_debrief_does_not_count() -> None:
    short = {stage: 10 for stage in STAGES if stage != "debrief"}
    seen: Facts = {
        "dialogue:7": {"state": "held", "stages": short},
        "observation:7/3": {"dialogue": 7, "scores": {}},
    }

    assert status(LeadDialogues(key="lead"), seen).have == 0


def test_the_same_observer_twice_is_one_pair_of_eyes() -> None:
    lead = LeadDialogues(key="lead", count=2, observers=2)
    held: Facts = {f"dialogue:{n}": {"state": "held", "stages": WHOLE} for n in (1, 2)}
    same: Facts = held | {f"observation:{n}/3": {"dialogue": n, "scores": {}} for n in (1, 2)}
    other: Facts = held | {f"observation:{n}/{n}": {"dialogue": n, "scores": {}} for n in (1, 2)}

    assert (status(lead, same).have, status(lead, same).met) == (1, False)
    assert status(lead, other).met


def test_the_first_of_two_dialogues_counts_before_a_second_observer_came() -> None:
    lead = LeadDialogues(key="lead", count=2, observers=2)
    first: Facts = {"dialogue:1": {"state": "held", "stages": WHOLE}, "observation:1/3": {"dialogue": 1, "scores": {}}}

    assert (status(lead, first).have, status(lead, first).met) == (1, False)


def test_a_planned_dialogue_is_led_before_another_is_planned() -> None:
    lead = LeadDialogues(key="lead")

    assert status(lead, {}).next is Next.PROPOSE_DIALOGUE
    assert status(lead, {"dialogue:1": {"state": "planned", "stages": {}}}).turn is Turn.CORE_GROUP
    assert status(lead, {"dialogue:1": {"state": "cleared", "stages": {}}}).next is Next.LEAD_DIALOGUE


def seen(scores: dict[str, int | None], number: int = 1) -> Facts:
    return {f"observation:{number}/9": {"dialogue": number, "scores": scores}}


def test_what_was_not_observed_counts_neither_for_nor_against() -> None:
    rubric = ReachRubric(key="rubric", average=3, floor=2)

    assert status(rubric, seen({"care": 3, "frame": None})).met


def test_nothing_observed_reaches_no_average() -> None:
    assert not status(ReachRubric(key="rubric"), seen({"care": None})).met


def test_a_good_average_does_not_hide_a_competency_below_the_floor() -> None:
    rubric = ReachRubric(key="rubric", average=2.5, floor=2)

    assert not status(rubric, seen({"care": 4, "frame": 4, "harm": 1})).met


def test_somebody_who_has_grown_is_not_held_to_their_first_try() -> None:
    rubric = ReachRubric(key="rubric", average=2.5, floor=2)

    assert status(rubric, seen({"harm": 1, "care": 3}) | seen({"harm": 4, "care": 4}, 2)).met


def test_a_reflection_counts_when_it_is_shared() -> None:
    reflect = ShareReflections(key="reflect")
    held: Facts = {"dialogue:1": {"state": "held", "stages": WHOLE}}

    assert status(reflect, held | {"reflection:1": {"shared": False}}).next is Next.SHARE_REFLECTION
    assert status(reflect, held | {"reflection:1": {"shared": True}}).met


def test_a_waived_requirement_is_met_and_says_so() -> None:
    waived = status(SESSION, {"waiver:session": {"granted": True}})

    assert (waived.met, waived.waived, waived.turn) == (True, True, Turn.NOBODY)


def test_a_waiver_of_one_requirement_leaves_the_others() -> None:
    rows = engine.evaluate(syllabus(SESSION, LESSONS), progress({"waiver:session": {"granted": True}}), at=NOON)

    assert [row.met for row in rows] == [True, False]


def test_a_pathway_without_requirements_makes_nobody_ready() -> None:
    assert not engine.is_eligible([])


def test_all_requirements_met_makes_ready_to_apply() -> None:
    rows = engine.evaluate(syllabus(SESSION), progress({"waiver:session": {"granted": True}}), at=NOON)

    assert engine.is_eligible(rows)


@pytest.mark.parametrize("requirement", [LESSONS, SESSION, LeadDialogues(key="l"), ReachRubric(key="r")])
def test_a_requirement_reads_back_as_it_was_written(requirement: Requirement) -> None:
    assert requirement_from(requirement.document()) == requirement


def test_a_kind_that_nobody_knows_is_not_read_as_something_else() -> None:
    with pytest.raises(KeyError, match="bring_cake"):
        requirement_from({"kind": "bring_cake", "key": "cake"})
