"""The staff's pages about pathways: which have changes to release, and releasing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin.auth import permission_required

from cms import actions
from cms.forms import ReleaseForm
from cms.models import PathwayPage
from cms.queries import releases, tree
from cms.words import WORDS, told
from courses.progress.models import Release
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_release = permission_required("cms.release_pathway")


@may_release
def pathways(request: HttpRequest) -> HttpResponse:
    """All pathways, with what waits to be released."""
    context = {"standings": releases.standings(), "header_icon": "glasses", "header_title": _("Training"), **_trail()}
    return render(request, "cms/admin/pathways.html", context)


@method_decorator(may_release, name="dispatch")
class ReleasePathway(View):
    """Shows what a release would change for whom, and makes it."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        proposal = releases.proposal(_source(page_id))
        form = ReleaseForm(asks_for_rule=proposal.asks_for_rule, initial={"seen": proposal.fingerprint})
        title = _("Release %(pathway)s") % {"pathway": proposal.page.title}
        context = {
            "proposal": proposal,
            "form": form,
            "changes": [told(change) for change in proposal.changes],
            "refusals": [WORDS[reason] for reason in proposal.refusals],
            "header_icon": "upload",
            "header_title": title,
            **_trail(title),
        }
        return render(request, "cms/admin/release.html", context)

    def post(self, request: MemberRequest, page_id: int) -> HttpResponse:
        page = _source(page_id)
        form = ReleaseForm(request.POST, asks_for_rule=False)
        if not form.is_valid():
            return redirect("cms:release", page.pk)
        try:
            made = actions.release(page_id=page.pk, by=request.user, **form.cleaned_data)
        except Refused as refused:
            for words in refused.messages:
                messages.warning(request, words)
            return redirect("cms:release", page.pk)
        messages.success(request, _done(made))
        return redirect("cms:pathways")


def _trail(*below: str) -> dict[str, list[dict[str, str]]]:
    """Where the page stands in the staff pages, for Wagtail's header."""
    start = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    here = [{"url": reverse("cms:pathways"), "label": _("Training")}]
    return {"breadcrumbs_items": [*start, *here, *({"url": "", "label": label} for label in below)]}


def _source(page_id: int) -> PathwayPage:
    """The page that releases are made from, also when its translation was asked for."""
    page = get_object_or_404(PathwayPage.objects.select_related("locale"), pk=page_id)
    return tree.source_page(page)


def _done(made: Release) -> str:
    moved = ngettext("%(count)d person moved to it.", "%(count)d people moved to it.", made.moved)
    return _("%(pathway)s is released as version %(number)d. %(moved)s") % {
        "pathway": made.pathway.title,
        "number": made.syllabus.number,
        "moved": moved % {"count": made.moved},
    }
