"""What pairings export about a person who helps or was asked to, and how they let go of them."""

from typing import Any

from django.utils import timezone

from courses.practice.models import FoundingMember, Pairing, PairingWish
from lms.audit import actions as audit
from lms.people.models import User

_WISHES = ("observes", "co_leads", "most_per_month", "languages", "hours")


def export_pairings(person: User) -> dict[str, Any]:
    """Their own wishes, what they were asked, and why they are on the founding list; nothing of anybody else's."""
    wish = PairingWish.objects.filter(person=person)
    left_out = wish.filter(topics_avoided__isnull=False).order_by("topics_avoided__title")
    asked = Pairing.objects.filter(person=person).order_by("pk")
    named = FoundingMember.objects.filter(person=person).order_by("pk")
    return {
        "how_you_help": list(wish.values(*_WISHES)),
        "topics_you_leave_out": list(left_out.values_list("topics_avoided__title", flat=True)),
        "asked_of_you": list(asked.values("dialogue__topic", "part", "state", "asked_at", "answered_at")),
        "founding_list": list(named.values("part", "because", "named_at", "withdrawn_at")),
    }


def erase_pairings(person: User) -> None:
    """Wishes go; what is ahead is given back; that somebody was there, or began the program, stays without words."""
    PairingWish.objects.filter(person=person).delete()
    Pairing.objects.filter(person=person, dialogue__state__in=["proposed", "cleared"]).delete()
    named = FoundingMember.objects.filter(person=person)
    audit.forget_titles(named)
    named.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    named.update(because="—")
