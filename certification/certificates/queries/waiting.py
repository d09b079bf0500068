"""What waits for staff: proposals, suspensions that take long, and certificates that came back without a holder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from certification.certificates.models import Certificate, RevocationProposal, Suspension
from certification.certificates.queries.certificates import open_proposals
from lms.people.models import User

# Suspended for longer than that, somebody has to decide.
LONG = timedelta(days=14)
_MOST = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest few of each kind."""

    proposals: Sequence[RevocationProposal]
    suspensions: Sequence[Suspension]
    ownerless: Sequence[Certificate]

    def __bool__(self) -> bool:
        return bool(self.proposals or self.suspensions or self.ownerless)


def waiting(reader: User, *, at: datetime) -> Waiting:
    """What waits, without the reader's own certificate. Three queries."""
    others = open_proposals().exclude(certificate__holder__person=reader).order_by("pk")
    long_ago = Suspension.objects.filter(lifted_at=None, suspended_at__lte=at - LONG, certificate__revocation=None)
    suspended = long_ago.exclude(certificate__holder__person=reader).select_related("certificate").order_by("pk")
    lost = Certificate.objects.filter(cause__startswith="restored/", holder__person=None).order_by("pk")
    return Waiting(list(others[:_MOST]), list(suspended[:_MOST]), list(lost[:_MOST]))
