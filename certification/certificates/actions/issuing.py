"""The row of a certificate: what is issued, in the transaction that caused it."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from certification.certificates import pictures, queries, rendering, rules
from certification.certificates.actions import journal
from certification.certificates.models import STATUS_LIST_SIZE, Certificate, CertificateDesign, Counter, Holder
from certification.certificates.rules import Kind
from certification.certificates.words import STATEMENTS
from lms.actions import Clock, schedule
from lms.people.models import User

# One for all prefixes: a program that changes its prefix goes on counting.
COUNTER = "certificates"
# How the cause of a certificate begins that came back from the journal: the row that caused it was lost.
RESTORED_CAUSE = "restored/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What a decision found to be earned, as it shall be printed."""

    holder_name: str
    name_language: str
    pathway_name: str
    syllabus_number: int
    minutes: int
    sessions: int
    dialogues: int
    requirements: list[str]
    pathway_slug: str
    kind: Kind = Kind.TRAINED
    # The last day on which it holds, of what is given for a time.
    valid_until: date | None = None
    # What its pathway promised: it holds for so many months (0: for good), and takes so many dialogues led to renew.
    valid_months: int = 0
    renewal_chats: int = 0
    # The language that it is printed in; empty: its holder's.
    language: str = ""


class NotApproved(Exception):
    """What is said to have caused a certificate isn't an approval."""


@transaction.atomic
def issue(
    *, cause: str, person: User, earned: Earned, approval: Mapping[str, Any], clock: Clock = timezone.now
) -> Certificate:
    """Create the one certificate of a cause, in the transaction that caused it; its PDF follows after the commit.

    Asking again for the same cause gives the certificate that it has. ``approval``: see ``rules.approvals``. Raises
    ``NotApproved``, and ``Refused`` while the journal knows more than the database.
    """
    counter = _counted()
    at = clock()
    known = Certificate.objects.filter(cause=cause).first() or _restored(approval)
    if known:
        _hold(known, person, earned)
        return known
    return _made(
        Certificate(cause=cause, snapshot=snapshot_of(earned, language=person.language, at=at)),
        Holder(person=person, name=earned.holder_name, name_language=earned.name_language),
        approval=approval,
        counter=counter,
        at=at,
    )


def _restored(approval: Mapping[str, Any]) -> Certificate | None:
    """What the same case gave, upon the same evidence, before an older database was restored and decided it anew."""
    rests_on = {"approval__case": approval.get("case"), "approval__evidence": approval.get("evidence")}
    if None in rests_on.values():
        return None
    return Certificate.objects.filter(cause__startswith=RESTORED_CAUSE, **rests_on).first()


def _hold(certificate: Certificate, person: User, earned: Earned) -> None:
    """One that came back without its holder has one again."""
    if certificate.cause.startswith(RESTORED_CAUSE):
        Holder.objects.filter(certificate=certificate, person=None).update(
            person=person, name=earned.holder_name, name_language=earned.name_language
        )


@transaction.atomic
def issue_instead(
    old: Certificate, *, snapshot: dict[str, Any], holder: Holder, approval: Mapping[str, Any], why: str, at: datetime
) -> Certificate:
    """Create the certificate that stands for a locked one from now on; both keep answering."""
    counter = _counted()
    made = Certificate(cause=f"certificate/{old.number}", snapshot=snapshot, replaces=old, why=why)
    return _made(made, holder, approval=approval, counter=counter, at=at)


def _counted() -> Counter:
    """The counter, locked: of two who issue at once, the later one waits for the earlier one's commit."""
    Counter.objects.get_or_create(name=COUNTER)
    counter = Counter.objects.select_for_update(no_key=True).get(name=COUNTER)
    journal.require_in_step()
    return counter


def _made(
    certificate: Certificate, holder: Holder, *, approval: Mapping[str, Any], counter: Counter, at: datetime
) -> Certificate:
    if not rules.approvals.holds(approval):
        raise NotApproved(certificate.cause)
    counter.last += 1
    counter.save(update_fields=["last"])
    certificate.serial = counter.last
    certificate.number = rules.number_of(settings.CERTIFICATE_PREFIX, timezone.localdate(at).year, counter.last)
    certificate.issued_at, certificate.approval = at, dict(approval)
    certificate.status_list, certificate.status_index = _free_place(counter.last)
    certificate.save(force_insert=True)
    holder.certificate = certificate
    holder.save(force_insert=True)
    schedule("certificates.render", certificate.pk)
    return certificate


def _free_place(serial: int) -> tuple[int, int]:
    """A place in a status list, drawn at random so that it tells of no order; a list that is half full is followed."""
    number = 1 + (serial - 1) // (STATUS_LIST_SIZE // 2)
    places = Certificate.objects.filter(status_list=number)
    while places.filter(status_index=(index := secrets.randbelow(STATUS_LIST_SIZE))).exists():
        pass
    return number, index


def snapshot_of(earned: Earned, *, language: str, at: datetime) -> dict[str, Any]:
    """All that is printed but the number, the id and the name, which have columns of their own."""
    own = ("holder_name", "name_language", "kind", "valid_until", "valid_months", "renewal_chats", "language")
    today = timezone.localdate(at)
    facts = {name: value for name, value in asdict(earned).items() if name not in own} | _road(earned, today)
    return (
        facts
        | {
            "certified_on": today.isoformat(),
            "issued_at": at.isoformat(),
            "language": earned.language or language,
            "program_name": settings.PROGRAM_NAME,
            "institution_name": settings.INSTITUTION_NAME,
            "verify_site": settings.SITE_URL,
            "demonstration": settings.DEMONSTRATION,
        }
        | looks_of(earned.kind, earned.language or language)
    )


def looks_of(kind: Kind, language: str) -> dict[str, Any]:
    """Design and signatories of the present design, with the sentence that fits what a certificate rests on."""
    design = CertificateDesign.objects.select_related("logo").order_by("pk").last() or CertificateDesign()
    return {
        "signatories": design.signing_people(language),
        "design": design.as_printed(language) | _statement(kind, language),
    }


def preview(earned: Earned, *, language: str, clock: Clock = timezone.now) -> bytes:
    """How a certificate would look in the present design: a PDF that says so, without a number, and kept nowhere.

    Two queries.
    """
    facts = snapshot_of(earned, language=language, at=clock())
    snapshot = queries.unnumbered(facts, name=earned.holder_name, name_language=earned.name_language)
    return rendering.render(snapshot, images=pictures.load(snapshot.pictures))


def _road(earned: Earned, today: date) -> dict[str, Any]:
    """What is unusual about it, and nothing where nothing is: what was printed before stays as it was."""
    until = earned.valid_until or (rules.months_later(today, earned.valid_months) if earned.valid_months else None)
    told: dict[str, Any] = {} if earned.kind is Kind.TRAINED else {"kind": earned.kind.value}
    told |= {"valid_until": until.isoformat()} if until else {}
    if earned.valid_months:
        # What was promised at its issue holds, whatever the pathway says later.
        told["renewal"] = {"months": earned.valid_months, "chats": earned.renewal_chats}
    return told


def _statement(kind: Kind, language: str) -> dict[str, str]:
    """The design's sentence says that a training was completed: whoever took another road has a sentence of its own."""
    if kind is Kind.TRAINED:
        return {}
    with translation.override(language):
        return {"statement": str(STATEMENTS[kind])}
