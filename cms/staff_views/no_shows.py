"""What a pathway does when somebody misses sessions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.staff_views.parts import may_release
from courses.progress.models import Pathway
from courses.slots.actions import no_shows
from courses.slots.forms.no_shows import PolicyForm
from courses.slots.rules import Policy
from lms.people.requests import MemberRequest


@may_release
@require_POST
def choose(request: MemberRequest, pathway_id: int) -> HttpResponse:
    pathway = get_object_or_404(Pathway, pk=pathway_id)
    form = PolicyForm(request.POST)
    if not form.is_valid():
        raise Http404
    no_shows.choose_policy(pathway_id=pathway.pk, policy=Policy(form.cleaned_data["policy"]), by=request.user)
    messages.success(request, _("Kept. It holds from now on for everybody on %(pathway)s.") % {"pathway": pathway})
    return redirect("cms:pathways")
