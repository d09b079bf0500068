"""How much time a training asks for."""

from typing import Any

from cms.rules.outline import TimeAsked, time_asked
from courses.progress.requirements import (
    AttendSessions,
    CoLead,
    Group,
    LeadDialogues,
    LessonPlan,
    ModulePlan,
    Requirement,
    ShareReflections,
    Syllabus,
    TakePart,
)


def asking(*requirements: Requirement, minutes: tuple[int, ...] = ()) -> TimeAsked:
    lessons = tuple(LessonPlan(str(n), f"Lesson {n}", length, n == 0, "v") for n, length in enumerate(minutes))
    return time_asked(Syllabus("A road", (ModulePlan("m", "Module", "", lessons),), requirements))


def lead(count: int, **more: Any) -> LeadDialogues:
    return LeadDialogues(key="lead", count=count, **more)


def test_all_lessons_are_counted_those_to_read_if_one_likes_too() -> None:
    assert asking(minutes=(10, 25)) == TimeAsked(reading=35)


def test_a_session_takes_its_hour_though_being_there_for_most_of_it_is_enough() -> None:
    assert asking(AttendSessions(key="a", count=2, minutes=45)) == TimeAsked(live=120)


def test_a_long_session_takes_the_minutes_that_are_asked_for() -> None:
    assert asking(AttendSessions(key="a", count=1, minutes=180)) == TimeAsked(live=180)


def test_taking_part_is_live_and_leading_is_leading() -> None:
    asked = asking(TakePart(key="t", count=2), lead(2), CoLead(key="c", count=1), ShareReflections(key="s"))

    assert asked == TimeAsked(live=120, leading=180)
    assert asked.total == 300


def test_a_group_of_all_takes_all_of_its_parts() -> None:
    assert asking(Group(key="g", members=(lead(1), TakePart(key="t", count=1)))) == TimeAsked(live=60, leading=60)


def test_where_one_may_choose_the_longest_way_is_told() -> None:
    choice = Group(key="g", need=1, members=(TakePart(key="t", count=1), lead(3)))

    assert asking(choice) == TimeAsked(leading=180)
