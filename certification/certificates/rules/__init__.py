"""Decisions about certificates: plain values in, plain values out."""

from certification.certificates.rules import approvals
from certification.certificates.rules.base import Kind, Reason, Standing
from certification.certificates.rules.ending import (
    Facts,
    decide_proposal,
    decide_reinstatement,
    decide_replacement,
    decide_revocation,
    decide_suspension,
    standing,
)
from certification.certificates.rules.files import FileFacts, Verdict, decide_file
from certification.certificates.rules.names import folded, public_id_in, same_name
from certification.certificates.rules.numbers import number_of, spelled
from certification.certificates.rules.offering import NotOffered, why_not_offered
from certification.certificates.rules.renewing import (
    REMINDERS,
    RENEWABLE_BEFORE,
    Activity,
    Away,
    activity,
    activity_told,
    decide_leave,
    decide_renewal,
    months_later,
    reminder_due,
    renewed_until,
)
from certification.certificates.rules.watching import Trouble, Watched, troubles

__all__ = [
    "REMINDERS",
    "RENEWABLE_BEFORE",
    "Activity",
    "Away",
    "Facts",
    "FileFacts",
    "Kind",
    "NotOffered",
    "Reason",
    "Standing",
    "Trouble",
    "Verdict",
    "Watched",
    "activity",
    "activity_told",
    "approvals",
    "decide_file",
    "decide_leave",
    "decide_proposal",
    "decide_reinstatement",
    "decide_renewal",
    "decide_replacement",
    "decide_revocation",
    "decide_suspension",
    "folded",
    "months_later",
    "number_of",
    "public_id_in",
    "reminder_due",
    "renewed_until",
    "same_name",
    "spelled",
    "standing",
    "troubles",
    "why_not_offered",
]
