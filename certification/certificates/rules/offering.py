"""Whether a signed credential is handed out to whoever asks for it by its random id."""

from enum import StrEnum


class NotOffered(StrEnum):
    """Why there is nothing to be had at a credential's address."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"
    NAMELESS = "nameless"  # its holder was erased, or has left the name behind that stands in it
    WITHHELD = "withheld"  # its holder shows it to nobody
    UNSIGNED = "unsigned"  # from before certificates had a credential


def why_not_offered(*, revoked: bool, named: bool, shown: bool, own: bool, signed: bool) -> NotOffered | None:
    """The first that is true, of one that was issued. One that was replaced or is suspended is what it was."""
    conditions = (
        (not revoked, NotOffered.REVOKED),
        (named, NotOffered.NAMELESS),
        (shown or own, NotOffered.WITHHELD),
        (signed, NotOffered.UNSIGNED),
    )
    return next((reason for holds, reason in conditions if not holds), None)
