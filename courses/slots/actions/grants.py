"""What a right code opens: a signed grant that is carried through sign-in, and links that a host pastes into a call."""

import hashlib
import hmac
import secrets

from django.core import signing
from django.db import transaction

from courses.slots.models import Slot
from courses.slots.rules import GRANT_LASTS, LINK_LASTS
from lms.audit import actions as audit
from lms.people.models import User

GRANT_SALT = "courses.slots.check-in"
LINK_SALT = "courses.slots.check-in-link"


def new_browser() -> str:
    """What is given to a browser as a cookie that no script reads, and that a grant belongs to."""
    return secrets.token_urlsafe(16)


def make(slot_id: int, *, browser: str) -> str:
    """A grant for one slot, one browser and one check-in. In another browser it opens nothing."""
    return signing.dumps([slot_id, _print_of(browser), secrets.token_urlsafe(9)], salt=GRANT_SALT)


def read(token: str, slot_id: int, *, browser: str) -> str:
    """The grant's own id, by which it is spent; empty for one that isn't ours, is another's, or is too old."""
    try:
        slot, owner, grant_id = signing.loads(token, salt=GRANT_SALT, max_age=GRANT_LASTS)
    except signing.BadSignature:
        return ""
    ours = slot == slot_id and bool(browser) and hmac.compare_digest(owner, _print_of(browser))
    return str(grant_id) if ours else ""


@transaction.atomic
def make_link(*, slot_id: int, by: User) -> str:
    """What a host's link carries: for five minutes it opens what a right code opens."""
    slot = Slot.objects.get(pk=slot_id)
    audit.record("slots.make_check_in_link", about=slot, by=by)
    return signing.dumps(slot.pk, salt=LINK_SALT)


def is_link(token: str, slot_id: int) -> bool:
    try:
        return bool(signing.loads(token, salt=LINK_SALT, max_age=LINK_LASTS) == slot_id)
    except signing.BadSignature:
        return False


def _print_of(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
