"""What may be done with a meeting report, and what an import would change about one person."""

from datetime import datetime
from enum import StrEnum

IMPORT, PERSON = 1, 2


class ImportReason(StrEnum):
    """Why not."""

    NOT_STARTED = "not_started"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_SEAT = "no_seat"
    OWN_ATTENDANCE = "own_attendance"
    OWN_PART = "own_part"
    TAKEN_BACK = "taken_back"
    NOT_IMPORTED = "not_imported"
    IMPORTED = "imported"
    CONTENT_GONE = "content_gone"


class Effect(StrEnum):
    """What an import does to what is known of one person."""

    NEW = "new"
    CHANGES = "changes"
    SAME = "same"
    STAYS = "stays"
    OWN = "own"


def _because(*conditions: tuple[bool, ImportReason]) -> tuple[ImportReason, ...]:
    return tuple(reason for holds, reason in conditions if not holds)


def why_no_import(
    *, starts: datetime, taken_back: bool, people: set[int], seated: set[int], by: int | None, at: datetime
) -> tuple[ImportReason, ...]:
    """Why these people's attendance can't be imported by somebody; empty: it can."""
    return _because(
        (at >= starts, ImportReason.NOT_STARTED),
        (not taken_back, ImportReason.TAKEN_BACK),
        (bool(people), ImportReason.NOTHING_CHOSEN),
        (people <= seated, ImportReason.NO_SEAT),
        (by not in people, ImportReason.OWN_ATTENDANCE),
    )


def why_not_read_again(*, imported: bool, content: bool) -> tuple[ImportReason, ...]:
    return _because((not imported, ImportReason.IMPORTED), (content, ImportReason.CONTENT_GONE))


def why_no_undo(*, imported: bool, taken_back: bool, own: bool) -> tuple[ImportReason, ...]:
    """``own``: whoever takes it back is in it themselves."""
    return _because(
        (imported, ImportReason.NOT_IMPORTED),
        (not taken_back, ImportReason.TAKEN_BACK),
        (not own or taken_back, ImportReason.OWN_PART),
    )


def effect_of(*, own: bool, stands: tuple[int, int] | None, minutes: int) -> Effect:
    """``stands``: rank and minutes of the mark that holds now. A person's word is never overwritten."""
    if own:
        return Effect.OWN
    if stands is None:
        return Effect.NEW
    if stands[0] >= PERSON:
        return Effect.STAYS
    return Effect.SAME if stands == (IMPORT, minutes) else Effect.CHANGES
