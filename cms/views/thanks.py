"""How somebody of the core group wants to be thanked: they alone choose, and see it as it will stand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions import thanks as actions
from cms.forms.voices import ThanksForm
from cms.models import Thanks
from cms.queries import voices
from lms.people.requests import MemberRequest


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: MemberRequest) -> HttpResponse:
    """The form, and below it what stands on the page now."""
    chosen = _chosen(request)
    form = ThanksForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        actions.choose(person=request.user, chosen=form.cleaned_data)
        shown = form.cleaned_data["shown"]
        messages.success(request, _("Kept. This is how you stand there now.") if shown else _("Kept. Nobody reads it."))
        return redirect("program:thanks")
    return _page(request, form, voices.thanks_of(request.user))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: MemberRequest) -> HttpResponse:
    """What is being typed, as it would stand; nothing is kept."""
    chosen = _chosen(request)
    if request.method != "POST":
        return redirect("program:thanks")
    form = ThanksForm(request.POST, instance=chosen)
    return _page(request, form, form.instance if form.is_valid() else None, previews=True)


def _chosen(request: MemberRequest) -> Thanks:
    if not voices.may_be_thanked(request.user):
        raise PermissionDenied
    return voices.thanks_of(request.user) or Thanks(person=request.user, name=request.user.display_name)


def _page(request: MemberRequest, form: ThanksForm, standing: Thanks | None, *, previews: bool = False) -> HttpResponse:
    return render(request, "cms/thanks.html", {"form": form, "standing": standing, "previews": previews})
