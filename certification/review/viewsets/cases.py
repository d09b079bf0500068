"""The review desk: the queue of applications, and one screen for each."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from certification.review import queries
from certification.review.models import Case
from certification.review.viewsets import inspecting
from lms.web.records import RecordViewSet


class CaseViewSet(RecordViewSet):
    """Longest waiting first. Nothing in the list depends on how, or whether, anybody has voted."""

    model = Case
    name = "cases"
    menu_label = _("Applications")
    menu_order = 330
    icon = "tasks"
    add_to_admin_menu = True
    inspect_view_class = inspecting.CaseInspectView
    inspect_template_name = "review/staff/case.html"
    list_display = (
        "candidate",
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("submitted_at", label=_("Sent"), sort_key="submitted_at"),
        "round",
    )
    list_filter = ("state",)
    search_fields = ("printed_name",)

    def listed(self) -> Any:
        return queries.whole()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), *inspecting.PATHS]
