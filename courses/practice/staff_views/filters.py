"""How staff narrow the dialogues that they look at."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses.practice import queries
from courses.practice.models import Dialogue
from courses.practice.words import LACKS
from lms.people.models import User
from lms.web.wall_clock import have_instants


class DialogueFilters(WagtailFilterSet):
    """By how a dialogue stands, when it is, who leads it, and what it still lacks."""

    state = ChoiceFilter(choices=Dialogue.State.choices, label=_("State"), empty_label=_("All"))
    missing = ChoiceFilter(choices=[*LACKS.items()], label=_("Missing"), empty_label=_("All"), method="by_lack")
    lead = ModelChoiceFilter(
        field_name="enrolment__person",
        queryset=User.objects.filter(enrolments__dialogues__isnull=False).distinct().order_by("display_name", "pk"),
        label=_("Lead"),
        empty_label=_("All"),
    )
    period = DateFromToRangeFilter(
        field_name="starts_at", label=_("When"), widget=DateRangePickerWidget, validators=[have_instants]
    )

    class Meta:
        model = Dialogue
        fields: tuple[str, ...] = ()

    def by_lack(self, rows: QuerySet[Dialogue], name: str, value: Any) -> QuerySet[Dialogue]:
        return queries.lacking(rows, value)
