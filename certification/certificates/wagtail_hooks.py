"""Puts certificates and their designs into Wagtail's menu."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certification.certificates.models import Certificate
from certification.certificates.staff_views.watching import TroublesPanel
from certification.certificates.viewsets import CertificateViewSet, DesignViewSet
from lms.people.models import User
from lms.web.records import register_view_only

register_view_only(Certificate)
register_snippet(DesignViewSet)


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("construct_homepage_panels")
def tell_admins_of_trouble(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm("certificates.revoke_certificate"):
        panels.append(TroublesPanel())
