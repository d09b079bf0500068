"""A person's own pages: profile, data, and the way out."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.actions import Refused
from lms.people import actions, mail_codes, personal_data
from lms.people.forms import EraseForm, MailCodeForm, ProfileForm
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=request.user, profile=form.cleaned_data)
        messages.success(request, _("Saved. This is how others see you now."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form})


@login_required
@require_safe
def my_data(request: MemberRequest) -> HttpResponse:
    return render(request, "people/my_data.html", {"stays": personal_data.what_stays()})


@login_required
@recent_sign_in_required
@never_cache
@require_safe
def download(request: MemberRequest) -> HttpResponse:
    name = f"my-data-{timezone.localdate().isoformat()}.json"
    return JsonResponse(
        personal_data.export_all(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: MemberRequest) -> HttpResponse:
    form = EraseForm(request.POST or None, expected=_("erase me"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(person=request.user, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            logout(request)
            return redirect("people:erased")
    return render(request, "people/erase.html", {"form": form, "stays": personal_data.what_stays()})


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "people/erased.html")


class ConfirmView(BaseReauthenticateView):
    """“Is it still you?” for who has no password: digits from a mail. What waits is carried out afterwards."""

    form_class = MailCodeForm
    template_name = "people/confirm.html"

    def form_valid(self, form: MailCodeForm) -> HttpResponse:
        if not mail_codes.check(self.request, form.cleaned_data["code"]):
            again = _("These aren't the digits from the newest mail. Please look once more.")
            no_more = _("These digits work no more. Let us send you others.")
            form.add_error("code", again if mail_codes.is_awaited(self.request) else no_more)
        done = super().form_invalid if form.errors else super().form_valid
        answer: HttpResponse = done(form)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        known: dict[str, Any] = super().get_context_data(**more)
        return known | {"is_awaited": mail_codes.is_awaited(self.request)}


confirm = login_required(never_cache(ConfirmView.as_view()))


@login_required
@require_POST
def send_code(request: MemberRequest) -> HttpResponse:
    """Mail digits to who has no other way; everybody else is led to theirs by the page."""
    page = reverse("people:confirm")
    if page not in {way["url"] for way in get_adapter().get_reauthentication_methods(request.user)}:
        return redirect(page)
    if ratelimit.consume(request, action="send_code", user=request.user):
        mail_codes.send(request)
    else:
        messages.info(
            request, _("We have written to you several times just now. Please wait a little, then try again.")
        )
    waiting = {"next": request.POST["next"]} if "next" in request.POST else {}
    return redirect(f"{page}?{urlencode(waiting)}")
