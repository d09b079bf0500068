"""The designs that new certificates are printed in."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from certification.certificates.models import CertificateDesign


class DesignViewSet(SnippetViewSet):
    """Designs are edited like any content, with their history; the newest prints."""

    model = CertificateDesign
    icon = "image"
    menu_label = _("Certificate designs")
    menu_order = 345
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name", "layout"]
