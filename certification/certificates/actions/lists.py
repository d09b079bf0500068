"""The signed lists of what was revoked: signed anew at each revocation, and in time before the last one runs out."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from certification.certificates import badges, keys
from certification.certificates.actions import journal
from certification.certificates.models import Certificate, Counter, JournalEntry, Revocation, SignedList
from certification.credentials.documents import written
from certification.credentials.proof import sign
from certification.credentials.status import status_list
from lms.actions import Clock

logger = logging.getLogger(__name__)
# Short, so that a verifier who keeps an old list learns of a revocation within a day and a half.
VALID_FOR = timedelta(hours=36)
# Many turns can fail before anybody has to know (``rules.watching``).
SIGNED_ANEW_AFTER = timedelta(hours=12)
_COUNTER = "lists"


def sign_lists(*, clock: Clock = timezone.now) -> int:
    """Sign each list whose bits have changed or whose signature grows old; says how many. May run twice at once.

    Raises ``keys.NoKeys`` where there is nothing to sign with, and ``Refused`` where an older database was restored.
    """
    newest = Certificate.objects.aggregate(newest=Max("status_list"))["newest"] or 1
    return sum(_sign(number, clock) for number in range(1, newest + 1))


@transaction.atomic
def _sign(number: int, clock: Clock) -> bool:
    # Of two that sign at once, the later one finds what the earlier one signed.
    Counter.objects.get_or_create(name=_COUNTER)
    Counter.objects.select_for_update(no_key=True).get(name=_COUNTER)
    at = clock()
    bits = _revoked(number)
    last = SignedList.objects.filter(number=number).first()
    if last is not None and last.revoked == len(bits) and at < last.signed_at + SIGNED_ANEW_AFTER and _trusted(last):
        return False
    document = _signed(number, bits, at=at)
    values = {"document": document, "revoked": len(bits), "signed_at": at, "valid_until": at + VALID_FOR}
    SignedList.objects.update_or_create(number=number, defaults=values)
    journal.note(JournalEntry.Kind.LISTED, None, {"list": number, "revoked": len(bits)}, at=at)
    return True


def _revoked(number: int) -> list[int]:
    rows = Revocation.objects.filter(certificate__status_list=number).order_by("certificate__status_index")
    return [index for index in rows.values_list("certificate__status_index", flat=True) if index is not None]


def _signed(number: int, bits: list[int], *, at: datetime) -> bytes:
    signer = keys.signer()
    url = badges.list_url(settings.SITE_URL, number)
    unsigned = status_list(url, keys.did(), bits, valid_from=at, valid_until=at + VALID_FOR)
    return written(sign(unsigned, signer.proof, did=keys.did(), created=at))


def _trusted(last: SignedList) -> bool:
    """Whether it was signed with the pair that signs now: after a change of keys lists don't wait for their hour."""
    return keys.signer().proof.public.multibase.encode() in bytes(last.document)
