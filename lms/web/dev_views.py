"""Signing in as a demo person with one click: at this machine only, in the embedded shape only."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.web.demo_accounts import demo_people
from lms.web.loopback import loopback_only


@loopback_only
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Only people whose address ends with the name reserved for examples; no real person has one.

    They come to where somebody wanted to go who was asked to sign in first.
    """
    number = request.POST.get("person", "")
    person = get_object_or_404(demo_people(), pk=number if number.isdecimal() else 0)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, method="demo")
    messages.success(request, _("You're signed in as %(name)s.") % {"name": person})
    return redirect(get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)
