"""The kinds of requirement beyond the usual five: checks, chats, co-leading, feedback, promises, groups, and time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress import engine
from courses.progress.requirements import (
    STAGES,
    Asserted,
    AttendSessions,
    CoLead,
    CompleteLessons,
    Group,
    InviteFeedback,
    LeadDialogues,
    LessonPlan,
    MakePromise,
    ModulePlan,
    Next,
    Progress,
    ReachRubric,
    Requirement,
    RequirementStatus,
    ScoreChecks,
    ShareReflections,
    Syllabus,
    TakePart,
    Turn,
    requirement_from,
    spoken,
)
from courses.progress.words import (
    FIELD_LABELS,
    ICONS,
    LABELS,
    NEXT_STEPS,
    TITLES,
    TURNS,
    USUALLY,
    WHEN_LONGER,
    sentence,
)

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
WHOLE = dict.fromkeys(STAGES, 10)
Facts = dict[str, dict[str, Any]]


def days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


def facts(rows: Facts, *, days: int = 0) -> Progress:
    return {name: Asserted(seq, 0, value, days_ago(days)) for seq, (name, value) in enumerate(rows.items(), start=1)}


def syllabus(*asked: Requirement, checks: tuple[str, ...] = ()) -> Syllabus:
    lessons = tuple(LessonPlan(key, key.upper(), 10, key != "extra", "digest") for key in ("a", "b", "extra"))
    return Syllabus("Facilitator", (ModulePlan("m", "M", "", lessons),), asked, checks={key: {} for key in checks})


def status(asked: Requirement, progress: Progress | None = None, **plan: Any) -> RequirementStatus:
    return engine.evaluate(syllabus(asked, **plan), progress or {}, at=NOON)[0]


def there(number: int, *, kind: str = "training", minutes: int = 60, days: int = 0) -> dict[str, Asserted]:
    value = {"kind": kind, "minutes": minutes}
    return {f"attendance:slot/{number}": Asserted(number, 2, value, days_ago(days))}


# --- lessons and checks ---------------------------------------------------------------------------


def test_only_the_lessons_that_are_named_are_asked_for() -> None:
    asked = CompleteLessons(key="l", lessons=("extra",))

    assert (status(asked).about, status(asked, facts({"lesson:extra": {"done": True}})).met) == ("extra", True)


def test_a_named_lesson_that_left_the_pathway_is_an_admins_turn() -> None:
    left = status(CompleteLessons(key="l", lessons=("gone",)))

    assert (left.met, left.turn, left.next) == (False, Turn.ADMIN, Next.MEND_PATHWAY)


def test_one_of_two_named_lessons_left_the_pathway_and_nobody_gets_by_without_it() -> None:
    asked = CompleteLessons(key="l", lessons=("a", "gone"))

    assert not status(asked, facts({"lesson:a": {"done": True}})).met


@pytest.mark.parametrize(("percent", "met"), [(79, False), (80, True)])
def test_a_check_counts_from_its_percentage_on(percent: int, met: bool) -> None:
    said = facts({"check:a": {"percent": percent, "passed": True, "left": None}})

    assert status(ScoreChecks(key="s", percent=80), said, checks=("a",)).met is met


def test_a_pathway_without_checks_leaves_their_score_to_an_admin() -> None:
    assert status(ScoreChecks(key="s")).turn is Turn.ADMIN


def test_who_has_used_their_tries_waits_for_the_core_group() -> None:
    spent = facts({"check:a": {"percent": 20, "passed": False, "left": 0}})

    assert status(CompleteLessons(key="l"), spent).turn is Turn.CORE_GROUP
    assert status(ScoreChecks(key="s"), spent, checks=("a",)).next is Next.GRANT_TRY


# --- sessions and chats ---------------------------------------------------------------------------


def test_some_sessions_have_to_be_recent() -> None:
    asked = AttendSessions(key="s", count=2, recent=1, recent_days=30)

    long_ago = status(asked, there(1, days=90) | there(2, days=80))
    lately = status(asked, there(1, days=90) | there(2, days=8))

    assert (long_ago.have, long_ago.met, lately.met) == (1, False, True)


def test_what_is_recent_says_until_when() -> None:
    asked = AttendSessions(key="s", count=1, recent=1, recent_days=30)

    assert status(asked, there(1, days=8)).until == NOON + timedelta(days=22)


@pytest.mark.parametrize(("days", "met"), [(364, True), (365, False)])
def test_what_is_too_long_ago_counts_no_more(days: int, met: bool) -> None:
    assert status(AttendSessions(key="s", valid_days=365), there(1, days=days)).met is met


def test_a_session_that_is_over_waits_for_its_host() -> None:
    seat: Facts = {"sign-up:slot/1": {"kind": "training", "state": "confirmed", "ends": days_ago(1).isoformat()}}
    left = status(AttendSessions(key="s"), facts(seat, days=5))

    assert (left.next, left.turn, left.since) == (Next.NOTE_ATTENDANCE, Turn.CORE_GROUP, days_ago(1))


def test_who_waited_in_vain_chooses_another_session() -> None:
    line: Facts = {"sign-up:slot/1": {"kind": "training", "state": "waiting", "ends": days_ago(1).isoformat()}}

    assert status(AttendSessions(key="s"), facts(line)).next is Next.CHOOSE_SESSION


def test_being_in_a_chat_counts_and_being_marked_away_does_not() -> None:
    asked = TakePart(key="t", count=1)

    assert status(asked, there(1, kind="chat")).met
    assert not status(asked, there(1, kind="chat", minutes=0)).met


# --- practice -------------------------------------------------------------------------------------


def test_co_leading_counts_beside_somebody_experienced_only() -> None:
    together = facts({"co-lead:record/1": {"experienced": True}, "co-lead:record/2": {"experienced": False}})

    assert (status(CoLead(key="c"), together).have, status(CoLead(key="c", count=2), together).met) == (1, False)


def test_the_way_to_co_leading_is_a_dialogue_that_is_planned() -> None:
    asked = CoLead(key="c")
    planned = {"dialogue:1": {"state": "planned", "stages": {}}}

    assert status(asked, facts({})).next is Next.ASK_TO_CO_LEAD
    assert (status(asked, facts(planned)).next, status(asked, facts(planned)).about) == (Next.CLEAR_DIALOGUE, "1")


def test_two_dialogues_may_cover_the_five_stages_together() -> None:
    halves: Facts = {
        "dialogue:1": {"state": "held", "stages": dict.fromkeys(STAGES[:3], 10)},
        "dialogue:2": {"state": "held", "stages": dict.fromkeys(STAGES[3:], 10)},
        "observation:1/8": {"dialogue": 1, "scores": {}},
        "observation:2/9": {"dialogue": 2, "scores": {}},
    }
    asked = LeadDialogues(key="d", count=2, observers=2)

    assert status(asked, facts(halves)).met
    assert status(asked, facts(halves | {"dialogue:2": halves["dialogue:1"]})).have == 1


def test_a_plan_that_waits_to_be_cleared_says_since_when() -> None:
    planned = status(LeadDialogues(key="d"), facts({"dialogue:1": {"state": "planned", "stages": {}}}, days=3))

    assert (planned.turn, planned.since) == (Turn.CORE_GROUP, days_ago(3))


def feedback(invited: int, answers: int, *, closed: bool = False) -> Facts:
    return {"feedback:1": {"invited": invited, "answers": answers, "closed": closed}}


@pytest.mark.parametrize(
    ("told", "met"),
    [
        (feedback(12, 5), True),
        (feedback(12, 4), False),
        (feedback(7, 0), True),
        (feedback(12, 0, closed=True), True),
        (feedback(0, 0), False),
    ],
)
def test_a_large_group_has_to_answer_and_a_small_or_silent_one_blocks_nobody(told: Facts, met: bool) -> None:
    assert status(InviteFeedback(key="f", answers=5, group=8), facts(told)).met is met


def test_answers_are_waited_for_by_the_system_and_for_two_weeks_only() -> None:
    asked = InviteFeedback(key="f")

    waiting = status(asked, facts(feedback(12, 1), days=13))
    over = status(asked, facts(feedback(12, 1), days=14))

    assert (waiting.turn, waiting.until, over.met) == (Turn.SYSTEM, NOON + timedelta(days=1), True)


@pytest.mark.parametrize(
    ("on", "state", "met"),
    [("2026-12-30", "made", True), ("2026-12-31", "made", False), ("2026-10-20", "withdrawn", False)],
)
def test_a_promise_names_a_day_that_is_near_enough(on: str, state: str, met: bool) -> None:
    assert status(MakePromise(key="p", within_days=90), facts({"promise:1": {"on": on, "state": state}})).met is met


# --- groups, waivers, credits ---------------------------------------------------------------------

ANY = Group(key="g", need=1, members=(CompleteLessons(key="g/1"), AttendSessions(key="g/2")))
ALL = Group(key="g", members=ANY.members)


def test_any_of_a_group_is_met_by_one_and_all_of_it_by_each() -> None:
    one = there(1)

    assert (status(ANY, one).met, status(ALL, one).have, status(ALL, one).met) == (True, 1, False)


def test_a_group_tells_how_its_parts_stand() -> None:
    assert [part.met for part in status(ALL, there(1)).parts] == [False, True]


def test_a_part_of_a_group_can_be_waived() -> None:
    assert status(ANY, facts({"waiver:g/1": {"granted": True}})).met


def test_an_empty_group_is_met_by_nobody() -> None:
    assert (status(Group(key="g")).met, status(Group(key="g")).turn) == (False, Turn.ADMIN)


@pytest.mark.parametrize(
    ("group", "attested"),
    [(ANY, False), (ALL, True), (Group(key="g", need=2, members=ANY.members), True), (Group(key="g"), False)],
)
def test_a_group_is_attested_when_no_way_leads_past_a_person(group: Group, attested: bool) -> None:
    assert group.is_attested is attested


@pytest.mark.parametrize(("until", "met"), [("2026-10-01", True), ("2026-09-30", False), (None, True)])
def test_earlier_training_counts_up_to_its_last_day(until: str | None, met: bool) -> None:
    credit = status(AttendSessions(key="s"), facts({"credit:s": {"granted": True, "until": until}}))

    assert (credit.met, credit.credited) == (met, met)


def test_a_waiver_that_was_ended_counts_no_more() -> None:
    assert not status(AttendSessions(key="s"), facts({"waiver:s": {"granted": False}})).met


# --- all kinds ------------------------------------------------------------------------------------

EVERY = (
    CompleteLessons(key="1"),
    ScoreChecks(key="2"),
    AttendSessions(key="3", count=2, recent=1, recent_days=30, valid_days=365),
    TakePart(key="4"),
    CoLead(key="5", valid_days=100),
    LeadDialogues(key="6", count=1, observers=1, valid_days=300),
    ReachRubric(key="7", valid_days=200),
    InviteFeedback(key="8", valid_days=50),
    ShareReflections(key="9"),
    MakePromise(key="10"),
    Group(key="11", need=1, members=(CoLead(key="11/1"), TakePart(key="11/2"))),
)
SAID = st.dictionaries(
    st.integers(0, 11),
    st.tuples(st.integers(0, 500), st.integers(0, 3)),
    max_size=12,
)


def anything(drawn: dict[int, tuple[int, int]]) -> Progress:
    """Some of everything that can be known of somebody, in one of a few variants."""
    rows: dict[str, tuple[dict[str, Any], ...]] = {
        "lesson:a": ({"done": True}, {"done": False}),
        "check:a": ({"percent": 90, "passed": True, "left": None}, {"percent": 10, "passed": False, "left": 0}),
        "sign-up:slot/1": tuple(
            {"kind": "training", "state": state, "ends": ends.isoformat()}
            for state in ("confirmed", "waiting")
            for ends in (days_ago(1), days_ago(-1))
        ),
        "attendance:slot/2": ({"kind": "training", "minutes": 60}, {"kind": "chat", "minutes": 60}),
        "co-lead:record/1": ({"experienced": True}, {"experienced": False}),
        "dialogue:1": tuple({"state": s, "stages": WHOLE} for s in ("planned", "cleared", "held", "cancelled")),
        "observation:1/9": ({"dialogue": 1, "scores": {"care": 4}}, {"dialogue": 1, "scores": {"care": 1}}),
        "feedback:1": ({"invited": 12, "answers": 1, "closed": False}, {"invited": 3, "answers": 0, "closed": False}),
        "reflection:1": ({"shared": True}, {"shared": False}),
        "promise:1": ({"on": "2026-10-20", "state": "made"}, {"on": "2026-10-20", "state": "withdrawn"}),
        "waiver:6": ({"granted": True}, {"granted": False}),
        "credit:7": ({"granted": True, "until": "2026-10-02"}, {"granted": True, "until": "2026-01-01"}),
    }
    names = list(rows)
    return {
        names[which]: Asserted(seq, 0, rows[names[which]][variant % len(rows[names[which]])], days_ago(days))
        for seq, (which, (days, variant)) in enumerate(drawn.items(), start=1)
    }


@given(SAID)
def test_in_every_state_it_is_exactly_one_sides_turn_until_a_requirement_is_met(drawn: dict[int, Any]) -> None:
    for row in engine.evaluate(syllabus(*EVERY, checks=("a",)), anything(drawn), at=NOON):
        assert (row.turn is Turn.NOBODY) == row.met == (row.next is Next.NOTHING)


@given(SAID)
def test_until_the_moment_that_is_named_time_alone_changes_nothing(drawn: dict[int, Any]) -> None:
    plan, progress = syllabus(*EVERY, checks=("a",)), anything(drawn)
    before = engine.evaluate(plan, progress, at=NOON)
    changes = engine.changes_at(before) or NOON + timedelta(days=4000)

    shortly = engine.evaluate(plan, progress, at=changes - timedelta(seconds=1))

    assert changes > NOON
    assert [row.met for row in shortly] == [row.met for row in before]


@pytest.mark.parametrize("asked", EVERY, ids=lambda row: row.kind)
def test_a_requirement_reads_back_as_it_was_written_and_has_its_words(asked: Requirement) -> None:
    assert requirement_from(asked.document()) == asked
    assert sentence(asked)


def test_every_kind_field_turn_and_step_has_its_words() -> None:
    kinds = set(Requirement.kinds)
    fields = {item.name for kind in Requirement.kinds.values() for item in spoken(kind)}

    assert (set(TITLES), set(LABELS), set(ICONS), set(FIELD_LABELS)) == (kinds, kinds, kinds, fields)
    assert (set(TURNS), set(NEXT_STEPS), set(USUALLY), set(WHEN_LONGER)) == (set(Turn), *[set(Next)] * 3)


def test_the_sentence_names_the_lessons_it_asks_for() -> None:
    asked = CompleteLessons(key="l", lessons=("a", "b"))

    assert sentence(asked, {"a": "Listening", "b": "Repair"}) == "Complete the lessons “Listening” and “Repair”"


def test_a_group_is_told_in_one_sentence() -> None:
    words = sentence(Group(key="g", need=1, members=(CoLead(key="1"), TakePart(key="2", count=2))))

    assert words == (
        "Any 1 of these: Lead a chat together with somebody experienced; Take part in 2 chats before you lead one"
    )
