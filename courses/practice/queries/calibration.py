"""Who is qualified to score, until when, and what there is to qualify by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from courses.practice.models import Calibration, Exercise, FoundingMember, Observation, Pairing
from courses.practice.rules import QUALIFIED_FOR, SAME_AGAIN_AFTER, TOLD_BEFORE
from courses.progress.models import Release, Syllabus
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role, has_role

# Whoever didn't observe for so long isn't asked to calibrate again.
_STILL_OBSERVES = timedelta(days=365)


def is_qualified(person_id: int, *, at: datetime) -> bool:
    """Whether somebody came near enough to an agreed score within a year, or began the program. Two queries."""
    if FoundingMember.objects.filter(person=person_id, part="observer", named_at__lte=at, withdrawn_at=None).exists():
        return True
    since = at - QUALIFIED_FOR
    return Calibration.objects.filter(person=person_id, qualified=True, taken_at__gt=since).exists()


def is_only_advice(person_id: int, syllabus: Syllabus, *, at: datetime) -> bool:
    """Whether an observer's scores only advise: where a pathway asks for qualified observers. At most two queries."""
    asks = syllabus.document["rubric"].get("qualified", False)
    return bool(asks) and not is_qualified(person_id, at=at)


def may_calibrate(person: User) -> bool:
    """Whether somebody observes, or may be asked to: exercises show what was agreed, and are for nobody else. At most
    three queries.
    """
    if has_role(person, Role.CORE_GROUP):
        return True
    if Pairing.objects.open().observers().filter(person=person).exists():
        return True
    return FoundingMember.objects.filter(person=person, part="observer", withdrawn_at=None).exists()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether and until when somebody is qualified."""

    founding: bool
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.founding or (self.until is not None and self.until > at)


def standing_of(person: User) -> Standing:
    """Two queries."""
    named = FoundingMember.objects.filter(person=person, part="observer", withdrawn_at=None)
    passed = Calibration.objects.filter(person=person, qualified=True).aggregate(last=Max("taken_at"))["last"]
    return Standing(named.exists(), passed + QUALIFIED_FOR if passed else None)


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise as its list shows it to one person."""

    exercise: Exercise
    last: Calibration | None
    own: bool

    @property
    def again_from(self) -> datetime | None:
        return self.last.taken_at + SAME_AGAIN_AFTER if self.last else None

    def open(self, at: datetime) -> bool:
        return not self.own and (self.again_from is None or self.again_from <= at)


def offers_to(person: User) -> list[Offer]:
    """Exercises that are offered, and how the person last did. Two queries."""
    last = {row.exercise_id: row for row in Calibration.objects.filter(person=person).order_by("taken_at", "pk")}
    rows = Exercise.objects.offered().order_by("published_at", "pk")
    return [Offer(row, last.get(row.pk), own=row.created_by_id == person.pk) for row in rows]


def tries_of(person: User) -> QuerySet[Calibration]:
    """A person's own tries with their exercises, the latest first. One query."""
    return Calibration.objects.filter(person=person).select_related("exercise__syllabus").order_by("-taken_at", "-pk")


@dataclass(frozen=True, slots=True)
class BesideGold:
    """One competency of a try: own level beside the agreed one, with the agreed one's words. ``None``: not observed."""

    name: str
    own: int | None
    own_label: str
    gold: int | None
    gold_label: str
    because: str

    @property
    def apart(self) -> int | None:
        """Levels above the agreed one, below if negative; ``None`` where one of both wasn't given."""
        return None if self.own is None or self.gold is None else self.own - self.gold

    @property
    def stricter_by(self) -> int:
        return -(self.apart or 0)


def beside_gold(row: Calibration) -> list[BesideGold]:
    """No query, given the exercise with its syllabus."""
    asked = row.exercise
    labels = {level["value"]: level["label"] for level in asked.rubric["levels"]}
    found = []
    for competency in asked.rubric["competencies"]:
        key = competency["key"]
        own, gold = row.scores.get(key), asked.gold.get(key)
        words = (labels.get(own, ""), gold, labels.get(gold, ""), asked.because.get(key, ""))
        found.append(BesideGold(competency["name"], own, *words))
    return found


def agreed_scores(exercise: Exercise) -> list[tuple[BesideGold, bool]]:
    """What was agreed on for each competency, and whether anything was. No query, given the syllabus."""
    nobodys = Calibration(exercise=exercise, scores={})
    return list(zip(beside_gold(nobodys), (key in exercise.gold for key in exercise.competencies), strict=True))


def latest_syllabuses() -> list[Syllabus]:
    """What exercises may be written for: the current version of each pathway. One query."""
    newer = Release.objects.filter(pathway=OuterRef("pathway"), pk__gt=OuterRef("pk"))
    rows = Release.objects.filter(~Exists(newer)).select_related("syllabus__pathway").order_by("pathway__title", "pk")
    return [row.syllabus for row in rows]


def standings() -> list[tuple[User, Standing]]:
    """Everybody who observes or may be asked to, and until when they are qualified. One query."""
    named = FoundingMember.objects.filter(person=OuterRef("pk"), part="observer", withdrawn_at=None)
    asked = Pairing.objects.open().observers().filter(person=OuterRef("pk"))
    core = User.groups.through.objects.filter(user=OuterRef("pk"), group__name=Role.CORE_GROUP)
    people = User.objects.filter(Exists(core) | Exists(asked) | Exists(named), is_active=True, erased_at=None)
    passed = Max("calibrations__taken_at", filter=Q(calibrations__qualified=True))
    rows: Any = people.annotate(is_named=Exists(named), passed=passed).order_by("display_name", "pk")
    return [(row, Standing(row.is_named, row.passed + QUALIFIED_FOR if row.passed else None)) for row in rows]


def standings_among(people: Collection[int]) -> dict[int, Standing]:
    """Until when each of some people is qualified. One query."""
    named = FoundingMember.objects.filter(person=OuterRef("pk"), part="observer", withdrawn_at=None)
    passed = Max("calibrations__taken_at", filter=Q(calibrations__qualified=True))
    rows: Any = User.objects.filter(pk__in=people).annotate(is_named=Exists(named), passed=passed)
    return {row.pk: Standing(row.is_named, row.passed + QUALIFIED_FOR if row.passed else None) for row in rows}


def qualifications_that_end(*, at: datetime) -> QuerySet[Calibration]:
    """Each person's last, where it ends within a month or has ended, of people who still observe and weren't told;
    nobody is told where there is nothing to take. One query.
    """
    later = Calibration.objects.filter(person=OuterRef("person"), qualified=True, pk__gt=OuterRef("pk"))
    named = FoundingMember.objects.filter(person=OuterRef("person"), part="observer", withdrawn_at=None)
    told = OutgoingMail.objects.filter(cause=Concat(Value(_TOLD), Cast(OuterRef("pk"), CharField())))
    core = User.groups.through.objects.filter(user=OuterRef("person"), group__name=Role.CORE_GROUP)
    lately = Observation.objects.filter(observer=OuterRef("person"), submitted_at__gt=at - _STILL_OBSERVES)
    rows = Calibration.objects.filter(
        Exists(core) | Exists(lately),
        Exists(Exercise.objects.offered()),
        ~Exists(later),
        ~Exists(named),
        ~Exists(told),
        qualified=True,
        taken_at__lte=at - QUALIFIED_FOR + TOLD_BEFORE,
        person__is_active=True,
        person__erased_at=None,
    )
    return rows.select_related("person").order_by("pk")


_TOLD = "calibration_due:"


def end_told_by(calibration_id: int) -> str:
    """The cause of the mail about the end of one qualification."""
    return f"{_TOLD}{calibration_id}"
