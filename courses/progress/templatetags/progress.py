"""Parts of pages that show progress."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.progress.models import Enrolment
from courses.progress.queries import EventLine, RequirementRow, Training, with_lines
from courses.progress.requirements import Next, RequirementStatus, Turn
from courses.progress.words import ACTS
from lms.web import parts
from lms.web.parts import Reach, RoadStep, Variant
from lms.web.templatetags.components import icon
from lms.web.times import told_day

register = template.Library()

# What the state of an application makes of the road's end; the states are those of the part that decides.
_WITH_OTHERS = ("submitted", "in_review", "appealed", "reopened")
_ENDS = {"approved": Reach.DONE, **dict.fromkeys(_WITH_OTHERS, Reach.WAITING)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A training as a page shows it; ``variant`` is that of its button: one of the page's buttons is primary."""

    training: Training
    application: Any
    variant: Variant

    @property
    def celebrates(self) -> bool:
        """Everything is met, and the application isn't made yet."""
        return self.training.eligible and self.is_active and self.application is None

    @property
    def next(self) -> RequirementRow | None:
        """The next step, as long as the road is being walked and hasn't come to its end."""
        walking = self.is_active and not self.training.eligible and not self.is_certified and not self.is_put_forward
        return self.training.next if walking else None

    @property
    def is_put_forward(self) -> bool:
        """Others decide about what was done before: nothing of the road is asked meanwhile."""
        case = self.application
        return case is not None and case.road != "usual" and case.state in _WITH_OTHERS

    @property
    def is_certified(self) -> bool:
        """Whoever is certified stays so, whatever a later version of the training asks."""
        return self.application is not None and self.application.state == "approved"

    @property
    def application_variant(self) -> Variant:
        """Where there is a next step, its button is the primary one."""
        return Variant.QUIET if self.next else self.variant

    @property
    def is_active(self) -> bool:
        return self.training.enrolment.state == Enrolment.State.ACTIVE


@register.simple_tag
def shown(trainings: Iterable[Training], applications: Mapping[int, Any]) -> list[Shown]:
    """Trainings with their applications, by enrolment, and the entries that count. One query, however many."""
    rows = with_lines(trainings)
    first = next((row for row in rows if _calls(row, applications.get(row.enrolment.pk))), rows[0] if rows else None)
    return [
        Shown(row, applications.get(row.enrolment.pk), Variant.PRIMARY if row is first else Variant.QUIET)
        for row in rows
    ]


def _calls(training: Training, application: Any) -> bool:
    """Whether a training has something for its trainee to do now."""
    if training.enrolment.state != Enrolment.State.ACTIVE:
        return False
    if application is not None:
        return bool(application.state == "changes_requested")
    own = training.next is not None and reach(training.next.status) == Reach.NEXT
    return training.eligible or own


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


@dataclass(frozen=True, slots=True)
class Way:
    """Where a step is taken or seen, and what the button there says."""

    label: str
    url: str
    note: str = ""


@register.simple_tag
def way(training: Training, row: RequirementRow) -> Way | None:
    """Where the next step of a requirement is taken; nothing where its words alone say what to do."""
    ahead = row.step.status
    found = _WAYS.get(ahead.next)
    url = found(training, ahead) if found else ""
    return Way(ACTS.told(ahead.next), url, _note(training, ahead)) if url else None


def _note(training: Training, status: RequirementStatus) -> str:
    """Which lesson a step is about."""
    lesson = training.plan.lesson(status.about) if status.about else None
    if lesson is None:
        return ""
    words = ngettext("“%(title)s”, about %(count)d minute", "“%(title)s”, about %(count)d minutes", lesson.minutes)
    return words % {"title": lesson.title, "count": lesson.minutes}


def _lesson(training: Training, status: RequirementStatus) -> str:
    return _address("lessons:lesson", training.enrolment.pathway.slug, status.about)


def _check(training: Training, status: RequirementStatus) -> str:
    return f"{_lesson(training, status)}#check"


def _slot(training: Training, status: RequirementStatus) -> str:
    """The session in which somebody has a place; the list where it can't be told."""
    kind = getattr(status.requirement, "session_kind", "")
    places = [
        (state.value["state"], state.seq, subject.removeprefix("sign-up:slot/"))
        for subject, state in training.enrolment.progress.items()
        if subject.startswith("sign-up:slot/") and state.value["kind"] == kind
    ]
    mine = sorted(place for place in places if place[0] in ("confirmed", "waiting"))
    return (_address("slots:detail", mine[-1][2]) if mine else "") or _address("slots:list")


def _dialogue(training: Training, status: RequirementStatus) -> str:
    return _address("practice:detail", status.about) or _address("practice:list")


def _reflection(training: Training, status: RequirementStatus) -> str:
    return _address("practice:reflect", status.about) or _address("practice:list")


def _at(name: str) -> Callable[[Training, RequirementStatus], str]:
    return lambda training, status: _address(name)


def _address(name: str, *about: str) -> str:
    """An address of a part that stands above this one; nothing for what that part doesn't know."""
    try:
        return reverse(name, args=about)
    except NoReverseMatch:
        return ""


Finder: TypeAlias = Callable[[Training, RequirementStatus], str]
_WAYS: Mapping[Next, Finder] = {
    Next.READ_LESSON: _lesson,
    Next.PASS_CHECK: _check,
    Next.CHOOSE_SESSION: _at("slots:list"),
    Next.WAIT_FOR_SEAT: _slot,
    Next.ATTEND_SESSION: _slot,
    Next.NOTE_ATTENDANCE: _slot,
    Next.JOIN_CHAT: _at("slots:list"),
    Next.ASK_TO_CO_LEAD: _at("practice:propose"),
    Next.PROPOSE_DIALOGUE: _at("practice:propose"),
    Next.CLEAR_DIALOGUE: _dialogue,
    Next.LEAD_DIALOGUE: _dialogue,
    Next.GET_OBSERVED: _dialogue,
    Next.INVITE_FEEDBACK: _dialogue,
    Next.AWAIT_ANSWERS: _dialogue,
    Next.SHARE_REFLECTION: _reflection,
    Next.MAKE_PROMISE: _at("practice:promise"),
}


@register.simple_tag
def road_of(training: Training, application: str = "") -> list[RoadStep]:
    """The requirements as steps of a road, and at its end the certificate, as far as an application has come."""
    steps = [_step(training, row) for row in training.requirements]
    end = _ENDS.get(application, Reach.NEXT if training.eligible else Reach.LATER)
    return [*steps, RoadStep(_("Certificate"), end)]


def _step(training: Training, row: RequirementRow) -> RoadStep:
    where = reach_in(row, training)
    return RoadStep(row.title, where, note=row.turn if where is Reach.WAITING else "", url=f"#{row.anchor(training)}")


@register.filter
def anchor_in(row: RequirementRow, training: Training) -> str:
    """The place of a requirement on its page."""
    return row.anchor(training)


@register.filter
def sign(where: Reach) -> SafeString:
    """The sign of how far something has come."""
    return icon(parts.REACH_ICONS[Reach(where)])


@register.filter
def state_word(where: Reach) -> str:
    """The same in a word."""
    return parts.REQUIREMENT_WORDS.told(Reach(where))


_ENTRY = '<li><time datetime="{}">{}</time><div>{} <span class="muted">· {}</span>{}</div></li>'


@register.simple_tag
def entries(lines: Sequence[EventLine]) -> SafeString:
    """Entries of a history: when, what, noted by whom, and why where somebody said so."""
    rows = ((line.at.isoformat(), told_day(line.at), line.words, line.noted, _because(line)) for line in lines)
    return format_html('<ul class="lines" role="list">{}</ul>', format_html_join("", _ENTRY, rows))


def _because(line: EventLine) -> str:
    return format_html('<q class="lines-reason">{}</q>', line.reason) if line.reason else ""
