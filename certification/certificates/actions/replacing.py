"""Another certificate in the stead of one that stands: after a change of name, an error, in a new design, renewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from certification.certificates import queries, rules
from certification.certificates.actions.issuing import issue_instead, looks_of
from certification.certificates.models import Certificate, CertificateFile, Credential, Holder
from certification.certificates.rules import Reason
from certification.certificates.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

Why = Certificate.Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """How the new one differs: what is left empty stays as it is printed on the old one."""

    name: str = ""
    name_language: str = ""
    language: str = ""
    # Other members of the snapshot that were wrong, e.g. ``{"minutes": 240}``.
    facts: Mapping[str, Any] | None = None
    # Whoever leaves a name behind may want it nowhere any more: not on the page of the old one, nor in its files.
    forget_old_name: bool = False


@transaction.atomic
def reissue(
    *, certificate_id: int, why: str, corrected: Corrected, by: User, clock: Clock = timezone.now
) -> Certificate:
    """Issue another certificate for one that stands, with the days of the old one; both keep answering.

    Raises ``Refused``.
    """
    old = locked(certificate_id)
    at = clock()
    holder = Holder.objects.select_for_update(no_key=True).get(certificate=old)
    name = corrected.name.strip() or holder.name
    require(replaceable(old, holder, name=name, own=holder.person_id == by.pk, at=at))
    approval = {"by": "person", "certificate": old.number, "person": by.pk, "why": str(why)}
    language = corrected.language or old.snapshot["language"]
    # Signed anew it looks as before.
    looks = {} if why == Why.KEY else looks_of(queries.kind_of(old), language)
    snapshot = {**old.snapshot, **looks, "language": language, **(corrected.facts or {})}
    made = issue_instead(
        old,
        snapshot=snapshot | {"issued_at": at.isoformat()},
        holder=succeeding(holder, name=name, name_language=corrected.name_language or holder.name_language),
        approval=approval,
        why=why,
        at=at,
    )
    if corrected.forget_old_name:
        forget_name(holder)
    audit.record("certificates.reissue", about=old, by=by, data={"number": made.number, "why": str(why)})
    return made


def locked(certificate_id: int) -> Certificate:
    """A certificate whole, locked after its holder, as printing and erasing lock them. Raises ``DoesNotExist``."""
    Holder.objects.select_for_update(no_key=True).filter(certificate=certificate_id).order_by("pk").first()
    certificate = Certificate.objects.select_for_update(no_key=True).get(pk=certificate_id)
    return queries.whole().get(pk=certificate.pk)


def replaceable(old: Certificate, holder: Holder, *, name: str, own: bool, at: datetime) -> tuple[Reason, ...]:
    """Why no other can be issued for it; empty if one can."""
    reasons = rules.decide_replacement(
        facts=queries.facts_of(old), shown=queries.is_shown(old), holder=holder.person_id is not None, name=name
    )
    return (*reasons, Reason.OWN_CERTIFICATE) if own else reasons


def succeeding(holder: Holder, *, name: str, name_language: str) -> Holder:
    return Holder(person=holder.person, name=name, name_language=name_language, shown=holder.shown)


def forget_name(holder: Holder) -> None:
    """Take a name out of the database, and the files that it stands in; number, dates and digests stay."""
    remove_files([holder.pk])
    holder.name = holder.name_language = ""
    holder.save(update_fields=["name", "name_language"])


def remove_files(holders: list[int]) -> None:
    """Remove, after the commit, all files that the names of these holders stand in. Two queries."""
    of_holders = {"certificate__holder__in": holders}
    signed = Credential.objects.filter(**of_holders).values_list("path", "jwt_path")
    printed = CertificateFile.objects.filter(**of_holders).values_list("path", flat=True)
    paths = [*printed, *(path for pair in signed for path in pair)]

    def remove() -> None:
        for path in paths:
            storages["certificates"].delete(path)

    transaction.on_commit(remove)


def require(reasons: tuple[Reason, ...]) -> None:
    if reasons:
        raise Refused(reasons, WORDS)
