"""What a person takes along of what followed dialogues."""

from typing import Any

from django.db.models import Q

from courses.practice.models import CareWish, Concern, ConcernEntry, DebriefEntry, Reflection
from lms.people.models import User

_SHOWN = (ConcernEntry.Kind.OPENED, ConcernEntry.Kind.ANSWER)


def afterwards_of(person: User) -> dict[str, Any]:
    """One's own words, and of concerns about oneself those alone that were said openly."""
    named = Reflection.objects.filter(readers=person, shared_at__isnull=False)
    openly = Concern.objects.filter(about=person, opened_at__isnull=False)
    said = ConcernEntry.objects.filter(concern__in=openly, kind__in=_SHOWN)
    written = ConcernEntry.objects.filter(author=person).exclude(concern__about=person)
    entries = DebriefEntry.objects.filter(Q(author=person) | Q(dialogue__enrolment__person=person))
    return {
        "reflections_shared_with_you": list(named.order_by("pk").values("dialogue__topic", "shared_at")),
        "said_in_debriefs": list(entries.order_by("pk").values("dialogue__topic", "author__display_name", "text")),
        "wishes_to_talk": list(CareWish.objects.filter(person=person).order_by("pk").values("asked_at", "met_at")),
        "concerns_told_to_you": list(said.order_by("pk").values("concern", "kind", "text", "said_at")),
        "concerns_written_by_you": list(written.order_by("pk").values("concern", "kind", "text", "said_at")),
    }
