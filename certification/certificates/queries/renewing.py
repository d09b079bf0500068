"""What a renewal takes, and whether somebody who is certified leads dialogues at present."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from certification.certificates import rules
from certification.certificates.models import Certificate, Leave
from certification.certificates.queries.certificates import last_day
from courses.slots import queries as slots
from courses.slots.models import Slot
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class RenewalFound:
    """What the renewal of a certificate takes, and what is there. ``valid_until``: ``None`` if it lasts."""

    certificate: Certificate
    valid_until: date | None
    months: int
    chats_needed: int
    chats: Sequence[Slot]
    today: date

    @property
    def still_to_lead(self) -> int:
        return max(0, self.chats_needed - len(self.chats))

    @property
    def opens_on(self) -> date | None:
        """From when on it can be renewed."""
        return self.valid_until - rules.RENEWABLE_BEFORE if self.valid_until else None

    @property
    def is_open(self) -> bool:
        return self.opens_on is not None and self.opens_on <= self.today

    @property
    def would_hold_until(self) -> date | None:
        if self.valid_until is None:
            return None
        return rules.renewed_until(valid_until=self.valid_until, months=self.months, today=self.today)


def renewal_of(certificate: Certificate, person: User, *, at: datetime) -> RenewalFound:
    """What was promised at its issue, and the dialogues led since then. Three queries."""
    promised = certificate.snapshot.get("renewal", {})
    since = _begun_at(certificate, person)
    return RenewalFound(
        certificate=certificate,
        valid_until=last_day(certificate) if promised else None,
        months=promised.get("months", 0),
        chats_needed=promised.get("chats", 0),
        chats=[slot for slot in slots.chats_led_by([person.pk], at=at).get(person.pk, []) if slot.ends_at > since],
        today=timezone.localdate(at, timezone.get_default_timezone()),
    )


def _begun_at(certificate: Certificate, person: User) -> datetime:
    """When the time began that a renewal looks at: another name or design on the sheet begins none. One query.

    It ends with the instant of a renewal, so that each dialogue counts for one.
    """
    theirs = Certificate.objects.filter(holder__person=person).values_list("pk", "replaces", "why", "issued_at")
    known = {pk: (before, why, at) for pk, before, why, at in theirs}
    before, why, at = certificate.replaces_id, certificate.why, certificate.issued_at
    while why != Certificate.Why.RENEWAL and before in known:
        before, why, at = known[before]
    return at


@dataclass(frozen=True, slots=True)
class Led:
    """What somebody who is certified has led, and whether they lead at present."""

    activity: rules.Activity
    # What strangers are told: nothing of a leave.
    told: rules.Activity
    chats: Sequence[Slot]


def activity_of(certificates: Iterable[Certificate], *, at: datetime) -> dict[int, Led]:
    """By person, from their certificates with holders: three queries for any number."""
    certified: dict[int, date] = {}
    for certificate in certificates:
        person, day = certificate.holder.person_id, date.fromisoformat(certificate.snapshot["certified_on"])
        if person is not None:
            certified[person] = max(day, certified.get(person, day))
    led = slots.chats_led_by(list(certified), at=at)
    away: dict[int, list[rules.Away]] = {}
    for leave in Leave.objects.filter(person__in=certified):
        away.setdefault(leave.person_id, []).append(rules.Away(leave.since, leave.until))
    today = timezone.localdate(at, timezone.get_default_timezone())
    return {
        person: _led(day, led.get(person, []), away.get(person, []), today=today) for person, day in certified.items()
    }


def _led(certified_on: date, chats: Sequence[Slot], leaves: Sequence[rules.Away], *, today: date) -> Led:
    zone = timezone.get_default_timezone()
    days = [timezone.localdate(slot.starts_at, zone) for slot in chats]
    found, told = (
        rule(certified_on=certified_on, led=days, leaves=leaves, today=today)
        for rule in (rules.activity, rules.activity_told)
    )
    return Led(found, told, chats)
