"""Numbers that a page sends along as text."""

# As many digits as a key of the database has at most, less one.
_LONGEST = 18


def sent_number(text: str) -> int | None:
    """The number that a page sent along; ``None`` for what no page of ours sends, however long it is."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else None
