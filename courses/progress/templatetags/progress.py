"""Parts of pages that show progress."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from courses.progress.models import LedgerEvent
from courses.progress.queries import RequirementRow, Training
from courses.progress.requirements import Next, RequirementStatus, Turn
from courses.progress.words import event_words
from lms.web.parts import Reach, RoadStep

register = template.Library()

# Where the next step of a requirement is taken; parts of the site that aren't below this one are named by address.
_WAYS = {
    Next.CHOOSE_SESSION: "slots:list",
    Next.WAIT_FOR_SEAT: "slots:list",
    Next.ATTEND_SESSION: "slots:list",
    Next.PROPOSE_DIALOGUE: "practice:propose",
    Next.LEAD_DIALOGUE: "practice:list",
    Next.GET_OBSERVED: "practice:list",
    Next.SHARE_REFLECTION: "practice:list",
}


# What the state of an application makes of the road's end; the states are those of the part that decides.
_ENDS = {"approved": Reach.DONE, "in_review": Reach.WAITING}


@register.filter
def reach(status: RequirementStatus) -> str:
    """How far a requirement is: met, the trainee's next, or waiting for somebody else or for its time."""
    if status.met:
        return Reach.DONE
    waiting = status.turn is not Turn.TRAINEE or status.next in (Next.ATTEND_SESSION, Next.WAIT_FOR_SEAT)
    return Reach.WAITING if waiting else Reach.NEXT


@register.filter
def reach_in(row: RequirementRow, training: Training) -> Reach:
    """The same, but one requirement of a training is next at most: what else the trainee could do comes later."""
    first = training.next is not None and row.status is training.next.status
    where = Reach(reach(row.status))
    return Reach.LATER if where is Reach.NEXT and not first else where


@register.filter
def turn_in(row: RequirementRow, training: Training) -> str:
    """Whose turn it is, where it is anybody's now."""
    return row.turn if reach_in(row, training) in (Reach.NEXT, Reach.WAITING) else ""


@register.simple_tag
def way(training: Training, status: RequirementStatus) -> str:
    """The address at which the next step of a requirement is taken, or nothing."""
    if status.next is Next.READ_LESSON and status.about:
        return reverse("lessons:lesson", args=[training.enrolment.pathway.slug, status.about])
    try:
        return reverse(_WAYS[status.next]) if status.next in _WAYS else ""
    except NoReverseMatch:
        return ""


@register.simple_tag
def road_of(training: Training, application: str = "") -> list[RoadStep]:
    """The requirements as steps of a road, and at its end the certificate, as far as an application has come."""
    steps = [_step(training, row) for row in training.requirements]
    end = _ENDS.get(application, Reach.NEXT if training.eligible else Reach.LATER)
    return [*steps, RoadStep(_("Certificate"), end)]


def _step(training: Training, row: RequirementRow) -> RoadStep:
    where = reach_in(row, training)
    return RoadStep(row.title, where, note=row.turn if where is Reach.WAITING else "")


@register.filter
def in_plain_words(event: LedgerEvent) -> str:
    """A line of the history as a person reads it."""
    return event_words(event.subject, event.value, undoes=event.undoes)
