"""What a round freezes: codes, ids, numbers and times of all that counted, and a salted hash of every word.

Erasing the words leaves the digest checkable; without the salt nobody can try out what the words were.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from certification.review.models import Case
from courses.practice.models import Observation, Reflection
from courses.progress import chain, engine
from courses.progress.models import Enrolment
from courses.slots.models import AttendanceMark

REFLECTED = ("happened", "felt", "otherwise", "learn")


def hashed(salt: str, words: str) -> str:
    """SHA-256 of the salt and the words, in hexadecimal; empty for no words."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest() if words else ""


def evidence_of(case: Case, *, words: str, salt: str, at: datetime) -> dict[str, Any]:
    """The document that a round freezes. Three queries, given a case with its enrolment and syllabus."""
    enrolment = case.enrolment
    return {
        "road": case.road,
        "candidate": {
            "name": hashed(salt, case.printed_name),
            "language": case.name_language,
            "pronunciation": hashed(salt, case.pronunciation),
            "pronouns": hashed(salt, case.pronouns),
            "words": hashed(salt, words),
            "reference": hashed(salt, case.reference),
        },
        **progress_of(enrolment, at=at),
        "observations": [_observation(row, salt) for row in _observations(enrolment)],
        "attendance": [_attendance(row) for row in attendance_of(enrolment)],
        "reflections": [_reflection(row, salt) for row in reflections_of(enrolment)],
    }


def progress_of(enrolment: Enrolment, *, at: datetime) -> dict[str, Any]:
    """Syllabus, history, requirements and facts. No query, given an enrolment with its syllabus."""
    statuses = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    return {
        "syllabus": {"number": enrolment.syllabus.number, "digest": enrolment.syllabus.digest},
        "ledger": {"seq": enrolment.last_seq, "hash": enrolment.last_hash},
        "requirements": [
            {
                **status.requirement.document(),
                "met": status.met,
                "waived": status.waived,
                "have": status.have,
                "need": status.need,
                "events": list(status.events),
            }
            for status in statuses
        ],
        "facts": {
            subject: {"seq": state.seq, "value": dict(state.value)}
            for subject, state in sorted(enrolment.progress.items())
        },
    }


def _observations(enrolment: Enrolment) -> Iterable[Observation]:
    """The standing version of each observer of each dialogue."""
    rows = Observation.objects.standing().filter(dialogue__enrolment=enrolment)
    return rows.select_related("words").order_by("pk")


def _observation(row: Observation, salt: str) -> dict[str, Any]:
    words = getattr(row, "words", None)
    return {
        "id": row.pk,
        "dialogue": row.dialogue_id,
        "observer": row.observer_id,
        "version": row.version,
        "scores": dict(row.scores),
        "readiness": row.readiness,
        "advisory": row.advisory,
        "at": chain.instant(row.submitted_at),
        "words": hashed(salt, _joined([words.strengths, words.one_thing, *_told(words.evidence)])) if words else "",
    }


def attendance_of(enrolment: Enrolment) -> Iterable[AttendanceMark]:
    """What is asserted of each session. One query."""
    rows = AttendanceMark.objects.asserted().filter(person=enrolment.person_id).select_related("slot", "marked_by")
    return rows.order_by("slot__starts_at", "pk")


def _attendance(row: AttendanceMark) -> dict[str, Any]:
    return {"session": row.slot_id, "minutes": row.minutes, "rank": row.rank, "mark": row.pk}


def reflections_of(enrolment: Enrolment) -> Iterable[Reflection]:
    """Those that the core group may read. One query."""
    rows = Reflection.objects.filter(dialogue__enrolment=enrolment, shared_at__isnull=False, with_core_group=True)
    return rows.select_related("dialogue__enrolment__syllabus").order_by("dialogue")


def _reflection(row: Reflection, salt: str) -> dict[str, Any]:
    told = [getattr(row, name) for name in REFLECTED] + _told(row.stages)
    return {"dialogue": row.dialogue_id, "scores": dict(row.scores), "words": hashed(salt, _joined(told))}


def _told(words: Mapping[str, str]) -> list[str]:
    return [f"{key}: {words[key]}" for key in sorted(words)]


def _joined(words: Iterable[str]) -> str:
    return "\n".join(words)
