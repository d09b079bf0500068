"""Puts certificates and their designs into Wagtail's menu."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from certification.certificates.models import Batch, Certificate, DesignPicture
from certification.certificates.staff_views.waiting import CertificatesPanel, RestoredPanel
from certification.certificates.staff_views.watching import TroublesPanel
from certification.certificates.viewsets import CertificateViewSet, DesignViewSet, JobViewSet, PictureViewSet
from lms.people.models import User
from lms.people.staff_views import LINKS, Link
from lms.web.records import register_view_only

register_view_only(Batch)
register_view_only(Certificate)
register_view_only(DesignPicture)
register_snippet(DesignViewSet)


@hooks.register("register_admin_viewset")
def register_certificates() -> list[ViewSet]:
    return [CertificateViewSet(), JobViewSet(), PictureViewSet()]


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """That nothing is issued is told to all staff; what waits, to those who can do something."""
    panels.append(RestoredPanel())
    if isinstance(request.user, User) and request.user.has_perm("certificates.revoke_certificate"):
        panels.extend((TroublesPanel(), CertificatesPanel(request.user)))


@hooks.register(LINKS)
def certificates_of(reader: User, person: User) -> Link | None:
    if not reader.has_perm("certificates.view_certificate"):
        return None
    return _("Their certificates"), reverse("issued:index") + "?" + urlencode({"q": person.display_name})
