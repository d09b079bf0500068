"""Who is qualified to score."""

from datetime import datetime

from courses.practice.models import Calibration, FoundingMember
from courses.practice.rules import QUALIFIED_FOR
from courses.progress.models import Syllabus


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
