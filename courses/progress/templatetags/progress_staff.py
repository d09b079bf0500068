"""Addresses on staff's pages: of entries, and of parts of the system which this one doesn't know."""

from django import template
from django.urls import NoReverseMatch, reverse

from courses.progress.models import Enrolment
from courses.progress.queries.for_staff import STAFF_PER_PAGE

register = template.Library()


@register.simple_tag
def entry_address(enrolment: Enrolment, seq: int) -> str:
    """Where an entry stands in the history, which has no gaps and shows the newest first."""
    page = (enrolment.last_seq - seq) // STAFF_PER_PAGE + 1
    return f"{reverse('trainings:inspect', args=[enrolment.pk])}?p={page}#entry-{seq}"


@register.simple_tag
def roster(slot: int) -> str:
    """Where the attendance of a session is corrected, or nothing where there are no sessions."""
    try:
        return reverse("sessions:roster", args=[slot])
    except NoReverseMatch:
        return ""
