"""Making a compiled document the current syllabus of its pathway, and moving people to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.progress import chain, rules
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LessonVersion, Pathway, Release, Syllabus
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def release(
    *,
    document: dict[str, Any],
    lessons: Mapping[str, dict[str, Any]],
    rule: Release.Rule,
    by: User,
    clock: Clock = timezone.now,
) -> Release:
    """Release a compiled document: a new syllabus if its digest is new, and a move of people by the rule.

    ``lessons`` are the lesson versions by digest. If only words changed, everybody moves whatever the rule says.
    Raises ``Refused``.
    """
    pathway = _pathway(document["pathway"])
    at = clock()
    digest = chain.digest(document)
    current = Release.objects.filter(pathway=pathway).select_related("syllabus").order_by("-pk").first()
    decision = rules.decide_release(
        document, current_digest=current.syllabus.digest if current else None, digest=digest
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    words_only = current is not None and rules.structure(document) == rules.structure(current.syllabus.document)
    _keep_lesson_versions(lessons, at=at)
    made = Release.objects.create(
        pathway=pathway,
        syllabus=_syllabus(pathway, digest, document, at=at),
        rule=Release.Rule.MOVE if words_only else rule,
        words_only=words_only,
        released_at=at,
        released_by=by,
    )
    made.moved = _move(made, by=by, at=at)
    made.save(update_fields=["moved"])
    audit.record("progress.release", about=made, by=by, data={"number": made.syllabus.number, "rule": made.rule})
    return made


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


def _move(made: Release, *, by: User, at: datetime) -> int:
    if made.rule == Release.Rule.KEEP:
        return 0
    movers = Enrolment.objects.going().filter(pathway=made.pathway).exclude(syllabus=made.syllabus)
    if made.rule == Release.Rule.MOVE_UNLESS_ELIGIBLE:
        movers = movers.filter(eligible_at=None)
    moved = 0
    for enrolment in movers.locked():
        claim = ledger.Claim(
            subject="syllabus",
            value={"number": made.syllabus.number, "from": enrolment.syllabus.number},
            rank=Rank.PERSON,
            occurred_at=at,
            source="release",
            key=f"release:{made.pk}",
        )
        enrolment.syllabus = made.syllabus
        ledger.append(enrolment, claim, by=by, at=at)
        moved += 1
    return moved
