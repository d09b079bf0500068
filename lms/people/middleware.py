"""Who comes into the staff pages: people with a role there, with a second factor where one is asked for."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

Next = Callable[[HttpRequest], HttpResponse]


def staff_pages_for_staff(get_response: Next) -> Next:
    """
    Tell others plainly that a page below ``/admin/`` isn't theirs; costs ordinary pages nothing.

    Wagtail sends them to sign in, and the sign-in page sends who is signed in back: a circle without an end.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user if request.path.startswith("/admin/") else None
        if person and person.is_authenticated and not person.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return get_response(request)

    return middleware


def second_factor_for_staff(get_response: Next) -> Next:
    """Ask for a second factor before ``/admin/`` where the settings say so; costs ordinary pages nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        needed = settings.STAFF_NEED_SECOND_FACTOR and request.path.startswith("/admin/")
        if needed and request.user.is_authenticated and not is_mfa_enabled(request.user):
            messages.info(request, _("One more step: staff pages ask for a second way to sign in. Set one up here."))
            return redirect("mfa_index")
        return get_response(request)

    return middleware
