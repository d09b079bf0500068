"""Exercises in deciding, made of closed applications."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from certification.review import queries
from certification.review.forms.exercises import ExerciseDecisionForm
from certification.review.models import ReviewExercise
from certification.review.staff_views import exercises
from lms.web.records import RecordIndexView, RecordViewSet


class ReviewExerciseIndexView(RecordIndexView):
    """What can be practised on; nothing here tells who or how many decided."""

    nothing_yet = _("No exercise yet. Closed applications whose candidates agree can become one.")
    page_title = _("Practise deciding")

    def get_base_queryset(self) -> Any:
        shown = [row.exercise.pk for row in queries.exercises_for(self.request.user, at=timezone.now())]
        return ReviewExercise.objects.filter(pk__in=shown)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [HeaderButton(_("How I decide"), url=reverse("review_exercises:mine"), icon_name="user")]
        if self.request.user.has_perm("review.add_reviewexercise"):
            buttons.append(
                HeaderButton(_("Make an exercise"), url=reverse("review_exercises:closed"), icon_name="plus")
            )
        return buttons


class ReviewExerciseInspectView(InspectView):
    """One exercise: to decide, or with what the panel decided once one has; to others it isn't there."""

    page_title = _("Practise deciding")
    template_name = "review/staff/exercise.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = queries.exercises_for(self.request.user, at=timezone.now())
        found = next((row for row in shown if row.exercise.pk == self.object.pk), None)
        if found is None:
            raise Http404
        may = self.request.user.has_perm("review.add_reviewexercise")
        return {
            **super().get_context_data(**kwargs),
            "offered": found,
            "form": ExerciseDecisionForm(),
            "may_withdraw": may,
        }


class ReviewExerciseViewSet(RecordViewSet):
    """Newest first."""

    model = ReviewExercise
    name = "review_exercises"
    menu_label = _("Practise deciding")
    menu_order = 332
    icon = "tick-inverse"
    add_to_admin_menu = True
    index_view_class = ReviewExerciseIndexView
    inspect_view_class = ReviewExerciseInspectView
    inspect_template_name = "review/staff/exercise.html"
    list_display = ("title", "made_at")
    search_fields = ("title",)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("mine/", exercises.mine, name="mine"),
            path("closed/", exercises.closed, name="closed"),
            path("closed/<int:round_id>/", exercises.make, name="make"),
            path("<int:pk>/decide/", exercises.decide, name="decide"),
            path("<int:pk>/withdraw/", exercises.withdraw, name="withdraw"),
        ]
