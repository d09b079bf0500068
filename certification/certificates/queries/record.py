"""All of one certificate on one page for staff: what has happened to it, upon what it rests, who leads at present."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from certification.certificates.models import (
    Certificate,
    JournalEntry,
    Revocation,
    RevocationProposal,
    Suspension,
)
from certification.certificates.queries.certificates import Answer, answer, open_proposals
from certification.certificates.queries.renewing import Led, activity_of
from certification.certificates.words import ACTIVITIES, HAPPENED, RULES, STANDINGS
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a certificate; ``private`` only for those whom it doesn't concern."""

    at: datetime
    what: str
    by: User | None = None
    public: str = ""
    private: str = ""
    number: str = ""

    @property
    def words(self) -> str:
        return str(HAPPENED[self.what])


@dataclass(frozen=True, slots=True)
class Record:
    """One certificate as staff see it. ``own``: the reader's, who reads less of it than others do."""

    answer: Answer
    own: bool
    events: Sequence[Event]
    proposal: RevocationProposal | None
    entries: Sequence[JournalEntry]
    led: Led | None
    voters: Mapping[int, User]

    @property
    def certificate(self) -> Certificate:
        return self.answer.certificate

    @property
    def standing_words(self) -> str:
        return str(STANDINGS[self.answer.standing])

    @property
    def activity_words(self) -> str:
        return str(ACTIVITIES[self.led.activity]) if self.led else ""

    @property
    def rule_words(self) -> str:
        return str(RULES.get(self.certificate.approval.get("rule", ""), ""))

    @property
    def votes(self) -> list[tuple[User | None, Mapping[str, Any], datetime]]:
        rows = self.certificate.approval.get("votes", [])
        return [(self.voters.get(row["reviewer"]), row, datetime.fromisoformat(row["at"])) for row in rows]

    @property
    def approver(self) -> User | None:
        return self.voters.get(self.certificate.approval.get("person", 0))

    @property
    def journalled(self) -> JournalEntry | None:
        return next((entry for entry in self.entries if entry.kind == JournalEntry.Kind.ISSUED), None)

    @property
    def is_ownerless(self) -> bool:
        """Whether it came back from the journal, and nobody has said yet whose it is."""
        return self.certificate.holder.person_id is None and self.certificate.cause.startswith("restored/")


def record_of(certificate: Certificate, *, reader: User, at: datetime) -> Record:
    """Nine queries at most, given a certificate from ``whole()``."""
    own = certificate.holder.person_id == reader.pk
    proposal = None if own else open_proposals().filter(certificate=certificate).first()
    approval = certificate.approval
    people = {row["reviewer"] for row in approval.get("votes", [])} | {approval.get("person", 0)}
    return Record(
        answer=answer(certificate, with_name=True, at=at),
        own=own,
        events=_events(certificate, own=own),
        proposal=proposal,
        entries=list(certificate.journal.all()),
        led=activity_of([certificate], at=at).get(certificate.holder.person_id or 0),
        voters=User.objects.in_bulk([pk for pk in people if pk]),
    )


def _events(certificate: Certificate, *, own: bool) -> list[Event]:
    found = [Event(at=certificate.issued_at, what="issued")]
    for row in Suspension.objects.filter(certificate=certificate).select_related("suspended_by", "lifted_by"):
        found += _of_suspension(row, own=own)
    if not own:
        for proposal in RevocationProposal.objects.filter(certificate=certificate).select_related(
            "proposed_by", "ended_by"
        ):
            found += _of_proposal(proposal, revoked=hasattr(certificate, "revocation"))
    revoked = Revocation.objects.filter(certificate=certificate).select_related("revoked_by").first()
    if revoked:
        private = "" if own else revoked.private_reason
        told = Event(
            at=revoked.revoked_at, what="revoked", by=revoked.revoked_by, public=revoked.public_reason, private=private
        )
        found.append(told)
    successor = getattr(certificate, "replaced_by", None)
    if successor is not None:
        found.append(Event(at=successor.issued_at, what=f"replaced_{successor.why}", number=successor.number))
    return sorted(found, key=lambda event: event.at)


def _of_suspension(row: Suspension, *, own: bool) -> list[Event]:
    told, because = ("", "") if own else (row.private_reason, row.lifted_because)
    begun = Event(at=row.suspended_at, what="suspended", by=row.suspended_by, public=row.public_reason, private=told)
    if row.lifted_at is None:
        return [begun]
    return [begun, Event(at=row.lifted_at, what="reinstated", by=row.lifted_by, private=because)]


def _of_proposal(row: RevocationProposal, *, revoked: bool) -> list[Event]:
    made = Event(
        at=row.proposed_at,
        what="proposed",
        by=row.proposed_by,
        public=row.public_reason,
        private=row.private_reason,
    )
    # The one that ended in a revocation is told by that.
    if row.ended_at is None or revoked:
        return [made]
    return [made, Event(at=row.ended_at, what="withdrawn", by=row.ended_by)]
