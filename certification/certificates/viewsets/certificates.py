"""The staff list of certificates."""

from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from certification.certificates import queries
from certification.certificates.models import Certificate
from certification.certificates.staff_views import ending
from lms.web.records import RecordViewSet


class CertificateInspectView(InspectView):
    """What was issued, and whether it holds."""

    page_title = _("Certificate")
    template_name = "certificates/staff/certificate.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("certificates.revoke_certificate")
        return {
            **super().get_context_data(**kwargs),
            "answer": queries.answer(self.object, with_name=True, at=timezone.now()),
            "may_revoke": may and not hasattr(self.object, "revocation"),
        }


class CertificateViewSet(RecordViewSet):
    """Newest first."""

    model = Certificate
    name = "issued"
    menu_label = _("Certificates")
    menu_order = 340
    icon = "circle-check"
    add_to_admin_menu = True
    inspect_view_class = CertificateInspectView
    inspect_template_name = "certificates/staff/certificate.html"
    list_display = ("number", "holder", "issued_at")
    search_fields = ("number", "holder__name")

    def listed(self) -> Any:
        return queries.whole()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/revoke/", ending.revoke, name="revoke")]
