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
from certification.certificates.queries.record import Record, record_of
from certification.certificates.queries.renewing import Led, RenewalFound, activity_of, renewal_of
from certification.certificates.queries.waiting import Waiting, waiting

__all__ = [
    "Answer",
    "Chosen",
    "Led",
    "Record",
    "RenewalFound",
    "Tally",
    "Waiting",
    "activity_of",
    "answer",
    "by_number",
    "by_public_id",
    "facts_of",
    "held_by",
    "is_shown",
    "last_day",
    "open_proposals",
    "printed",
    "record_of",
    "renewal_of",
    "shown",
    "successor_of",
    "suspension_of",
    "to_do",
    "unnoted",
    "unnumbered",
    "unprinted",
    "verify_url",
    "waiting",
    "whole",
]
