"""What can be done with certificates: issue, render, revoke."""

import hashlib
import logging
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation

from certification.certificates import queries, rules
from certification.certificates.models import (
    Certificate,
    CertificateDesign,
    CertificateFile,
    Counter,
    Holder,
    Revocation,
)
from certification.certificates.rules import Kind
from certification.certificates.words import STATEMENTS, WORDS
from lms.actions import Clock, Refused, schedule
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.mail import actions as mail
from lms.people.models import User

logger = logging.getLogger(__name__)
# One for all prefixes: a program that changes its prefix goes on counting.
COUNTER = "certificates"


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
    kind: Kind = Kind.TRAINED
    # The last day on which it holds, of what is given for a time.
    valid_until: date | None = None


@transaction.atomic
def issue(*, cause: str, person: User, earned: Earned, clock: Clock = timezone.now) -> Certificate:
    """Create the one certificate of a cause, in the transaction that caused it; its PDF follows after the commit.

    Asking again for the same cause gives the certificate that it has.
    """
    Counter.objects.get_or_create(name=COUNTER)
    counter = Counter.objects.select_for_update(no_key=True).get(name=COUNTER)
    at = clock()
    known = Certificate.objects.filter(cause=cause).first()
    if known:
        return known
    counter.last += 1
    counter.save(update_fields=["last"])
    certificate = Certificate.objects.create(
        cause=cause,
        serial=counter.last,
        number=rules.number_of(settings.CERTIFICATE_PREFIX, timezone.localdate(at).year, counter.last),
        issued_at=at,
        snapshot=_snapshot(earned, language=person.language, at=at),
    )
    Holder.objects.create(
        certificate=certificate, person=person, name=earned.holder_name, name_language=earned.name_language
    )
    schedule("certificates.render", certificate.pk)
    return certificate


def _snapshot(earned: Earned, *, language: str, at: datetime) -> dict[str, Any]:
    """All that is printed but the number, the id and the name, which have columns of their own."""
    design = CertificateDesign.objects.order_by("pk").last() or CertificateDesign()
    own = ("holder_name", "name_language", "kind", "valid_until")
    facts = {name: value for name, value in asdict(earned).items() if name not in own} | _road(earned)
    looks = ("layout", "primary", "accent", "ink", "paper", "title", "statement", "border")
    return facts | {
        "certified_on": timezone.localdate(at).isoformat(),
        "issued_at": at.isoformat(),
        "language": language,
        "signatories": design.signing_people(),
        "program_name": settings.PROGRAM_NAME,
        "institution_name": settings.INSTITUTION_NAME,
        "verify_site": settings.SITE_URL,
        "design": {name: getattr(design, name) for name in looks} | _statement(earned, language),
        "demonstration": settings.DEMONSTRATION,
    }


def _road(earned: Earned) -> dict[str, str]:
    """What is unusual about it, and nothing where nothing is: what was printed before stays as it was."""
    kind = {} if earned.kind is Kind.TRAINED else {"kind": earned.kind.value}
    return kind | ({"valid_until": earned.valid_until.isoformat()} if earned.valid_until else {})


def _statement(earned: Earned, language: str) -> dict[str, str]:
    """The design's sentence says that a training was completed: whoever took another road has a sentence of its own."""
    if earned.kind is Kind.TRAINED:
        return {}
    with translation.override(language):
        return {"statement": str(STATEMENTS[earned.kind])}


def preview(earned: Earned, *, language: str, clock: Clock = timezone.now) -> bytes:
    """How a certificate would look in the present design: a PDF that says so, without a number, and kept nowhere.

    One query.
    """
    # Imported here, being slow: see below.
    from certification.certificates.rendering import render as render_pdf  # noqa: PLC0415

    facts = _snapshot(earned, language=language, at=clock())
    return render_pdf(queries.unnumbered(facts, name=earned.holder_name, name_language=earned.name_language))


def render(certificate_id: int, *, clock: Clock = timezone.now) -> CertificateFile | None:
    """Render, store and note a certificate's PDF, and tell its holder; what is done already is left alone.

    The same certificate renders to the same bytes, and its path follows from it: a worker that died after writing
    the file is followed by one that writes the same file again. A certificate that was revoked or whose holder was
    erased before it was printed stays without a file.
    """
    certificate = queries.unprinted().filter(pk=certificate_id).first()
    if certificate is not None:
        # Imported here, being slow: only who prints waits for it, and a site without its libraries still starts.
        from certification.certificates.rendering import render as render_pdf  # noqa: PLC0415

        content = render_pdf(queries.printed(certificate))
        failpoint("certificates.rendered")
        _keep(certificate, content, clock)
    return CertificateFile.objects.filter(certificate=certificate_id).first()


@transaction.atomic
def _keep(certificate: Certificate, content: bytes, clock: Clock) -> None:
    """Of two workers one stores and notes, the other finds the note; an erasure that went before finds nothing new."""
    # An erasure takes the same lock before it looks for files, and locks the person last.
    Holder.objects.select_for_update(no_key=True).get(certificate=certificate)
    # A revocation takes this one.
    Certificate.objects.select_for_update(no_key=True).get(pk=certificate.pk)
    if queries.unprinted().filter(pk=certificate.pk).exists():
        _store(certificate, content, at=clock())


def _store(certificate: Certificate, content: bytes, *, at: datetime) -> None:
    name = f"{certificate.issued_at:%Y}/{certificate.public_id}.pdf"
    path = storages["certificates"].save(name, ContentFile(content))
    failpoint("certificates.stored")
    CertificateFile.objects.create(
        certificate=certificate, path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content), stored_at=at
    )
    failpoint("certificates.noted")
    assert certificate.holder.person is not None
    context = {"number": certificate.number, "public_id": certificate.public_id}
    context |= {"pathway": certificate.snapshot["pathway_name"], "name": certificate.holder.name}
    cause = f"certificate_ready:{certificate.pk}"
    mail.queue("certificate_ready", to=certificate.holder.person, cause=cause, context=context)
    failpoint("certificates.mail_queued")


def sweep() -> int:
    """Finish what a dead worker left; one certificate's trouble doesn't keep the others from theirs."""
    done = 0
    for pk in queries.unprinted().order_by("pk").values_list("pk", flat=True):
        try:
            render(pk)
        except Exception:  # the outer edge of a periodic task: logged, tried again at the next turn
            logger.exception("certificate %s could not be rendered", pk)
        else:
            done += 1
    return done


@transaction.atomic
def revoke(
    *, certificate_id: int, public_reason: str, private_reason: str, by: User, clock: Clock = timezone.now
) -> Revocation:
    """Say that a certificate no longer holds. It stays verifiable, as revoked. Raises ``Refused``."""
    certificate = Certificate.objects.select_for_update(no_key=True).get(pk=certificate_id)
    reasons = rules.decide_revocation(
        revoked=Revocation.objects.filter(certificate=certificate).exists(),
        own=Holder.objects.filter(certificate=certificate, person=by).exists(),
        public_reason=public_reason,
    )
    if reasons:
        raise Refused(reasons, WORDS)
    made = Revocation.objects.create(
        certificate=certificate,
        revoked_at=clock(),
        revoked_by=by,
        public_reason=public_reason.strip(),
        private_reason=private_reason.strip(),
    )
    audit.record("certificates.revoke", about=certificate, by=by)
    return made
