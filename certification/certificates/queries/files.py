"""What is told of a file that somebody brings: its bytes and what it says, compared with what we wrote down."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.core.files.storage import storages
from django.db.models import Q

from certification.certificates import rules
from certification.certificates.checking import asking
from certification.certificates.checking.facts import Form, Looked
from certification.certificates.checking.looking import orderless
from certification.certificates.models import Certificate, CertificateFile, Credential, Holder, JournalEntry
from certification.certificates.queries.certificates import Answer, answer, shown
from certification.certificates.rules import FileFacts, Verdict
from lms import apart


class Look(Protocol):
    """How a file is looked at. Raises ``apart.Stopped`` and ``apart.Busy``."""

    def __call__(self, content: bytes, *, at: datetime) -> Looked: ...


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What anybody is told of a file. ``added``: it begins as we issued it, and goes on.

    ``form``: ``None`` where it was never opened, being byte for byte what we issued, or not to be opened safely.
    """

    verdict: Verdict
    form: Form | None = None
    answer: Answer | None = None
    added: bool = False


def by_file(content: bytes, *, at: datetime, look: Look = asking.look) -> FileAnswer:
    """Eight queries at most. A file that is whole is never opened. Raises ``apart.Busy`` if another has to wait."""
    whole = _issued_as({_hash(content), _hash(content.strip())})
    if whole is not None:
        return FileAnswer(Verdict.REAL, answer=_answer(whole, with_name=True, at=at))
    try:
        looked = look(content, at=at)
    except apart.Stopped:
        return FileAnswer(Verdict.UNREADABLE)
    return told_of(looked, at=at)


def told_of(looked: Looked, *, at: datetime) -> FileAnswer:
    """What the facts about a file come to. Seven queries at most."""
    sealed = looked.form is not Form.PDF
    kept = _issued_as([looked.compact]) if sealed else None
    begun = None if kept else _issued_as(looked.beginnings)
    by_id = kept or begun or _of(public_id=looked.public_ids)
    certificate = by_id or _of(number=looked.numbers)
    if certificate is None:
        return FileAnswer(Verdict.NEVER_ISSUED, looked.form)
    facts = FileFacts(
        journalled=kept is not None,
        says_the_same=looked.signed and looked.orderless == _as_stored(certificate),
        sealed=sealed,
        certificate=True,
    )
    # Numbers can be guessed: whose it is reads who brings more of it than that.
    found = _answer(certificate, with_name=by_id is not None, at=at)
    return FileAnswer(rules.decide_file(facts), looked.form, found, added=begun is not None)


def _issued_as(hashes: Iterable[str]) -> Certificate | None:
    """The certificate that one of these is a file of, as the journal says, too. Four queries at most."""
    wanted = {digest for digest in hashes if digest}
    printed = CertificateFile.objects.filter(sha256__in=wanted).values_list("certificate", flat=True)
    signed = Credential.objects.filter(Q(sha256__in=wanted) | Q(jwt_sha256__in=wanted))
    found = next(iter(printed.union(signed.values_list("certificate", flat=True))), None) if wanted else None
    if found is None or not wanted & _journalled(found):
        return None
    return shown().filter(pk=found).first()


def _journalled(certificate: int) -> set[str]:
    """The SHA-256 of all files of a certificate, as the journal has them. One query."""
    issued = JournalEntry.objects.filter(kind=JournalEntry.Kind.ISSUED, certificate=certificate)
    return set(issued.values_list("body__files", flat=True).get().values())


def _of(**named: Iterable[str]) -> Certificate | None:
    """The first certificate of ours that a file names. Two queries at most."""
    ((field, values),) = named.items()
    order = {value: place for place, value in enumerate(values)}
    found = shown().filter(**{f"{field}__in": order}) if order else ()
    return min(found, key=lambda row: order[getattr(row, field)], default=None)


def _answer(certificate: Certificate, *, with_name: bool, at: datetime) -> Answer:
    agreed = certificate.holder.shown != Holder.Shown.NOBODY
    return answer(certificate, with_name=with_name and agreed, at=at)


def _as_stored(certificate: Certificate) -> str:
    """The credential that we keep, without regard to the order of its members; empty where it is kept no more."""
    if not hasattr(certificate, "credential"):
        return ""
    try:
        with storages["certificates"].open(certificate.credential.path) as kept:
            return orderless(json.load(kept))
    except FileNotFoundError:
        return ""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
