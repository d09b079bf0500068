"""The staff's pages about releases that were made: what became of whom, leading back, trying again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.forms.releases import TakeBackForm
from cms.models import PathwayPage
from cms.queries import releases, tree
from cms.staff_views.parts import may_release, trail
from courses.progress import queries as progress
from courses.progress.actions import moves
from courses.progress.models import Move, Release
from courses.progress.queries import Tally
from courses.progress.words import told_because
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.spreadsheets import table_file

ON_A_PAGE = 50
Outcome = Move.Outcome


@may_release
@require_safe
def all_made(request: HttpRequest, page_id: int) -> HttpResponse:
    """All releases of a pathway, newest first."""
    page = tree.source_page(get_object_or_404(PathwayPage.objects.select_related("locale"), pk=page_id))
    rows = releases.made(page)
    tallies = progress.tallies([row.pk for row in rows])
    title = _("Releases of %(pathway)s") % {"pathway": page.title}
    context = {
        "page": page,
        "releases": [(row, tallies.get(row.pk, Tally())) for row in rows],
        "header_icon": "upload",
        "header_title": title,
        **trail(("", title)),
    }
    return render(request, "cms/admin/all_made.html", context)


@may_release
@require_safe
def made(request: HttpRequest, release_id: int) -> HttpResponse:
    """One release: how many were moved, kept, and so on; everybody with what became of them."""
    return _page(request, _release(release_id), TakeBackForm())


@may_release
@require_safe
def people_file(request: HttpRequest, release_id: int) -> HttpResponse:
    """Everybody whom a release concerns with what became of them, as a list to take along."""
    release = _release(release_id)
    rows = ([*_person(row), row.decided_at.isoformat(timespec="seconds")] for row in progress.moves(release))
    header = [_("Person"), _("Version before"), _("What became of them"), _("Why"), _("When")]
    return table_file(f"release-{release.pk}", header, rows)


@may_release
@require_POST
def take_back(request: MemberRequest, release_id: int) -> HttpResponse:
    """Lead everybody back whom a release has moved."""
    release = _release(release_id)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, release, form)
    try:
        moves.take_back(release_id=release_id, by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("People are being led back to the version that they had before."))
    return redirect("cms:made", release_id)


@may_release
@require_POST
def retry(request: MemberRequest, release_id: int) -> HttpResponse:
    """Try again with whom a release couldn't move or lead back."""
    _release(release_id)
    try:
        count = moves.retry(release_id=release_id, by=request.user)
    except Refused as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        words = ngettext("It is tried again with %(count)d person.", "It is tried again with %(count)d people.", count)
        messages.success(request, words % {"count": count})
    return redirect("cms:made", release_id)


def _page(request: HttpRequest, release: Release, form: TakeBackForm) -> HttpResponse:
    tally, latest = progress.tally(release), progress.latest(release.pathway_id)
    is_latest = latest is not None and latest.pk == release.pk
    chosen = request.GET.get("outcome", "")
    outcome = chosen if chosen in Outcome.values else ""
    people = Paginator(progress.moves(release, outcome), ON_A_PAGE).get_page(request.GET.get("p"))
    title = _("Version %(number)d of %(pathway)s") % {
        "number": release.syllabus.number,
        "pathway": release.pathway.title,
    }
    context = {
        "release": release,
        "tally": tally,
        "counts": [(value, label, getattr(tally, value)) for value, label in Outcome.choices if getattr(tally, value)],
        "people": people,
        "rows": [(row, told_because(row.because)) for row in people],
        "outcome": outcome,
        "is_latest": is_latest,
        "may_take_back": is_latest and not tally.open and progress.may_be_led_back(release),
        "may_retry": is_latest and tally.failed,
        "form": form,
        "header_icon": "upload",
        "header_title": title,
        **trail(*_above(release), ("", title)),
    }
    return render(request, "cms/admin/made.html", context)


def _above(release: Release) -> list[tuple[str, str]]:
    page = tree.source_of(release.pathway.key)
    return [(reverse("cms:all_made", args=[page.pk]), _("Releases"))] if page else []


def _release(release_id: int) -> Release:
    rows = Release.objects.select_related("pathway", "syllabus", "released_by", "taken_back_by")
    return get_object_or_404(rows.defer("syllabus__document"), pk=release_id)


def _person(row: Move) -> list[str]:
    person: Any = row.enrolment.person
    name = person.display_name if person else _("Somebody erased")
    return [name, str(row.from_number), str(row.get_outcome_display()), told_because(row.because)]
