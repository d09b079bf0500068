"""How somebody wishes to help with others' dialogues; nobody else sees it, and no reason is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from courses.practice.models import PairingWish, Topic
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wishes; see ``PairingWish`` for the forms of languages and hours."""

    observes: bool
    co_leads: bool
    most_per_month: int
    languages: Sequence[str] = ()
    hours: Sequence[dict[str, str | int]] = ()
    topics_avoided: Sequence[Topic] = ()


@transaction.atomic
def save(*, wish: Wish, by: User) -> PairingWish:
    """Keep how somebody wishes to help, in place of what they wished before; what they promised stays promised."""
    kept, _made = PairingWish.objects.update_or_create(
        person=by,
        defaults={
            "observes": wish.observes,
            "co_leads": wish.co_leads,
            "most_per_month": wish.most_per_month,
            "languages": list(wish.languages),
            "hours": list(wish.hours),
        },
    )
    kept.topics_avoided.set(wish.topics_avoided)
    return kept
