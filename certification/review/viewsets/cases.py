"""The review desk: the queue of applications, and one screen for each."""

from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView

from certification.review import queries
from certification.review.forms import ReviewForm
from certification.review.models import Case
from certification.review.staff_views import deciding
from lms.web.records import RecordViewSet


class CaseInspectView(InspectView):
    """All the evidence, and the decision, on one screen."""

    page_title = _("Application")
    template_name = "review/staff/case.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = queries.desk(self.object, self.request.user, at=timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "desk": desk,
            "form": ReviewForm(initial={"seen": self.object.enrolment.last_seq}),
        }


class CaseViewSet(RecordViewSet):
    """Longest waiting first. Nothing in the list depends on how, or whether, anybody has voted."""

    model = Case
    name = "cases"
    menu_label = _("Applications")
    menu_order = 330
    icon = "tasks"
    add_to_admin_menu = True
    inspect_view_class = CaseInspectView
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
        return [*super().get_urlpatterns(), path("<int:pk>/decide/", deciding.decide, name="decide")]
