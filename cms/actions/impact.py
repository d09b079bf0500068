"""Telling the figures of impact anew: those that enough people, or enough rounds of feedback, have changed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.models import ToldFigure
from cms.queries.counted import OPINIONS, counted
from cms.rules.impact import FEWEST_PEOPLE, FEWEST_ROUNDS, Cell, next_told
from lms.actions import Clock


@transaction.atomic
def tell(*, clock: Clock = timezone.now) -> None:
    """Count all, and let those figures move that may; twice is the same as once."""
    standing = {(row.season, row.measure): row for row in ToldFigure.objects.select_for_update().order_by("pk")}
    at = clock()
    found = counted(at)
    for key in sorted({*standing, *found}):
        row = standing.get(key)
        least = FEWEST_ROUNDS if key[1] in OPINIONS else FEWEST_PEOPLE
        _write(key, next_told(row.cell if row else None, found.get(key), least=least), at)


def _write(key: tuple[str, str], cell: Cell | None, at: datetime) -> None:
    season, measure = key
    if cell is None:
        ToldFigure.objects.filter(season=season, measure=measure).delete()
        return
    told = {"value": cell.value, "behind": cell.behind, "answers": cell.answers, "counted_at": at}
    ToldFigure.objects.update_or_create(season=season, measure=measure, defaults=told)
