"""How long somebody has read, as the server saw it."""

from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from courses.lessons.models import ReadingSession, UntimedReading
from courses.lessons.rules import reading as rules
from courses.progress.requirements import LessonPlan


@dataclass(frozen=True, slots=True)
class ReadingState:
    """The time that a lesson asks for, what of it was seen, and the session that is open now, if one is."""

    minimum: int
    milliseconds: int
    open_key: str
    untimed: bool

    @property
    def counted(self) -> int:
        return min(rules.minutes_counted(self.milliseconds), self.minimum)

    @property
    def missing(self) -> int:
        return 0 if self.untimed else rules.minutes_missing(self.minimum, self.milliseconds)


def milliseconds_read(person_id: int, lesson_key: str) -> int:
    """All that was earned in a lesson, in whatever version. One query."""
    rows = ReadingSession.objects.of(person_id, lesson_key)
    return int(rows.aggregate(all=Sum("milliseconds"))["all"] or 0)


def milliseconds_beside(lesson_key: str) -> Combinable:
    """The same beside each of somebody's trainings, so that it costs no query of its own."""
    rows = ReadingSession.objects.filter(person=OuterRef("person"), lesson_key=lesson_key).values("person")
    all_of_them = rows.annotate(all=Sum("milliseconds")).values("all")
    return Coalesce(Subquery(all_of_them), Value(0), output_field=IntegerField())


def minutes_missing(person_id: int, plan: LessonPlan, milliseconds: int) -> int:
    """Minutes that are still to be read. No query where enough was read, else one."""
    missing = rules.minutes_missing(plan.minimum, milliseconds)
    return 0 if missing and reads_untimed(person_id) else missing


def reads_untimed(person_id: int) -> bool:
    """One query."""
    return UntimedReading.objects.standing().filter(person_id=person_id).exists()


def untimed_reading(person_id: int | None) -> UntimedReading | None:
    """What staff agreed with somebody, and who did. One query."""
    return UntimedReading.objects.standing().filter(person_id=person_id).select_related("granted_by").first()


def reading_state(person_id: int, plan: LessonPlan) -> ReadingState | None:
    """Nothing where a lesson asks for no time. Three queries."""
    if not plan.minimum:
        return None
    key = ReadingSession.objects.open().of(person_id, plan.key).values_list("key", flat=True).first()
    return ReadingState(plan.minimum, milliseconds_read(person_id, plan.key), key or "", reads_untimed(person_id))
