"""The staff list of calibration exercises, and the page of each."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from courses.practice import queries
from courses.practice.models import Exercise
from lms.web.records import RecordIndexView, RecordInspectView


class ExerciseIndexView(RecordIndexView):
    """By title; the same queries, however many."""

    nothing_yet = _("No calibration exercise yet. Once one is written and published, observers can practise on it.")
    page_title = _("Calibration exercises")

    def get_base_queryset(self) -> Any:
        rows = Exercise.objects.select_related("syllabus__pathway")
        return rows.defer("vignette", "gold", "because", "syllabus__document")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [HeaderButton(_("Observers"), url=reverse("agreement:observers"), icon_name="group")]
        if self.request.user.has_perm("practice.set_exercise"):
            buttons.append(HeaderButton(_("Write an exercise"), url=reverse("exercises:write"), icon_name="plus"))
        return buttons


class ExerciseInspectView(RecordInspectView):
    """The vignette, the agreed scores with their reasons, and the verbs that are open."""

    page_title = _("Calibration exercise")
    template_name = "practice/staff/exercise.html"

    def get_queryset(self) -> Any:
        return Exercise.objects.select_related("syllabus__pathway")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("practice.set_exercise")
        found = self.object
        return {
            **super().get_context_data(**kwargs),
            "agreed": queries.agreed_scores(found),
            "may_change": may and found.withdrawn_at is None,
            "may_publish": may and found.published_at is None,
            "may_withdraw": may and found.offered,
        }
