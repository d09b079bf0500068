"""Calibration exercises, and how far observers agree."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet

from courses.practice.models import Exercise
from courses.practice.staff_views import agreement, exercises
from courses.practice.staff_views.exercise_pages import ExerciseIndexView, ExerciseInspectView
from courses.practice.viewsets.menu import MENU
from lms.web.records import RecordViewSet


class ExerciseViewSet(RecordViewSet):
    """Only for those who set exercises: an observer who reads the agreed scores first has nothing left to learn."""

    model = Exercise
    name = "exercises"
    menu_label = _("Calibration")
    menu_order = 321
    icon = "tick-inverse"
    add_to_admin_menu = True
    menu_hook = MENU
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
