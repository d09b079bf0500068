"""What holders see of their certificates, and whose last day is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from certification.certificates import rules
from certification.certificates.models import Certificate, Leave
from certification.certificates.queries.certificates import (
    Answer,
    answer,
    held_by,
    is_shown,
    last_day,
    shown,
    successor_of,
    suspension_of,
)
from certification.certificates.queries.renewing import Led, activity_of
from certification.certificates.rules import Standing
from lms.people.models import User


def is_renewable(certificate: Certificate) -> bool:
    """Whether its holder may renew it sooner or later. No query, given a certificate from ``whole()``."""
    ended = hasattr(certificate, "revocation") or suspension_of(certificate) is not None
    promised = "renewal" in certificate.snapshot and last_day(certificate) is not None
    return promised and not ended and is_shown(certificate) and successor_of(certificate) is None


@dataclass(frozen=True, slots=True)
class Held:
    """One of somebody's own certificates, and what they can do with it today."""

    answer: Answer
    today: date

    @property
    def certificate(self) -> Certificate:
        return self.answer.certificate

    @property
    def certified_on(self) -> date:
        """The first day, which stays the same when it is renewed."""
        return date.fromisoformat(self.certificate.snapshot["certified_on"])

    @property
    def is_shown(self) -> bool:
        return is_shown(self.certificate)

    @property
    def may_download(self) -> bool:
        """What was revoked isn't offered again, and what a name was taken from isn't there any more."""
        return self.is_shown and self.answer.standing is not Standing.REVOKED and bool(self.certificate.holder.name)

    @property
    def may_share(self) -> bool:
        return self.may_download and self.answer.standing in (Standing.VALID, Standing.EXPIRED)

    @property
    def renewal_opens_on(self) -> date | None:
        """From when on it can be renewed, if it can."""
        day = self.answer.valid_until
        return day - rules.RENEWABLE_BEFORE if day and is_renewable(self.certificate) else None

    @property
    def may_renew(self) -> bool:
        return self.renewal_opens_on is not None and self.renewal_opens_on <= self.today


def held(person: User, *, at: datetime) -> list[Held]:
    """A person's certificates, newest first. Two queries."""
    return [held_one(row, at=at) for row in held_by(person)]


def held_one(certificate: Certificate, *, at: datetime) -> Held:
    """No query, given a certificate from ``whole()``."""
    today = timezone.localdate(at, timezone.get_default_timezone())
    return Held(answer(certificate, with_name=True, at=at), today)


@dataclass(frozen=True, slots=True)
class Log:
    """What somebody who is certified has led, and their leaves; those that are over are of no use to anybody."""

    led: Led
    leaves: Sequence[Leave]
    today: date

    @property
    def away(self) -> Leave | None:
        """The leave that holds today."""
        return next((row for row in self.leaves if row.since <= self.today), None)

    @property
    def ahead(self) -> list[Leave]:
        return [row for row in self.leaves if row.since > self.today]


def log_of(person: User, *, at: datetime) -> Log | None:
    """One's practice log; ``None`` for who isn't certified. Six queries."""
    led = activity_of((row for row in held_by(person) if is_shown(row)), at=at).get(person.pk)
    if led is None:
        return None
    today = timezone.localdate(at, timezone.get_default_timezone())
    leaves = [row for row in Leave.objects.filter(person=person) if row.until is None or row.until >= today]
    return Log(led, leaves, today)


def ending(today: date) -> list[int]:
    """The certificates whose holders may have to be reminded today. One query."""
    last = today + timedelta(days=max(rules.REMINDERS))
    rows = shown().filter(revocation=None, replaced_by=None, holder__person__isnull=False, snapshot__has_key="renewal")
    dated = rows.annotate(last_day=Cast(KT("snapshot__valid_until"), CharField()))
    near = dated.filter(last_day__gte=today.isoformat(), last_day__lte=last.isoformat())
    return list(near.order_by("pk").values_list("pk", flat=True))
