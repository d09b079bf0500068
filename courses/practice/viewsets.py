"""The core group's list of practice dialogues, and one page for each."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.base import ViewSet

from courses.practice import queries
from courses.practice.forms import ObserverForm
from courses.practice.models import Dialogue, Exercise
from courses.practice.staff_views import agreement, exercises, plans
from courses.practice.staff_views.exercise_pages import ExerciseIndexView, ExerciseInspectView
from lms.web.records import RecordViewSet


class ExerciseViewSet(RecordViewSet):
    """Only for those who set exercises: an observer who reads the agreed scores first has nothing left to learn."""

    model = Exercise
    name = "exercises"
    menu_label = _("Calibration")
    menu_order = 321
    icon = "tick-inverse"
    add_to_admin_menu = True
    index_view_class = ExerciseIndexView
    inspect_view_class = ExerciseInspectView
    inspect_template_name = "practice/staff/exercise.html"
    list_display = (
        "title",
        Column("state", label=_("State"), accessor="told_state"),
        Column("bound", label=_("Percent to qualify"), sort_key="bound"),
        Column("pathway", label=_("Rubric of"), accessor="syllabus"),
    )
    search_fields = ("title",)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("write/", exercises.write, name="write"),
            path("<int:pk>/change/", exercises.change, name="change"),
            path("<int:pk>/publish/", exercises.publish, name="publish"),
            path("<int:pk>/withdraw/", exercises.withdraw, name="withdraw"),
        ]


class AgreementViewSet(ViewSet):
    """How far observers agree, and who of them is qualified; for all who see dialogues."""

    name = "agreement"
    url_prefix = "agreement"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", agreement.agreement, name="agreement"),
            path("observers/", exercises.observers, name="observers"),
        ]


class DialogueInspectView(InspectView):
    """A plan with its lead, stages and observers, and the verbs that it waits for."""

    page_title = _("Practice dialogue")
    template_name = "practice/staff/dialogue.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("practice.clear_dialogue")
        open_states = (Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING)
        return {
            **super().get_context_data(**kwargs),
            "room": queries.room(self.object),
            "form": ObserverForm(queries.possible_observers(self.object)),
            "may_assign": may and self.object.state in open_states,
            "may_clear": may and self.object.state == Dialogue.State.PROPOSED,
        }


class DialogueViewSet(RecordViewSet):
    """Soonest last; filter by state to see what waits to be cleared."""

    model = Dialogue
    name = "dialogues"
    menu_label = _("Practice")
    menu_order = 320
    icon = "group"
    add_to_admin_menu = True
    inspect_view_class = DialogueInspectView
    inspect_template_name = "practice/staff/dialogue.html"
    list_display = ("topic", "lead", Column("get_state_display", label=_("State"), sort_key="state"), "starts_at")
    list_filter = ("state",)
    search_fields = ("topic", "enrolment__person__display_name")

    def listed(self) -> Any:
        return Dialogue.objects.select_related("enrolment__person")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/observer/", plans.ask_observer, name="observer"),
            path("<int:pk>/clear/", plans.clear, name="clear"),
        ]
