"""What people at the desk say of themselves: when they are away, who takes over, whether they want Monday's mail."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from certification.review import rules
from certification.review.models import Absence, DigestWish
from certification.review.words import WORDS
from lms.actions import Clock, Refused, schedule
from lms.people.models import User
from lms.people.roles import Role, has_role


@transaction.atomic
def be_away(
    *,
    by: User,
    starts_on: date | None,
    ends_on: date | None,
    delegate: User | None,
    absence_id: int | None = None,
    clock: Clock = timezone.now,
) -> Absence:
    """Keep days on which somebody isn't asked, new ones or others in their place; what is open is passed on at once.

    Raises ``Absence.DoesNotExist`` for somebody else's, and ``Refused``.
    """
    absence = (
        Absence(person=by) if absence_id is None else Absence.objects.select_for_update().get(pk=absence_id, person=by)
    )
    decision = rules.decide_absence(
        starts_on=starts_on,
        ends_on=ends_on,
        today=timezone.localdate(clock(), timezone=ZoneInfo(by.time_zone)),
        delegate_is_oneself=delegate == by,
        delegate_reads=delegate is None or has_role(delegate, Role.CORE_GROUP),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    assert starts_on is not None
    assert ends_on is not None
    absence.starts_on, absence.ends_on, absence.delegate = starts_on, ends_on, delegate
    absence.save()
    schedule("review.mind_person", by.pk)
    return absence


@transaction.atomic
def be_back(*, by: User, absence_id: int) -> None:
    """Take days off the list; what others took over stays with them. Raises ``Absence.DoesNotExist``."""
    Absence.objects.get(pk=absence_id, person=by).delete()


@transaction.atomic
def choose_digest(*, by: User, weekly: bool) -> None:
    DigestWish.objects.update_or_create(person=by, defaults={"weekly": weekly})
