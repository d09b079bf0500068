"""A mailed link to somebody's own words: they say yes or no, and can say otherwise at any time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.actions import links, voices
from cms.forms.voices import SeenForm
from cms.models import Testimonial
from lms.actions import Refused


@never_cache
@require_safe
def voice(request: HttpRequest, token: str) -> HttpResponse:
    """The words as they would stand, and the buttons: looking changes nothing, for mail scanners look too."""
    found = links.row_of(Testimonial, token, voices.LINK)
    if found is None:
        return render(request, "cms/voice_gone.html", status=404)
    return render(request, "cms/voice_asked.html", {"voice": found, "token": token, "seen": voices.seal_of(found)})


@never_cache
@require_POST
def agree(request: HttpRequest, token: str) -> HttpResponse:
    found, form = _voice(token), SeenForm(request.POST)
    try:
        voices.agree(voice_id=found.pk, seen=form.cleaned_data["seen"] if form.is_valid() else "")
    except Refused as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Thank you. Your words are on our page now."))
    return redirect("program:voice", token)


@never_cache
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    voices.withdraw(voice_id=_voice(token).pk, by=None)
    messages.success(request, _("Done: your words aren't shown. You needn't say why."))
    return redirect("program:voice", token)


def _voice(token: str) -> Testimonial:
    found = links.row_of(Testimonial, token, voices.LINK)
    if found is None:
        raise Http404
    return found
