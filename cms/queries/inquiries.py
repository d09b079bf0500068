"""Letters from the site, as staff and everybody read them."""

from collections.abc import Iterable
from statistics import median

from django.db.models import QuerySet

from cms.models import Inquiry
from lms.people.models import User

ANSWERS = "cms.answer_inquiry"
# From fewer answers nobody can tell what is usual.
_ENOUGH, _LOOKED_AT = 5, 20


def told(*, limit: int | None = None) -> list[Inquiry]:
    """Suggestions that staff tell of on the site, and what became of them, the newest first. One query."""
    rows = Inquiry.objects.told().select_related("became").order_by("-answered_at", "-pk")
    return list(rows[:limit])


def usual_days() -> int | None:
    """In how many days half of the last answers came, a day at least; ``None`` if there are too few. One query."""
    rows = Inquiry.objects.answered().order_by("-answered_at").values_list("made_at", "answered_at")[:_LOOKED_AT]
    waits = [(answered - made).days + 1 for made, answered in rows if answered is not None]
    return round(median(waits)) if len(waits) >= _ENOUGH else None


def readable_by(person: User) -> QuerySet[Inquiry]:
    """Who may answer reads all letters; who plans the site's content, the suggested topics alone."""
    rows = Inquiry.objects.select_related("became", "answered_by").open_first()
    return rows if person.has_perm(ANSWERS) else rows.filter(kind=Inquiry.Kind.TOPIC)


def open_letters(most: int) -> list[Inquiry]:
    """What waits for an answer, the longest first, and one more than ``most`` where there are others. One query."""
    return list(Inquiry.objects.filter(outcome=Inquiry.Outcome.OPEN).order_by("made_at", "pk")[: most + 1])


def of_addresses(keys: Iterable[str]) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(email_key__in=set(keys) - {""}).order_by("pk")
