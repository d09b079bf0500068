"""What holders do after their certificate: renew it, take leave, come back, and say who may read their name."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from certification.certificates import queries, rules
from certification.certificates.actions.issuing import issue_instead, looks_of
from certification.certificates.actions.replacing import locked, replaceable, require, succeeding
from certification.certificates.models import Certificate, Holder, Leave, Renewal
from certification.certificates.rules import Reason
from courses.progress.chain import digest
from lms.actions import Clock
from lms.people.models import User


@transaction.atomic
def renew(*, certificate_id: int, reflection: str, by: User, clock: Clock = timezone.now) -> Certificate:
    """Renew one's own certificate by what one has led since: the next one replaces it, and holds as long again.

    Raises ``Certificate.DoesNotExist`` for somebody else's, and ``Refused``.
    """
    old = locked(certificate_id)
    at = clock()
    holder = Holder.objects.select_for_update(no_key=True).filter(certificate=old, person=by).first()
    if holder is None:
        raise Certificate.DoesNotExist
    found = queries.renewal_of(old, by, at=at)
    require((*replaceable(old, holder, name=holder.name, own=False, at=at), *not_yet(found, reflection)))
    Renewal.objects.create(certificate=old, reflection=reflection.strip(), sent_at=at)
    approval = {
        "by": "renewal",
        "certificate": old.number,
        "chats": [chat.pk for chat in found.chats],
        "chats_needed": found.chats_needed,
        "reflection": digest(reflection.strip()),
    }
    return issue_renewed(found, holder, approval=approval, at=at)


def not_yet(found: queries.RenewalFound, reflection: str) -> tuple[Reason, ...]:
    """Why it can't be renewed now by what has been led; empty if it can."""
    return rules.decide_renewal(
        revoked=hasattr(found.certificate, "revocation"),
        valid_until=found.valid_until,
        chats=len(found.chats),
        chats_needed=found.chats_needed,
        reflection=reflection,
        today=found.today,
    )


def issue_renewed(
    found: queries.RenewalFound, holder: Holder, *, approval: Mapping[str, Any], at: datetime
) -> Certificate:
    """Issue the certificate that a renewal gives: in the present design, for as long again as was promised."""
    old = found.certificate
    assert found.would_hold_until is not None
    looks = looks_of(queries.kind_of(old), old.snapshot["language"])
    until = {"valid_until": found.would_hold_until.isoformat(), "issued_at": at.isoformat()}
    return issue_instead(
        old,
        snapshot={**old.snapshot, **looks, **until},
        holder=succeeding(holder, name=holder.name, name_language=holder.name_language),
        approval=approval,
        why=Certificate.Why.RENEWAL,
        at=at,
    )


@transaction.atomic
def take_leave(*, since: date, until: date | None, by: User, clock: Clock = timezone.now) -> Leave:
    """Say that one doesn't lead dialogues for a time. A leave that is open is ended or changed by it.

    Raises ``Refused``.
    """
    list(Holder.objects.select_for_update(no_key=True).filter(person=by).order_by("pk"))
    require(rules.decide_leave(since=since, until=until, today=_today(clock)))
    leave = Leave.objects.filter(person=by, until=None).first() or Leave(person=by)
    leave.since, leave.until = since, until
    leave.save()
    return leave


@transaction.atomic
def let_go_of_leave(*, leave_id: int, by: User, clock: Clock = timezone.now) -> None:
    """Take back a leave that hasn't begun. Raises ``Leave.DoesNotExist`` for any other."""
    Leave.objects.select_for_update().get(pk=leave_id, person=by, since__gt=_today(clock)).delete()


@transaction.atomic
def come_back(*, by: User, clock: Clock = timezone.now) -> int:
    """End the leaves that go on: from today on one leads again; says how many there were."""
    today = _today(clock)
    open_ones = [leave for leave in Leave.objects.select_for_update().filter(person=by) if leave.since <= today]
    ended = [leave for leave in open_ones if leave.until is None or leave.until >= today]
    for leave in ended:
        if leave.since == today:
            leave.delete()
        else:
            leave.until = date.fromordinal(today.toordinal() - 1)
            leave.save(update_fields=["until"])
    return len(ended)


@transaction.atomic
def show(*, certificate_id: int, to: str, by: User) -> Holder:
    """Choose who may read the name on one's own certificate, and on those that it replaced.

    Raises ``Holder.DoesNotExist`` for somebody else's.
    """
    holder = Holder.objects.select_for_update(no_key=True).get(certificate=certificate_id, person=by)
    holder.shown = to
    holder.save(update_fields=["shown"])
    earlier = Holder.objects.filter(certificate__replaced_by=certificate_id, person=by).first()
    if earlier is not None:
        show(certificate_id=earlier.certificate_id, to=to, by=by)
    return holder


def _today(clock: Clock) -> date:
    return timezone.localdate(clock(), timezone.get_default_timezone())
