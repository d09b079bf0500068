"""Colours as ``#rrggbb``: how well one is read on another, and flat ones between two."""

# The least contrast at which text can be read (WCAG 2.2, 1.4.3).
READABLE = 4.5


def contrast(colour: str, ground: str) -> float:
    """From 1 to 21, as WCAG 2 measures it."""
    darker, lighter = sorted(map(_luminance, (colour, ground)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """A flat colour that looks like some of the other laid over the first."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + bytes(round(one + (two - one) * share) for one, two in pairs).hex()


def _luminance(colour: str) -> float:
    light = (part / 255 for part in _channels(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in light]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
