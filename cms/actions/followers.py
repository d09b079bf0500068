"""Following a series by mail: asked for, confirmed from a mailed link, ended from each mail."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms.actions import links
from cms.models import Follower, SeriesPage
from cms.queries import chats as queries
from lms.actions import Clock
from lms.mail import actions as mail

LINK_LIVES = timedelta(days=3)
_CONFIRM, _END = "confirm", "end"


@transaction.atomic
def ask(
    *, series: SeriesPage, email: str, profile: Mapping[str, str], institution: str = "", clock: Clock = timezone.now
) -> None:
    """Write to an address that somebody gave; nothing of it tells the one who asks whether it follows already.

    ``profile``: ``display_name``, ``language`` and ``time_zone``. Only what isn't confirmed yet is written anew.
    """
    # Whoever asks twice at once is one row: they come one after the other by the series.
    SeriesPage.objects.select_for_update(of=("self",), no_key=True).get(pk=series.pk)
    at = clock()
    row = Follower.objects.filter(series=series, ended_at=None).by_address(email).first()
    if row is None or row.confirmed_at is None:
        row = row or Follower(series=series)
        row.name, row.email, row.institution, row.asked_at = profile["display_name"], email, institution, at
        row.language, row.time_zone = profile["language"], profile["time_zone"]
        row.save()
        _write(row, "series_follow", token=links.token_of(row, _CONFIRM))
    else:
        _write(row, "series_follow_known", leave=end_token(row))


@transaction.atomic
def confirm(*, follower_id: int, clock: Clock = timezone.now) -> bool:
    """From now on they are told of new chats; says whether they are, for the same link may be pressed twice."""
    waiting = Follower.objects.filter(pk=follower_id, ended_at=None)
    waiting.filter(confirmed_at=None).update(confirmed_at=clock())
    return waiting.exists()


@transaction.atomic
def end(*, follower_id: int, clock: Clock = timezone.now) -> None:
    """Tell them nothing any more, and keep nothing of them but that there was somebody."""
    forget(Q(pk=follower_id), at=clock())


def forget(which: Q, *, at: datetime) -> int:
    """End and blank what hasn't ended; says how many."""
    blank = {"name": "", "email": "", "email_key": "", "institution": ""}
    return Follower.objects.filter(which, ended_at=None).update(ended_at=at, **blank)


def retire(*, older_than: timedelta, clock: Clock = timezone.now) -> int:
    """Remove what was asked for and never confirmed; says how many."""
    gone, _rows = Follower.objects.filter(confirmed_at=None, asked_at__lt=clock() - older_than).delete()
    return gone


def asking(token: str) -> Follower | None:
    """Whom a mailed link confirms."""
    return links.row_of(Follower, token, _CONFIRM, lives=LINK_LIVES)


def ending(token: str) -> Follower | None:
    """Whom a mailed link lets go; it works for good, as each mail carries it."""
    return links.row_of(Follower, token, _END)


def end_token(row: Follower) -> str:
    return links.token_of(row, _END)


def tell(row: Follower, template: str, *, cause: str, context: Mapping[str, object]) -> None:
    """Write to who follows; each mail carries the way out, in its words and for the program that shows it."""
    leave = end_token(row)
    stop_path = reverse("program:end_follow", args=[leave])
    mail.queue(template, to=row.reader, cause=cause, context={**context, "leave": leave}, stop_path=stop_path)


def _write(row: Follower, template: str, **told: str) -> None:
    """Each time that somebody asks is a cause of its own, as with all mails that answer a form."""
    context = {"series": row.series.title, "path": queries.path_of(row.series), **told}
    mail.queue(template, to=row.reader, cause=f"{template}:{row.pk}:{uuid4()}", context=context, secret=True)
