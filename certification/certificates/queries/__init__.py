"""Reads for the pages of certificates; each states its cost in queries."""

from certification.certificates.queries.batches import Chosen, Tally, to_do
from certification.certificates.queries.certificates import (
    Answer,
    answer,
    by_number,
    by_public_id,
    facts_of,
    held_by,
    is_shown,
    kind_of,
    last_day,
    open_proposals,
    printed,
    shown,
    successor_of,
    suspension_of,
    unnoted,
    unnumbered,
    unprinted,
    verify_url,
    whole,
)
from certification.certificates.queries.files import FileAnswer, by_file, told_of
from certification.certificates.queries.holding import Held, Log, ending, held, held_one, is_renewable, log_of
from certification.certificates.queries.published import Achieved, Competency, Offered, achieved, offered, signed_list
from certification.certificates.queries.record import Record, record_of
from certification.certificates.queries.renewing import Led, RenewalFound, activity_of, renewal_of
from certification.certificates.queries.sharing import Sharing
from certification.certificates.queries.verifying import Register, fingerprint, leads_at_present, name_matches, register
from certification.certificates.queries.waiting import Waiting, waiting
from certification.certificates.queries.watching import troubles

__all__ = [
    "Achieved",
    "Answer",
    "Chosen",
    "Competency",
    "FileAnswer",
    "Held",
    "Led",
    "Log",
    "Offered",
    "Record",
    "Register",
    "RenewalFound",
    "Sharing",
    "Tally",
    "Waiting",
    "achieved",
    "activity_of",
    "answer",
    "by_file",
    "by_number",
    "by_public_id",
    "ending",
    "facts_of",
    "fingerprint",
    "held",
    "held_by",
    "held_one",
    "is_renewable",
    "is_shown",
    "kind_of",
    "last_day",
    "leads_at_present",
    "log_of",
    "name_matches",
    "offered",
    "open_proposals",
    "printed",
    "record_of",
    "register",
    "renewal_of",
    "shown",
    "signed_list",
    "successor_of",
    "suspension_of",
    "to_do",
    "told_of",
    "troubles",
    "unnoted",
    "unnumbered",
    "unprinted",
    "verify_url",
    "waiting",
    "whole",
]
