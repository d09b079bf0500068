"""Making a compiled document the current syllabus of its pathway, and saying who is to be moved to it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.progress import chain, queries, rules
from courses.progress.actions import moves
from courses.progress.models import LessonVersion, Move, Pathway, Release, Syllabus
from courses.progress.queries import Foreseen, Impact
from courses.progress.words import WORDS
from lms.actions import Clock, Refused, schedule
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.people.models import User

Lessons = Mapping[str, dict[str, Any]]
_AT_ONCE = 500


@transaction.atomic
def release(
    *, document: dict[str, Any], lessons: Lessons, rule: Release.Rule, by: User, clock: Clock = timezone.now
) -> Release:
    """Release a compiled document: a new syllabus if its digest is new, and a row for everybody whom it concerns.

    ``lessons`` are the lesson versions by digest. Who moves is decided here, under the pathway's lock; a job then moves
    them one by one. If only words changed since the current release, no rule is needed. Raises ``Refused``.
    """
    return _release(document, lessons, rule, by=by, clock=clock, agreed=lambda _impact: True)


@transaction.atomic
def release_as_seen(
    *,
    document: dict[str, Any],
    lessons: Lessons,
    rule: Release.Rule,
    seen: str,
    by: User,
    clock: Clock = timezone.now,
) -> Release:
    """The same, if what it would change is still what was ``seen``: an impact's fingerprint. Raises ``Refused``."""

    def agreed(impact: Impact) -> bool:
        return not any(rules.differences(seen, impact.fingerprint, rule=queries.RULES.index(rule)))

    return _release(document, lessons, rule, by=by, clock=clock, agreed=agreed)


def _release(
    document: dict[str, Any],
    lessons: Lessons,
    rule: Release.Rule,
    *,
    by: User,
    clock: Clock,
    agreed: Callable[[Impact], bool],
) -> Release:
    pathway = _pathway(document["pathway"])
    at = clock()
    current = Release.objects.filter(pathway=pathway).select_related("syllabus").order_by("-pk").first()
    _refuse(document, pathway, current)
    impact = queries.impact(document["pathway"]["key"], document, since=current.pk if current else 0, at=at)
    if not agreed(impact):
        raise Refused((rules.Reason.IMPACT_CHANGED,), WORDS)
    words_only = current is not None and rules.structure(document) == rules.structure(current.syllabus.document)
    _keep_lesson_versions(lessons, at=at)
    made = Release.objects.create(
        pathway=pathway,
        syllabus=_syllabus(pathway, impact.digest, document, at=at),
        rule=Release.Rule.KEEP if words_only else rule,
        words_only=words_only,
        released_at=at,
        released_by=by,
    )
    _say_who_moves(made, impact, at=at)
    audit.record("progress.release", about=made, by=by, data={"number": made.syllabus.number, "rule": made.rule})
    failpoint("progress.release.written")
    schedule("progress.move", made.pk)
    return made


def _refuse(document: dict[str, Any], pathway: Pathway, current: Release | None) -> None:
    moves.refuse_while_moving(pathway)
    decision = rules.decide_release(
        document, current_digest=current.syllabus.digest if current else None, digest=chain.digest(document)
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _say_who_moves(made: Release, impact: Impact, *, at: datetime) -> None:
    """A row for each person, with those who stay decided at once. PostgreSQL takes 500 at a time, SQLite a hundred."""
    Move.objects.bulk_create((_row(made, person, at) for person in impact.people), batch_size=_AT_ONCE)


def _row(made: Release, person: Foreseen, at: datetime) -> Move:
    stays = person.stays_because(made.rule)
    return Move(
        release=made,
        enrolment_id=person.enrolment_id,
        outcome=Move.Outcome.KEPT if stays else Move.Outcome.WAITING,
        because=stays or "",
        from_number=person.number,
        decided_at=at,
    )


def _pathway(described: Mapping[str, str]) -> Pathway:
    Pathway.objects.get_or_create(
        key=described["key"], defaults={"slug": described["slug"], "title": described["title"]}
    )
    pathway = Pathway.objects.select_for_update(no_key=True).get(key=described["key"])
    pathway.slug, pathway.title = described["slug"], described["title"]
    pathway.save(update_fields=["slug", "title"])
    return pathway


def _syllabus(pathway: Pathway, digest: str, document: dict[str, Any], *, at: datetime) -> Syllabus:
    known = Syllabus.objects.filter(pathway=pathway, digest=digest).first()
    if known:
        return known
    last = Syllabus.objects.filter(pathway=pathway).order_by("-number").first()
    return Syllabus.objects.create(
        pathway=pathway, number=last.number + 1 if last else 1, digest=digest, document=document, created_at=at
    )


def _keep_lesson_versions(lessons: Mapping[str, dict[str, Any]], *, at: datetime) -> None:
    # Not ignore_conflicts: the table refuses a row that stands already, before a conflict could be ignored.
    known = set(LessonVersion.objects.filter(digest__in=list(lessons)).values_list("digest", flat=True))
    LessonVersion.objects.bulk_create(
        LessonVersion(digest=digest, lesson_key=body["key"], body=body, created_at=at)
        for digest, body in lessons.items()
        if digest not in known
    )
