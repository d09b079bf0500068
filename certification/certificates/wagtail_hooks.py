"""Puts certificates and their designs into Wagtail's menu."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certification.certificates.design_viewset import DesignViewSet, PictureViewSet
from certification.certificates.models import Certificate, DesignPicture
from certification.certificates.viewsets import CertificateViewSet
from lms.web.records import register_view_only

register_view_only(Certificate)
register_view_only(DesignPicture)
register_snippet(DesignViewSet)


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("register_admin_viewset")
def register_pictures() -> PictureViewSet:
    return PictureViewSet()
