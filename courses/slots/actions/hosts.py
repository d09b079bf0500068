"""What hosts are written to about: who comes tomorrow, a late free seat, a session that isn't closed."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.utils import timezone

from courses.slots.actions import mails
from courses.slots.models import SignUp, Slot
from courses.slots.queries import host_day, not_closed, to_tell_hosts
from lms.actions import Clock
from lms.mail import actions as mail

_DAY = timedelta(days=1)
# A session that nobody has closed for so long isn't news any more.
_FORGOTTEN = timedelta(days=8)


def tell_of_free_seat(row: SignUp, *, at: datetime) -> None:
    """Past the cut-off nobody is confirmed unasked: say who is first in line, once for each seat that comes free."""
    slot = row.slot
    late = slot.promotion_ends_at <= at < slot.starts_at
    if not late or slot.state != Slot.State.PUBLISHED or slot.host is None:
        return
    rows = SignUp.objects.in_line().filter(slot=slot, person__isnull=False)
    line = list(rows.values_list("person__display_name", "person__email"))
    if line:
        first = dict(zip(("display_name", "email"), line[0], strict=True))
        _tell(slot, "slot_seat_free_late", about=row.pk, first=first, waiting=len(line))


def remind(*, clock: Clock = timezone.now) -> int:
    """Tell hosts the day before who comes, and the day after that a session is still open; each once, says how many."""
    at, queued = clock(), 0
    for slot in to_tell_hosts(after=at, until=at + _DAY):
        # A session that was moved is told of anew.
        about = f"{slot.pk}/{slot.sequence}" if slot.sequence else slot.pk
        queued += _tell(slot, "slot_host_day", about=about, expected=asdict(host_day(slot)))
    for slot in not_closed(ended_after=at - _FORGOTTEN, ended_until=at - _DAY):
        queued += _tell(slot, "slot_not_closed", about=slot.pk)
    return queued


def _tell(slot: Slot, template: str, *, about: int | str, **words: object) -> bool:
    """Says whether it was written: who may no longer run sessions is told of nobody."""
    if slot.host is None or not slot.host.has_perm("slots.run_slot"):
        return False
    mail.queue(template, to=slot.host, cause=f"{template}:{about}", context=mails.about(slot) | words)
    return True
