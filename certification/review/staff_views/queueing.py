"""The desk's first page: the queue, narrowed by what is asked for."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification.review.models import Case
from certification.review.queries import queue
from certification.review.rules import STATES, Turn
from certification.review.words import TURNS
from courses.progress.models import Pathway
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number

PER_PAGE = 20
Choices = list[tuple[str, str | Promise]]
TURN_CHOICES: Choices = [
    ("", _("All")),
    ("mine", _("your turn")),
    *((turn.value, TURNS[turn]) for turn in Turn if turn is not Turn.NOBODY),
]
STATE_CHOICES: Choices = [("", _("Open")), ("all", _("All")), *Case.State.choices]
TARGET_CHOICES: Choices = [("", _("All")), ("late", _("Target is over")), ("in_time", _("Still in time"))]


@permission_required("review.view_case", raise_exception=True)
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    at, own = timezone.now(), queue.Own.of(request.user)
    asked = _asked(request.GET)
    found = _narrowed(queue.listed(request.user, own, at=at), asked)
    page = queue.Pages(found, PER_PAGE).get_page(request.GET.get("p"))
    said = QueryDict(mutable=True)
    said.update({name: value for name, value in asked.items() if value})
    pathways = [(str(pk), title) for pk, title in Pathway.objects.order_by("title", "pk").values_list("pk", "title")]
    chosen = {name: value for name, value in asked.items() if name != "q"}
    context = {
        "page": page,
        "rows": queue.told(list(page), own, at=at),
        "own_load": len(own.seats),
        "reads_all": own.reads_all,
        "search": asked["q"],
        "narrowed": any(asked.values()),
        "asked": said,
        "selects": _selects(chosen, pathways),
        "selects_are": [get_language(), chosen, pathways],
    }
    return render(request, "review/staff/queue.html", context)


@permission_required("review.view_case", raise_exception=True)
@require_safe
def loads(request: MemberRequest) -> HttpResponse:
    """How much each of the core group is asked to read; a guest helps with one case, and reads of nobody else."""
    if not queue.Own.of(request.user).reads_all:
        raise PermissionDenied
    return render(request, "review/staff/queue_asked.html", {"loads": queue.loads()})


def _asked(said: QueryDict) -> dict[str, str]:
    """What nobody can choose narrows nothing."""
    known = {"turn": TURN_CHOICES, "state": STATE_CHOICES, "target": TARGET_CHOICES}
    told = {name: said.get(name, "") for name in known}
    chosen = {name: told[name] if told[name] in dict(choices) else "" for name, choices in known.items()}
    pathway = said.get("pathway", "")
    return {"q": said.get("q", "").strip()[:100], **chosen, "pathway": pathway if sent_number(pathway) else ""}


def _selects(asked: dict[str, str], pathways: list[tuple[str, str]]) -> list[tuple[str, str | Promise, str, Choices]]:
    """Name, label, what is chosen, and what can be."""
    every: Choices = [("", _("All"))]
    rows: list[tuple[str, str | Promise, Choices]] = [
        ("turn", _("Whose turn"), TURN_CHOICES),
        ("state", _("State"), STATE_CHOICES),
        ("target", _("Target"), TARGET_CHOICES),
    ]
    if len(pathways) > 1:
        rows.append(("pathway", _("Training"), [*every, *pathways]))
    return [(name, label, asked[name], choices) for name, label, choices in rows]


def _narrowed(rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
    state, turn = asked["state"], asked["turn"]
    if state != "all":
        rows = rows.filter(state=state) if state else rows.filter(state__in=Case.OPEN)
    if turn == "mine":
        rows = queue.mine(rows)
    elif turn:
        rows = rows.filter(state__in=[row for row, duty in STATES.items() if duty.turn == turn])
    if asked["target"]:
        rows = (queue.late if asked["target"] == "late" else queue.in_time)(rows, at=timezone.now())
    if asked["pathway"]:
        rows = rows.filter(enrolment__pathway=int(asked["pathway"]))
    if asked["q"]:
        names = ("printed_name__icontains", "enrolment__person__display_name__icontains")
        rows = rows.filter(Q(**{names[0]: asked["q"]}) | Q(**{names[1]: asked["q"]}))
    return rows
