"""Codes that all rules of certificates share."""

from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    ALREADY_REVOKED = "already_revoked"
    NO_REASON_GIVEN = "no_reason_given"
    OWN_CERTIFICATE = "own_certificate"
    PROPOSED_BEFORE = "proposed_before"
    NOTHING_PROPOSED = "nothing_proposed"
    SECOND_PERSON_NEEDED = "second_person_needed"
    ALREADY_SUSPENDED = "already_suspended"
    NOT_SUSPENDED = "not_suspended"
    ALREADY_REPLACED = "already_replaced"
    HOLDER_IS_GONE = "holder_is_gone"
    NAME_MISSING = "name_missing"
    NEVER_EXPIRES = "never_expires"
    NOT_YET_RENEWABLE = "not_yet_renewable"
    TOO_FEW_CHATS = "too_few_chats"
    NO_REFLECTION = "no_reflection"
    LEAVE_TOO_LONG_AGO = "leave_too_long_ago"
    LEAVE_ENDS_TOO_EARLY = "leave_ends_too_early"
    SAME_ACCOUNT = "same_account"
    ACCOUNT_IS_GONE = "account_is_gone"
    NOTHING_TO_MOVE = "nothing_to_move"
    HELD_BY_SOMEBODY = "held_by_somebody"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_LONGER_HOLDS = "no_longer_holds"
    ON_ITS_WAY = "on_its_way"
    JOURNAL_AHEAD = "journal_ahead"
    JOURNAL_MISSING = "journal_missing"


class Standing(StrEnum):
    """What anybody is told of a certificate that was issued."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Kind(StrEnum):
    """On what a certificate rests."""

    TRAINED = "trained"  # all requirements of a training are met
    FOUNDING = "founding"  # led dialogues before there was a training
    HONORARY = "honorary"
