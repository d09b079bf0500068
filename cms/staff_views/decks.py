"""What staff see of slide decks beside the list: figures; and the one act, forgetting who asked."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions import decks as actions
from cms.models import DeckRequest
from cms.queries import deck_figures
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("cms.view_deckrequest", raise_exception=True)
@require_safe
def figures(request: MemberRequest) -> HttpResponse:
    context = {
        "decks": deck_figures.by_deck(),
        "purposes": deck_figures.by_purpose(),
        "schools": deck_figures.by_school(),
        "most_schools": deck_figures.MOST_SCHOOLS,
    }
    return render(request, "cms/staff/deck_figures.html", context)


@permission_required("cms.see_deck_addresses", raise_exception=True)
@require_POST
@recent_sign_in_required
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    """Blank all that somebody without an account wrote, when they ask for it."""
    row = get_object_or_404(DeckRequest, pk=pk)
    count = actions.forget_address(request=row, by=request.user)
    messages.success(request, _("Forgotten. Requests that named this person: %(count)d.") % {"count": count})
    return redirect("deck_requests:inspect", pk)
