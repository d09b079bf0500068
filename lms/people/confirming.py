"""“Is it still you?” for people without a password: digits are mailed, and entered on the page that asked for them."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lms.people import mail_codes
from lms.people.forms import MailCodeForm
from lms.people.requests import MemberRequest


class ConfirmView(BaseReauthenticateView):
    """Carries out afterwards what waits; people who have a password are led to that."""

    form_class = MailCodeForm
    template_name = "people/confirm.html"

    def form_valid(self, form: MailCodeForm) -> HttpResponse:
        if not mail_codes.check(self.request, form.cleaned_data["code"]):
            again = _("These aren't the digits from the newest mail. Please look once more.")
            no_more = _("These digits work no more. Let us send you others.")
            form.add_error("code", again if mail_codes.is_awaited(self.request) else no_more)
            return self.form_invalid(form)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"is_awaited": mail_codes.is_awaited(self.request)}


confirm = login_required(never_cache(ConfirmView.as_view()))


@login_required
@require_POST
def send_code(request: MemberRequest) -> HttpResponse:
    if ratelimit.consume(request, action="send_code", user=request.user):
        mail_codes.send(request)
    else:
        messages.info(
            request, _("We have written to you several times just now. Please wait a little, then try again.")
        )
    waiting = {"next": request.POST["next"]} if "next" in request.POST else {}
    return redirect(f"{reverse('people:confirm')}?{urlencode(waiting)}")
