"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.review.models import Case, Review
from lms.audit import actions as audit
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, Any]:
    cases = Case.objects.filter(enrolment__person=person).order_by("pk")
    given = Review.objects.filter(reviewer=person).order_by("pk")
    return {
        "applications": [
            {"opened": case.opened_at, "state": case.state, "name": case.printed_name, "motivation": case.motivation}
            for case in cases
        ],
        "decisions_by_you": list(given.values("decided_at", "decision", "reason", "ask")),
    }


def erase(person: User) -> None:
    """Withdraw what is open, and remove the person's own words and what was written about them."""
    cases = Case.objects.filter(enrolment__person=person)
    cases.open().update(state=Case.State.WITHDRAWN, decided_at=timezone.now())
    Review.objects.filter(case__in=cases).update(reason="—")
    Review.objects.filter(case__in=cases, decision=Review.Decision.NOT_YET).update(ask="—")
    audit.forget_titles(cases)
    cases.update(printed_name="", name_language="", motivation="")


personal_data.register(
    "applications",
    export=export,
    erase=erase,
    stays=_("That an application was decided, when and by whom, without your name or words."),
)
