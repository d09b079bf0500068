"""The staff's pages about pathways: which have changes to release, and releasing one, now or later."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from cms.actions import releases as actions
from cms.forms.releases import LaterForm, ReleaseForm
from cms.models import PathwayPage
from cms.models.scheduling import ScheduledRelease
from cms.queries import releases, tree
from cms.queries.releases import Proposal
from cms.staff_views.parts import may_release, trail
from cms.words.releases import WORDS, counted, told, told_stop
from courses.progress.models import Release
from courses.progress.queries import RULES, Foreseen
from courses.progress.words import told_because, told_effect
from courses.slots.models import POLICIES
from courses.slots.queries import no_show_policies
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.spreadsheets import table_file


@may_release
def pathways(request: HttpRequest) -> HttpResponse:
    """All pathways, with what waits to be released."""
    standings = [(row, told_stop(row.stopped.because) if row.stopped else "") for row in releases.standings()]
    context = {
        "standings": standings,
        "no_shows": no_show_policies(),
        "policies": POLICIES,
        "header_icon": "glasses",
        "header_title": _("Training"),
        **trail(),
    }
    return render(request, "cms/admin/pathways.html", context)


@method_decorator(may_release, name="dispatch")
class ReleasePathway(View):
    """Shows what a release would change for whom, and makes it."""

    def get(self, request: MemberRequest, page_id: int) -> HttpResponse:
        return _page(request, releases.proposal(_source(page_id)))

    def post(self, request: MemberRequest, page_id: int) -> HttpResponse:
        page = _source(page_id)
        form = ReleaseForm(request.POST, asks_for_rule=False)
        if not form.is_valid():
            return redirect("cms:release", page.pk)
        try:
            made = actions.release(page_id=page.pk, by=request.user, **form.cleaned_data)
        except Refused as refused:
            return _refused(request, page, refused)
        messages.success(request, _done(made))
        return redirect("cms:made", made.pk)


@may_release
@require_POST
def release_later(request: MemberRequest, page_id: int) -> HttpResponse:
    """Plan a release for a time to come."""
    page = _source(page_id)
    form = LaterForm(request.POST, asks_for_rule=False, zone=request.user.time_zone)
    if not form.is_valid():
        return _page(request, releases.proposal(page), form)
    values = form.cleaned_data
    try:
        plan = actions.release_later(
            page_id=page.pk,
            rule=values["rule"],
            seen=values["seen"],
            due_at=values["at"],
            zone=form.zone,
            by=request.user,
        )
    except Refused as refused:
        return _page(request, releases.proposal(page), form, refused)
    messages.success(request, _planned(page, plan))
    return redirect("cms:pathways")


@may_release
@require_POST
def withdraw(request: MemberRequest, plan_id: int) -> HttpResponse:
    """Take a planned release back."""
    get_object_or_404(ScheduledRelease, pk=plan_id)
    try:
        actions.withdraw(plan_id=plan_id, by=request.user)
    except Refused as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The planned release is withdrawn. Nothing was released."))
    return redirect("cms:pathways")


@may_release
@require_safe
def impact_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Everybody with what a release would change for them under each rule, as a list to take along."""
    impact = releases.proposal(_source(page_id)).impact
    header = [_("Person"), _("Version now"), *(str(rule.label) for rule in RULES), _("If they move")]
    rows = (
        [*_fates(row), "; ".join(told_effect(effect, impact.titles) for effect in row.effects)] for row in impact.people
    )
    return table_file("impact", header, rows)


def _fates(row: Foreseen) -> list[str]:
    reasons = (row.stays_because(rule) for rule in RULES)
    return [row.name, str(row.number), *(told_because(reason) if reason else _("Moves") for reason in reasons)]


def _page(
    request: MemberRequest, proposal: Proposal, form: LaterForm | None = None, refused: Refused | None = None
) -> HttpResponse:
    zone = request.user.time_zone
    asks = proposal.asks_for_rule
    # What was typed stays; what is shown now is what the next click is about.
    data = {**{name: form.data[name] for name in form.data}, "seen": proposal.fingerprint} if form else None
    shown = LaterForm(data, asks_for_rule=asks, zone=zone, initial={"seen": proposal.fingerprint})
    for words in refused.messages if refused else ():
        shown.add_error("at", words)
    title = _("Release %(pathway)s") % {"pathway": proposal.page.title}
    context = {
        "proposal": proposal,
        "form": shown,
        "options": _options(shown, proposal) if asks else [],
        "groups": releases.groups(proposal.impact),
        "totals": counted(proposal.impact.summary(Release.Rule.KEEP)),
        "changes": [told(change) for change in proposal.changes],
        "refusals": [WORDS[reason] for reason in proposal.refusals],
        "planned": releases.planned(proposal.page),
        "quorum": releases.quorum(proposal),
        "at": timezone.now(),
        "header_icon": "upload",
        "header_title": title,
        **trail(("", title)),
    }
    return render(request, "cms/admin/release.html", context)


def _options(form: ReleaseForm, proposal: Proposal) -> list[tuple[Any, list[str]]]:
    """Each rule's button with what the rule would do."""
    lines = [counted(proposal.impact.summary(rule)) for rule in RULES]
    return list(zip(form["rule"], lines, strict=True))


def _refused(request: HttpRequest, page: PathwayPage, refused: Refused) -> HttpResponse:
    for words in refused.messages:
        messages.warning(request, words)
    return redirect("cms:release", page.pk)


def _source(page_id: int) -> PathwayPage:
    """The page that releases are made from, also when its translation was asked for."""
    page = get_object_or_404(PathwayPage.objects.select_related("locale"), pk=page_id)
    return tree.source_page(page)


def _done(made: Release) -> str:
    return _("%(pathway)s is released as version %(number)d.") % {
        "pathway": made.pathway.title,
        "number": made.syllabus.number,
    }


def _planned(page: PathwayPage, plan: ScheduledRelease) -> str:
    return _("The release of %(pathway)s is planned. It is made by itself, if nothing changes until then.") % {
        "pathway": page.title
    }
