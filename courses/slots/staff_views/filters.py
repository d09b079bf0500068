"""How staff narrow the sessions that they look at; the list and what is done for several share it."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses.slots.models import Slot
from lms.people.models import User
from lms.web.wall_clock import have_instants


class SlotFilters(WagtailFilterSet):
    """By what a session is, when it is, and whether its hosts still have something to do."""

    state = ChoiceFilter(choices=Slot.State.choices, label=_("State"), empty_label=_("All"))
    kind = ChoiceFilter(choices=Slot.Kind.choices, label=_("Kind"), empty_label=_("All"))
    host = ModelChoiceFilter(
        queryset=User.objects.filter(hosted_slots__isnull=False).distinct().order_by("display_name", "pk"),
        label=_("Host"),
        empty_label=_("All"),
    )
    language = ChoiceFilter(choices=settings.LANGUAGES, label=_("Language"), empty_label=_("All"))
    period = DateFromToRangeFilter(
        field_name="starts_at", label=_("Starts"), widget=DateRangePickerWidget, validators=[have_instants]
    )
    due = ChoiceFilter(
        choices=[("yes", _("Needs closing")), ("no", _("Doesn't"))],
        label=_("Closing"),
        empty_label=_("All"),
        method="by_closing",
    )

    class Meta:
        model = Slot
        fields: tuple[str, ...] = ()

    def by_closing(self, rows: QuerySet[Slot], name: str, value: Any) -> QuerySet[Slot]:
        """Published sessions that are over: somebody has to look who was there."""
        due = {"state": Slot.State.PUBLISHED, "ends_at__lte": timezone.now()}
        return rows.filter(**due) if value == "yes" else rows.exclude(**due)
