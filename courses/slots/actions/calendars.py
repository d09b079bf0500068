"""What people do with their own calendar address and the mails that they want."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from courses.slots.models import CalendarFeed, MailWish
from lms.actions import Clock
from lms.people.models import User

_SECRET_BYTES = 32


@transaction.atomic
def make_feed(*, person: User, clock: Clock = timezone.now) -> str:
    """Make somebody's calendar address, or a new one in the old one's place; returns its secret, told only now."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    made = {"secret_hash": hash_of(secret), "made_at": clock()}
    CalendarFeed.objects.update_or_create(person=person, defaults=made)
    return secret


@transaction.atomic
def revoke_feed(*, person: User) -> bool:
    """Let a calendar address open nothing any more; says whether there was one."""
    count, _by_table = CalendarFeed.objects.filter(person=person).delete()
    return bool(count)


@transaction.atomic
def choose_mails(*, person: User, day_before: bool, hour_before: bool, afterwards: bool) -> None:
    """Keep which mails about sessions somebody wants."""
    wish = {"day_before": day_before, "hour_before": hour_before, "afterwards": afterwards}
    MailWish.objects.update_or_create(person=person, defaults=wish)


@transaction.atomic
def end_mails(*, person: User, kind: str) -> None:
    """Write no more mails of one kind, which is a field of the wish; the others stay as they are."""
    MailWish.objects.update_or_create(person=person, defaults={kind: False})


def hash_of(secret: str) -> str:
    """As it is kept: of 256 random bits a plain hash tells nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
