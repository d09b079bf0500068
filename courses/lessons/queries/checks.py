"""How somebody stands with a lesson's knowledge check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.lessons.models import CheckAttempt, GrantedTry
from courses.lessons.rules.checks import Asked, Check, Tries
from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.questions import Marked
from courses.progress.models import Enrolment
from courses.progress.requirements import LessonPlan, Syllabus
from courses.progress.requirements.reading import ScoreChecks, asked_lessons


@dataclass(frozen=True, slots=True)
class CheckState:
    """A check as its reader meets it: the next try's questions, and what came of the last one."""

    check: Check
    chance: Chance
    tries: Tries
    last: CheckAttempt | None
    best: CheckAttempt | None

    @property
    def asked(self) -> Asked:
        return self.check.asked(self.chance)

    @property
    def reviewed(self) -> tuple[Marked, ...]:
        """How the last try was answered."""
        return self.check.mark(self.last.answers).questions if self.last else ()

    @property
    def passed(self) -> bool:
        return self.best is not None and self.best.passed


def check_state(enrolment: Enrolment, plan: LessonPlan, document: Mapping[str, Any]) -> CheckState:
    """Where somebody is with a check of their training. Four queries, however many tries."""
    check = Check.read(document)
    person_id = enrolment.person_id or 0
    tries = tries_at(person_id, plan, check.tries)
    attempts = CheckAttempt.objects.by(person_id, plan.key)
    last = attempts.filter(version=plan.version).order_by("-pk").first()
    chance = Chance(enrolment.seed, plan.version, tries.number)
    return CheckState(check, chance, tries, last, best_attempt(person_id, plan.key))


def tries_at(person_id: int, plan: LessonPlan, limit: int) -> Tries:
    """How often somebody has tried the version that they read, and may. Two queries, without a limit one."""
    used = CheckAttempt.objects.by(person_id, plan.key).filter(version=plan.version).count()
    grants = GrantedTry.objects.filter(person_id=person_id, lesson_key=plan.key, version=plan.version)
    return Tries(used, limit + grants.count() if limit else None)


def best_attempt(person_id: int, lesson_key: str) -> CheckAttempt | None:
    """The best try so far, at whatever version. One query."""
    return CheckAttempt.objects.by(person_id, lesson_key).order_by("-passed", "-percent", "pk").first()


def has_passed(person_id: int, lesson_key: str) -> bool:
    """One query."""
    return CheckAttempt.objects.by(person_id, lesson_key).filter(passed=True).exists()


def limit_of(syllabus: Syllabus, lesson_key: str) -> int:
    """How many tries a check gives, known without its questions; 0: as many as one likes. No query."""
    structure = syllabus.checks.get(lesson_key) or {}
    return int(structure.get("tries", 0))


@dataclass(frozen=True, slots=True)
class UsedUp:
    """A check whose tries somebody has used up without passing, or without reaching what a requirement asks."""

    plan: LessonPlan
    percent: int
    tries: int


def used_up(enrolment: Enrolment) -> list[UsedUp]:
    """The checks at which somebody can't go on without staff. Two queries, given an enrolment with its syllabus."""
    syllabus = enrolment.syllabus.plan
    limited = {plan.key: plan for plan in syllabus.lessons if limit_of(syllabus, plan.key)}
    attempts: dict[str, list[CheckAttempt]] = {key: [] for key in limited}
    for attempt in CheckAttempt.objects.filter(person_id=enrolment.person_id, lesson_key__in=limited).order_by("pk"):
        attempts[str(attempt.lesson_key)].append(attempt)
    granted: dict[tuple[str, str], int] = {}
    for grant in GrantedTry.objects.filter(person_id=enrolment.person_id, lesson_key__in=limited):
        place = (str(grant.lesson_key), grant.version)
        granted[place] = granted.get(place, 0) + 1
    return [
        UsedUp(plan, max(row.percent for row in rows), used)
        for key, plan in limited.items()
        if (rows := attempts[key]) and not _is_enough(rows, syllabus)
        if (used := sum(row.version == plan.version for row in rows))
        >= limit_of(syllabus, key) + granted.get((key, plan.version), 0)
    ]


def _is_enough(rows: list[CheckAttempt], syllabus: Syllabus) -> bool:
    """Whether tries at one check passed it, and reached what the requirements ask of it."""
    key = str(rows[0].lesson_key)
    scores = (row for row in syllabus.all_requirements if isinstance(row, ScoreChecks))
    asked = [row.percent for row in scores if key in {plan.key for plan in asked_lessons(syllabus, row.lessons)}]
    return any(row.passed and row.percent >= max(asked, default=0) for row in rows)


def value_of(best: CheckAttempt, tries: Tries) -> dict[str, Any]:
    """What the ledger says of a check: the best try so far, and how many are left."""
    return {"percent": best.percent, "passed": best.passed, "left": tries.left}
