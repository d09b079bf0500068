"""What counts as a change, in the order in which staff read it."""

import copy
from typing import Any

import pytest

from cms.rules.releases import Change, Reason, What, changes, decide_later, reasons_against, what_changed
from cms.words.releases import told
from courses.progress.rules import differences

ATTEND = {"kind": "attend_sessions", "key": "p/1", "session_kind": "training", "count": 1, "minutes": 45}
LESSON = {"key": "l", "title": "Check-in", "minutes": 10, "required": True, "version": "v1"}
OTHER = {"key": "o", "title": "Debrief", "minutes": 10, "required": True, "version": "v2"}
BEFORE: dict[str, Any] = {
    "pathway": {"key": "p", "slug": "facilitator", "title": "Facilitator"},
    "modules": [{"key": "m", "title": "Stages", "summary": "", "lessons": [LESSON, OTHER]}],
    "requirements": [ATTEND],
    "rubric": {"levels": [], "competencies": []},
    "review": {"approvals": 2},
    "checks": {},
}


def after(**changed: Any) -> dict[str, Any]:
    return copy.deepcopy(BEFORE) | changed


def with_lessons(*lessons: dict[str, Any]) -> dict[str, Any]:
    return after(modules=[BEFORE["modules"][0] | {"lessons": list(lessons)}])


def test_the_first_release_tells_all_modules_and_requirements() -> None:
    assert changes(None, BEFORE) == (
        Change(What.FIRST),
        Change(What.MODULE_ADDED, "Stages"),
        Change(What.REQUIREMENT_ADDED, after=ATTEND),
    )


def test_the_same_document_has_no_changes() -> None:
    assert changes(BEFORE, after()) == ()


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (with_lessons(LESSON), Change(What.LESSON_REMOVED, "Debrief")),
        (with_lessons(LESSON, OTHER, OTHER | {"key": "n", "title": "New"}), Change(What.LESSON_ADDED, "New")),
        (with_lessons(LESSON | {"version": "v9"}, OTHER), Change(What.LESSON_WORDS, "Check-in")),
        (
            with_lessons(LESSON | {"version": "v9", "minutes": 20}, OTHER),
            Change(What.LESSON_MINUTES, "Check-in", 10, 20),
        ),
        (with_lessons(LESSON | {"required": False}, OTHER), Change(What.LESSON_NOW_OPTIONAL, "Check-in")),
        (with_lessons(LESSON | {"minimum": 5}, OTHER), Change(What.LESSON_MINIMUM, "Check-in", 0, 5)),
        (with_lessons(OTHER, LESSON), Change(What.ORDER)),
        (after(checks={"l": {"pass_mark": 80}}), Change(What.LESSON_CHECK, "Check-in")),
        (after(requirements=[]), Change(What.REQUIREMENT_REMOVED, before=ATTEND)),
        (
            after(requirements=[ATTEND, ATTEND | {"key": "p/2"}]),
            Change(What.REQUIREMENT_ADDED, after=ATTEND | {"key": "p/2"}),
        ),
        (
            after(requirements=[ATTEND | {"count": 2}]),
            Change(What.REQUIREMENT_CHANGED, "", ATTEND, ATTEND | {"count": 2}),
        ),
        (after(rubric={"levels": [1], "competencies": []}), Change(What.RUBRIC)),
        (after(review={"approvals": 3}), Change(What.APPROVALS, before=2, after=3)),
        (
            after(review={"approvals": 2, "rule": "unanimous"}),
            Change(What.DECISION_RULE, before="no_objection", after="unanimous"),
        ),
        (after(review={"approvals": 2, "unit_excludes": True}), Change(What.UNIT_NOW_EXCLUDES)),
        (after(review={"approvals": 2, "target_days": 7}), Change(What.TARGET_DAYS, before=14, after=7)),
        (after(review={"approvals": 2, "appeal_days": 60}), Change(What.APPEAL_DAYS, before=30, after=60)),
        (after(review={"approvals": 2, "valid_months": 24}), Change(What.CERTIFICATE_MONTHS, before=0, after=24)),
        (after(review={"approvals": 2, "renewal_chats": 4}), Change(What.RENEWAL_CHATS, before=0, after=4)),
        (after(pathway=BEFORE["pathway"] | {"title": "Guide"}), Change(What.TITLE, "Guide")),
    ],
)
def test_each_kind_of_change_is_told_once(document: dict[str, Any], expected: Change) -> None:
    assert changes(BEFORE, document) == (expected,)


def test_a_module_that_is_taken_away_takes_its_lessons_along() -> None:
    assert [change.what for change in changes(BEFORE, after(modules=[]))] == [
        What.MODULE_REMOVED,
        What.LESSON_REMOVED,
        What.LESSON_REMOVED,
    ]


def test_a_changed_requirement_is_told_with_what_it_was() -> None:
    change = Change(What.REQUIREMENT_CHANGED, "", ATTEND, ATTEND | {"minutes": 30})

    assert told(change) == (
        "Requirement changed: Be there for a live training session, at least 30 minutes "
        "(until now: Be there for a live training session, at least 45 minutes)"
    )


def test_a_pathway_that_is_not_live_is_not_released() -> None:
    assert (reasons_against(live=False), reasons_against(live=True)) == ((Reason.NOT_PUBLISHED,), ())


def test_one_release_is_planned_at_a_time_for_a_time_to_come() -> None:
    assert decide_later(in_the_future=True, another_waits=False) == ()
    assert decide_later(in_the_future=False, another_waits=True) == (Reason.TIME_IS_OVER, Reason.PLANNED_ALREADY)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("b.2.x.y.z", Reason.RELEASED_SINCE),
        ("b.1.x.y.z", Reason.PAGES_CHANGED),
        ("a.1.x.Y.z", Reason.PEOPLE_CHANGED),
    ],
)
def test_of_several_differences_the_reader_is_told_the_one_to_know_first(now: str, reason: Reason) -> None:
    assert what_changed("a.1.x.y.z", now, rule=1) is reason


def test_nothing_is_released_that_was_not_shown() -> None:
    assert differences("a.1.x.y.z", "a.1.x.y.z", rule=0) == (False, False, False)
    assert differences("a.1.x.y.z", "a.1.X.y.z", rule=0) == (False, False, True)
    assert differences("a.1.x.y.z", "a.1.X.y.z", rule=1) == (False, False, False)
    assert differences("nothing of ours", "a.1.x.y.z", rule=0) == (True, True, True)
