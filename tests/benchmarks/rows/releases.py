"""What it costs to tell the impact of a release before it is made."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from courses.progress import chain, engine, queries
from courses.progress.models import Enrolment
from lms.people.models import User
from tests import scenes
from tests.benchmarks import Pair, benchmark

_PEOPLE = 1000
_LESSONS = 40


@benchmark(
    name="impact of a release on 1,000 people",
    unit="people per second",
    reference_name="a bare loop that reads the same rows and evaluates each person's requirements once",
    target=0.35,
)
def telling_the_impact() -> Iterator[Pair]:
    """We evaluate twice, before and after, and say what differs for whom under three rules; reading costs the most."""
    scenes.a_release(*_lessons(_LESSONS))
    _people()
    document = scenes.a_document(*_lessons(_LESSONS + 1))[0]

    def ours() -> int:
        told = queries.impact(document["pathway"]["key"], document, at=scenes.NOW)
        assert [told.summary(rule).moving for rule in queries.RULES] == [0, _PEOPLE, _PEOPLE]
        return len(told.people)

    def reference() -> int:
        return sum(bool(engine.evaluate(row.syllabus.plan, row.progress, at=scenes.NOW)) for row in _rows())

    yield Pair(ours, reference)


def _lessons(count: int) -> list[dict[str, Any]]:
    return [scenes.a_lesson(f"lesson {number}") for number in range(count)]


def _rows() -> QuerySet[Enrolment]:
    return Enrolment.objects.going().with_plan().select_related("person").order_by("pk")


def _people() -> None:
    """A thousand people, each of whom has read the first lessons and been at some sessions: fifty subjects."""
    one = scenes.an_enrolment()
    people = User.objects.bulk_create(
        User(email=f"reader{number}@example.org", display_name=f"Reader {number}") for number in range(1, _PEOPLE)
    )
    others = [
        Enrolment(person=row, pathway=one.pathway, syllabus=one.syllabus, enrolled_at=scenes.NOW) for row in people
    ]
    Enrolment.objects.bulk_create(others)
    Enrolment.objects.update(snapshot=_snapshot())


def _snapshot() -> dict[str, list[Any]]:
    said: list[tuple[str, dict[str, Any]]] = [
        *((f"lesson:{scenes.key(f'lesson {number}')}", {"done": True}) for number in range(_LESSONS)),
        *((f"attendance:slot/{number}", {"kind": "chat", "minutes": 60}) for number in range(10)),
    ]
    at = chain.instant(scenes.NOW - timedelta(days=1))
    return {subject: [seq, 2, value, at] for seq, (subject, value) in enumerate(said, start=1)}
