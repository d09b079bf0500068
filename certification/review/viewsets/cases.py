"""The review desk: the queue of applications, and one screen for each."""

from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from certification.review import queries, staff_views
from certification.review.forms import ReviewForm
from certification.review.models import Case
from certification.review.staff_views import queueing
from certification.review.staff_views.ahead import ahead
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
    """The queue, and one screen for each application."""

    model = Case
    name = "cases"
    menu_label = _("Applications")
    menu_order = 330
    icon = "tasks"
    add_to_admin_menu = True
    inspect_view_class = CaseInspectView
    inspect_template_name = "review/staff/case.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", queueing.index, name="index"),
            *(pattern for pattern in super().get_urlpatterns() if pattern.name == "inspect"),
            path("ahead/", ahead, name="ahead"),
            path("<int:pk>/decide/", staff_views.decide, name="decide"),
        ]
