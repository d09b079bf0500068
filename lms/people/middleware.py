"""Leads staff without a second factor to set one up before they enter the staff pages."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

Next = Callable[[HttpRequest], HttpResponse]


def second_factor_for_staff(get_response: Next) -> Next:
    """Ask for a second factor before ``/admin/`` where the settings say so; costs ordinary pages nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        needed = settings.STAFF_NEED_SECOND_FACTOR and request.path.startswith("/admin/")
        if needed and request.user.is_authenticated and not is_mfa_enabled(request.user):
            messages.info(request, _("One more step: staff pages ask for a second way to sign in. Set one up here."))
            return redirect("mfa_index")
        return get_response(request)

    return middleware
