"""How staff narrow the trainings that they look at; the list, the grid and what is done for several share it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter, NumberFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses.progress.models import Enrolment, Pathway
from courses.progress.queries import cohort
from courses.progress.requirements import Next, Turn
from courses.progress.unseen import unseen_by
from courses.progress.words.staff import STEPS, WHOSE_TURN
from lms.people.models import Institution
from lms.web.wall_clock import have_instants

_TURNS = [(turn.value, WHOSE_TURN[turn]) for turn in Turn if turn is not Turn.NOBODY]
_STEPS = [(step.value, STEPS[step]) for step in Next if step is not Next.NOTHING]


class TrainingFilters(WagtailFilterSet):
    """What is cheap comes first, so that whose turn it is has to be found out for few."""

    pathway = ModelChoiceFilter(
        queryset=Pathway.objects.order_by("title", "pk"), label=_("Training"), empty_label=_("All")
    )
    version = NumberFilter(field_name="syllabus__number", label=_("Version"))
    state = ChoiceFilter(choices=Enrolment.State.choices, label=_("State"), empty_label=_("All"))
    ready = ChoiceFilter(
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        label=_("Ready to apply"),
        empty_label=_("All"),
        method="by_readiness",
    )
    institution = ModelChoiceFilter(
        field_name="person__institution",
        queryset=Institution.objects.order_by("name"),
        label=_("Institution"),
        empty_label=_("All"),
    )
    began = DateFromToRangeFilter(
        field_name="enrolled_at", label=_("Began"), widget=DateRangePickerWidget, validators=[have_instants]
    )
    turn = ChoiceFilter(choices=_TURNS, label=_("Whose turn"), empty_label=_("All"), method="by_turn")
    step = ChoiceFilter(choices=_STEPS, label=_("Waits for"), empty_label=_("All"), method="by_step")

    class Meta:
        model = Enrolment
        fields: tuple[str, ...] = ()

    def by_readiness(self, rows: QuerySet[Enrolment], name: str, value: Any) -> QuerySet[Enrolment]:
        return rows.filter(eligible_at__isnull=value != "yes")

    def by_turn(self, rows: QuerySet[Enrolment], name: str, value: Any) -> QuerySet[Enrolment]:
        return cohort.waiting(rows, unseen=unseen_by(self.request.user), at=timezone.now(), turn=value)

    def by_step(self, rows: QuerySet[Enrolment], name: str, value: Any) -> QuerySet[Enrolment]:
        return cohort.waiting(rows, unseen=unseen_by(self.request.user), at=timezone.now(), step=value)


class GridFilters(TrainingFilters):
    """Of one training that is chosen elsewhere, with the browser's own calendar."""

    pathway = None
    version = None
    began = None
