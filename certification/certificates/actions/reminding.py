"""What time does to certificates that hold for a time: their holders are told of the last day, in time and seldom."""

import logging
from datetime import date

from django.db import transaction
from django.utils import formats, timezone, translation

from certification.certificates import queries, rules
from certification.certificates.actions.replacing import locked
from certification.certificates.rules import Activity
from lms.actions import Clock
from lms.mail import actions as mail

logger = logging.getLogger(__name__)


def remind(*, clock: Clock = timezone.now) -> int:
    """Write to the holders of certificates whose last day is near; each of ``rules.REMINDERS`` is told once.

    One query where there are none. One holder's trouble doesn't keep the others from theirs. Says how many it saw.
    """
    seen = 0
    for pk in queries.ending(_today(clock)):
        try:
            _remind(pk, clock=clock)
        except Exception:  # the outer edge of a periodic task: logged, tried again at the next turn
            logger.exception("the holder of certificate %s could not be reminded", pk)
        else:
            seen += 1
    return seen


@transaction.atomic
def _remind(certificate_id: int, *, clock: Clock) -> None:
    certificate = locked(certificate_id)
    person, valid_until = certificate.holder.person, queries.last_day(certificate)
    at = clock()
    # Locked meanwhile by whoever ended or renewed it, or let its holder go.
    if person is None or valid_until is None or not queries.is_renewable(certificate):
        return
    led = queries.activity_of([certificate], at=at)[person.pk]
    due = rules.reminder_due(
        valid_until=valid_until, today=_today(lambda: at), on_leave=led.activity is Activity.ON_LEAVE
    )
    if due is None:
        return
    context = {"number": certificate.number, "public_id": certificate.public_id}
    context |= {"pathway": certificate.snapshot["pathway_name"], "day": _in_words(valid_until, person.language)}
    mail.queue("certificate_ends", to=person, cause=f"certificate_ends:{certificate.pk}:{due}", context=context)


def _in_words(day: date, language: str) -> str:
    with translation.override(language):
        return formats.date_format(day)


def _today(clock: Clock) -> date:
    return timezone.localdate(clock(), timezone.get_default_timezone())
