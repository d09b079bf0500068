"""Whether certificates are made and believed, as whoever runs the site has to know it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max

from certification.certificates import keys, rules
from certification.certificates.models import Certificate, SignedList
from certification.certificates.queries.certificates import unprinted
from certification.certificates.rules import Trouble


def troubles(*, in_step: bool, at: datetime) -> tuple[Trouble, ...]:
    """What is wrong, given whether journal and database agree. Three queries."""
    watched = rules.Watched(
        has_keys=_has_keys(),
        in_step=in_step,
        listed_at=tuple(_listed_at()),
        waits_since=unprinted().order_by("issued_at").values_list("issued_at", flat=True).first(),
    )
    return rules.troubles(watched, at=at)


def _has_keys() -> bool:
    """Whether a pair signs, as the public history tells: a web process knows no more, and needn't."""
    try:
        return keys.signing() is not None
    except keys.NoKeys:
        return False


def _listed_at() -> Iterator[datetime]:
    newest = Certificate.objects.aggregate(newest=Max("status_list"))["newest"] or 0
    signed = dict(SignedList.objects.values_list("number", "signed_at"))
    for number in range(1, newest + 1):
        moment = signed.get(number) or _first_in(number)
        if moment is not None:
            yield moment


def _first_in(number: int) -> datetime | None:
    """Since when a list is wanted that was never signed. One query."""
    return Certificate.objects.filter(status_list=number).order_by("pk").values_list("issued_at", flat=True).first()
