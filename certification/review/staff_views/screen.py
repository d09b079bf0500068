"""What the pages of one application share: who may open it, and what stands on it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.review import queries
from certification.review.forms import ChangedReviewForm, ClosingForm, ReviewForm, SayingForm
from certification.review.models import Ask, Case, Round
from certification.review.queries import Ballot, Desk, Place
from certification.review.rules import Outcome
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number

NOTE = {
    "label": _("A note to the others"),
    "help_text": _("Read by those who decide, once they have decided themselves. The candidate doesn't read it."),
}
QUESTION = {
    "label": _("A question to the candidate"),
    "help_text": _("They get a mail and answer in their own words. All who read the application read both."),
}


def opened(request: HttpRequest, pk: int) -> tuple[Case, Place]:
    """An application and what the reader may do with it. Raises ``Http404`` where it isn't theirs to know of."""
    case = queries.one_whole(pk) if sent_number(str(pk)) else None
    if case is None:
        raise Http404
    place = queries.place(case, request.user, at=timezone.now())  # type: ignore[arg-type]  # Wagtail's are signed in
    if place.is_nobodys:
        raise Http404
    return case, place


def apart(request: HttpRequest, case: Case, place: Place) -> HttpResponse:
    """For who stepped aside or declared a tie: that this is so, and nothing of the evidence."""
    return render(request, "review/staff/apart.html", {"object": case, "place": place})


def for_readers(view: Callable[[MemberRequest, Case, Place], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the application by its key, if the reader may read it."""

    @wraps(view)
    def opening(request: MemberRequest, pk: int) -> HttpResponse:
        case, place = opened(request, pk)
        return apart(request, case, place) if place.read.refused else view(request, case, place)

    return opening


def shown(request: HttpRequest, case: Case, place: Place, *, at: datetime, **filled: Form) -> HttpResponse:
    """The screen; a form that needs another look stands in the place of its empty one."""
    newest = None if "all" in request.GET else queries.NEWEST
    desk = queries.desk_at(place, case, request.user, at=at, newest=newest)  # type: ignore[arg-type]
    return render(request, "review/staff/decide.html", {"object": case, "desk": desk, **_forms(desk), **filled})


def again(request: HttpRequest, pk: int, **filled: Form) -> HttpResponse:
    """The screen as it is now, with a form that needs another look."""
    case, place = opened(request, pk)
    if place.read.refused:
        return apart(request, case, place)
    for form in filled.values():
        if isinstance(form, ReviewForm) and form.moved:
            form.see(case.enrolment.last_seq)
    return shown(request, case, place, at=timezone.now(), **filled)


def _forms(desk: Desk) -> dict[str, Form]:
    found: dict[str, Form] = {}
    if desk.may_vote:
        found["form"] = ReviewForm(**of_case(desk.case, desk.round, desk.asks_before))
    if desk.may_change and desk.own_vote is not None:
        found["changing"] = ChangedReviewForm.from_vote(
            desk.own_vote, **of_case(desk.case, desk.round, desk.asks_before)
        )
    if desk.ballot.to_close:
        found["closing"] = ClosingForm(initial=_first_words(desk.ballot), **of_ballot(desk.ballot))
    if desk.takes_words:
        found["noting"] = SayingForm(prefix="note", **NOTE)
        found["asking"] = SayingForm(prefix="ask", **QUESTION)
    return found


def of_case(case: Case, round_: Round, asks: Sequence[Ask]) -> dict[str, Any]:
    """What a form for a decision depends on. No query."""
    rubric = case.enrolment.syllabus.plan.rubric
    return {
        "asks": asks,
        "competencies": [(row["key"], row["name"]) for row in rubric["competencies"]],
        "appeal": round_.is_appeal,
        "initial": {"seen": case.enrolment.last_seq},
    }


def of_ballot(ballot: Ballot) -> dict[str, Any]:
    """What a form for closing depends on. No query."""
    return {"proposed": ballot.proposed, "declined": ballot.found is Outcome.DECLINED}


def _first_words(ballot: Ballot) -> dict[str, Any]:
    """To begin from: the proposals in the order in which they were made, and one's own words."""
    steps = {f"step_{number}": str(ask.pk) for number, ask in enumerate(ballot.proposed)}
    return {**steps, "letter": ballot.own.letter if ballot.own else ""}
