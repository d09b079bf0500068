"""The staff list of certificates, and one page for each."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView

from certification.certificates import queries
from certification.certificates.models import Certificate
from certification.certificates.rules import Standing
from certification.certificates.staff_views import ending, replacing
from certification.certificates.staff_views.filters import CertificateFilters
from certification.certificates.words import STANDINGS
from lms.people.models import User
from lms.web.records import RecordViewSet


class CertificateInspectView(InspectView):
    """What was issued, what has happened to it, and what can be done."""

    page_title = _("Certificate")
    template_name = "certificates/staff/certificate.html"

    def get_object(self, queryset: Any = None) -> Certificate:
        return get_object_or_404(queries.whole(), pk=self.pk)

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The page shows what matters of each field by itself."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader = self.request.user
        assert isinstance(reader, User)
        record = queries.record_of(self.object, reader=reader, at=timezone.now())
        told = {"record": record, "answer": record.answer, "may": _may(record, reader)}
        return {**super().get_context_data(**kwargs), **told}


def _may(record: queries.Record, reader: User) -> dict[str, bool]:
    """Which verbs are offered; each is decided again when it is done."""
    answer, suspends = record.answer, reader.has_perm("certificates.suspend_certificate")
    admin = reader.has_perm("certificates.revoke_certificate") and not record.own
    revoked, suspended = answer.standing is Standing.REVOKED, answer.suspended_at is not None
    proposed = record.proposal is not None
    held = answer.certificate.holder.person_id is not None
    return {
        "suspend": suspends and not (record.own or revoked or suspended),
        "reinstate": admin and suspended and not revoked,
        "propose": admin and not (revoked or proposed),
        "agree": admin and record.proposal is not None and record.proposal.proposed_by_id != reader.pk,
        "withdraw": admin and proposed,
        "reissue": admin and held and answer.successor is None and (revoked or not suspended),
        "move": admin and held,
        "give": admin and record.is_ownerless,
    }


def _standing_of(certificate: Certificate) -> str:
    return str(STANDINGS[queries.answer(certificate, with_name=False, at=timezone.now()).standing])


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
    list_display = (
        "number",
        Column("name", label=_("Holder"), accessor="holder.name"),
        Column("pathway", label=_("Certified for"), accessor="snapshot.pathway_name"),
        "issued_at",
        Column("standing", label=_("Standing"), accessor=_standing_of),
    )
    search_fields = ("number", "holder__name")
    filterset_class = CertificateFilters

    def listed(self) -> Any:
        return queries.whole()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/suspend/", ending.suspend, name="suspend"),
            path("<int:pk>/reinstate/", ending.reinstate, name="reinstate"),
            path("<int:pk>/propose/", ending.propose, name="propose"),
            path("<int:pk>/revoke/", ending.revoke, name="revoke"),
            path("<int:pk>/withdraw/", ending.withdraw, name="withdraw"),
            path("<int:pk>/reissue/", replacing.reissue, name="reissue"),
            path("<int:pk>/move/", replacing.move, name="move"),
            path("<int:pk>/give/", replacing.give, name="give"),
        ]
