"""How the queue is narrowed; what is open unless something else is asked for."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from certification.review.models import Case
from certification.review.queries import queue
from certification.review.rules import STATES, Turn
from certification.review.words import TURNS
from courses.progress.models import Pathway

_ALL = "all"
_TURNS = [("mine", _("your turn")), *((turn.value, TURNS[turn]) for turn in Turn if turn is not Turn.NOBODY)]


class CaseFilters(WagtailFilterSet):
    """By whose turn it is, how it stands, for what, and whether its target is over."""

    turn = ChoiceFilter(choices=_TURNS, label=_("Whose turn"), empty_label=_("All"), method="by_turn")
    state = ChoiceFilter(
        choices=[(_ALL, _("All")), *Case.State.choices], label=_("State"), empty_label=_("Open"), method="by_state"
    )
    pathway = ModelChoiceFilter(
        field_name="enrolment__pathway",
        queryset=Pathway.objects.order_by("title", "pk"),
        label=_("Training"),
        empty_label=_("All"),
    )
    late = ChoiceFilter(
        choices=[("yes", _("Target is over")), ("no", _("Still in time"))],
        label=_("Target"),
        empty_label=_("All"),
        method="by_target",
    )

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        rows: QuerySet[Case] = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["state"] else rows.filter(state__in=Case.OPEN)

    def by_state(self, rows: QuerySet[Case], name: str, value: Any) -> QuerySet[Case]:
        return rows if value == _ALL else rows.filter(state=value)

    def by_turn(self, rows: QuerySet[Case], name: str, value: Any) -> QuerySet[Case]:
        if value == "mine":
            return queue.mine(rows)
        return rows.filter(state__in=[state for state, duty in STATES.items() if duty.turn == value])

    def by_target(self, rows: QuerySet[Case], name: str, value: Any) -> QuerySet[Case]:
        at = timezone.now()
        return queue.late(rows, at=at) if value == "yes" else queue.in_time(rows, at=at)
