"""The staff list of trainings, and one page for each."""

from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from courses.progress import queries, staff_views
from courses.progress.forms import UndoForm, WaiverForm
from courses.progress.models import Enrolment
from lms.web.records import RecordViewSet


class EnrolmentInspectView(InspectView):
    """What is met, what is missing, and the history, with the verbs that correct it."""

    page_title = _("Training")
    template_name = "progress/staff/training.html"

    def get_queryset(self) -> Any:
        return Enrolment.objects.select_related("person", "pathway", "syllabus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        training = queries.training_of(self.object, at=timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "training": training,
            "events": queries.history(self.object),
            "may_correct": self.request.user.has_perm("progress.correct_enrolment"),
            "waiver_form": WaiverForm([row.status for row in training.requirements]),
            "undo_form": UndoForm(),
        }


class EnrolmentViewSet(RecordViewSet):
    """Who is on the road; filter by pathway and by readiness."""

    model = Enrolment
    name = "trainings"
    menu_label = _("Trainees")
    menu_order = 300
    icon = "history"
    add_to_admin_menu = True
    inspect_view_class = EnrolmentInspectView
    inspect_template_name = "progress/staff/training.html"
    list_display = ("person", "pathway", "enrolled_at", "eligible_at")
    list_filter = {"pathway": ["exact"], "eligible_at": ["isnull"]}
    search_fields = ("person__display_name",)

    def listed(self) -> Any:
        return Enrolment.objects.select_related("person", "pathway")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/waive/", staff_views.waive, name="waive"),
            path("<int:pk>/undo/", staff_views.undo, name="undo"),
        ]
