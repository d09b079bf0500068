"""Who comes into the staff pages: people with a role there, with a second factor where one is asked for."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lms.people.recent import confirm_first, signed_in_recently

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


# Wagtail's own pages on which a superuser changes who has which role.
WAGTAILS_PEOPLE = ("/admin/users/", "/admin/groups/", "/admin/bulk/people/")


def recent_sign_in_for_wagtails_people(get_response: Next) -> Next:
    """Ask for a recent sign-in before a role is changed on a page that isn't ours; costs ordinary pages nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_view: object) -> HttpResponse | None:
        # Here, and not before: by now it is sure that the request comes from a page of this site.
        changes = request.method == "POST" and request.path.startswith(WAGTAILS_PEOPLE)
        if changes and request.user.is_authenticated and not signed_in_recently(request):
            return confirm_first(request)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
