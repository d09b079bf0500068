"""How staff narrow the certificates that they look at."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from certification.certificates import queries
from certification.certificates.models import Certificate, Suspension
from certification.certificates.queries.printed import said
from certification.certificates.rules import Activity, Kind, Standing
from certification.certificates.words import KINDS, STANDINGS

_ACTIVITY = [
    ("leads", _("leads dialogues at present")),
    (Activity.ON_LEAVE.value, _("on leave")),
    (Activity.ALUMNI.value, _("has led in earlier years")),
]
_SUSPENDED = Q(suspensions__in=Suspension.objects.filter(lifted_at=None))


def _today() -> str:
    return timezone.localdate(timezone.now(), timezone.get_default_timezone()).isoformat()


def _standing(standing: Standing) -> Q:
    """The gravest that is true, as ``rules.standing`` finds it."""
    ends = [
        (Standing.REVOKED, Q(revocation__isnull=False)),
        (Standing.SUSPENDED, _SUSPENDED),
        (Standing.SUPERSEDED, Q(replaced_by__isnull=False)),
        (Standing.EXPIRED, Q(until__isnull=False, until__lt=_today())),
    ]
    found = Q()
    for name, holds in ends:
        if name is standing:
            return found & holds
        found &= ~holds
    return found


class CertificateFilters(WagtailFilterSet):
    """By whether it holds, on what it rests, and whether its holder leads at present."""

    standing = ChoiceFilter(
        choices=[(standing.value, STANDINGS[standing]) for standing in Standing],
        label=_("Standing"),
        empty_label=_("All"),
        method="by_standing",
    )
    kind = ChoiceFilter(
        choices=[(kind.value, KINDS[kind]) for kind in Kind], label=_("Kind"), empty_label=_("All"), method="by_kind"
    )
    activity = ChoiceFilter(choices=_ACTIVITY, label=_("Holder"), empty_label=_("All"), method="by_activity")

    class Meta:
        model = Certificate
        fields: tuple[str, ...] = ()

    def by_standing(self, rows: QuerySet[Certificate], name: str, value: Any) -> QuerySet[Certificate]:
        return rows.annotate(until=said("valid_until")).filter(_standing(Standing(value)))

    def by_kind(self, rows: QuerySet[Certificate], name: str, value: Any) -> QuerySet[Certificate]:
        """A usual one says nothing of its kind."""
        rows = rows.annotate(of_kind=said("kind"))
        return rows.filter(of_kind=None) if value == Kind.TRAINED else rows.filter(of_kind=value)

    def by_activity(self, rows: QuerySet[Certificate], name: str, value: Any) -> QuerySet[Certificate]:
        """It follows from what each has led, which no column holds: four queries for any number."""
        held = Certificate.objects.filter(holder__person__isnull=False).select_related("holder")
        led = queries.activity_of(held, at=timezone.now())
        fits: Callable[[Activity], bool] = (
            (lambda found: found.leads) if value == "leads" else (lambda found: found.value == value)
        )
        return rows.filter(holder__person__in=[person for person, found in led.items() if fits(found.activity)])
