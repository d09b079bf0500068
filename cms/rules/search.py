"""What is looked for in a sentence somebody typed, and which words of a text answer it. Pure."""

import re
from dataclasses import dataclass

LONGEST = 100
MOST_WORDS = 8
AROUND = 110
# Shorter words end with an "s" of their own.
SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``found`` where it is what was looked for."""

    words: str
    found: bool = False


def wanted(asked: str) -> tuple[str, ...]:
    """The words that are looked for, each once."""
    words = re.findall(r"\w+", asked[:LONGEST].casefold())
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def stem(word: str) -> str:
    """The word without the "s" that English and French end many with: whoever asks for a deck finds the decks."""
    plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word.removesuffix("s") if plural else word


def distance(title: str, words: tuple[str, ...]) -> int:
    """How far a page's title is from what is looked for: 0 says just that, 1 says that and more, 2 something else."""
    said = {stem(word) for word in wanted(title)}
    if not said.issuperset(words):
        return 2
    return 0 if said == set(words) else 1


def marked(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """A text in pieces, with those words marked that begin like what is looked for."""
    if not words:
        return (Piece(text),) if text else ()
    parts = re.split(rf"(\b(?:{_any(words)})\w*)", text, flags=re.IGNORECASE)
    return tuple(Piece(part, found=number % 2 == 1) for number, part in enumerate(parts) if part)


def excerpt(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """A line or two of a text around the first word that is looked for; its beginning where there is none."""
    text = " ".join(text.split())
    first = re.search(rf"\b(?:{_any(words)})", text, re.IGNORECASE) if words else None
    middle = first.start() if first else 0
    begin = 0 if middle <= AROUND else text.find(" ", middle - AROUND) + 1
    end = len(text) if len(text) <= begin + 2 * AROUND else text.rfind(" ", 0, begin + 2 * AROUND)
    cut = text[begin : end if end > begin else begin + 2 * AROUND]
    return marked(f"{'… ' if begin else ''}{cut}{' …' if len(cut) < len(text) - begin else ''}", words)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)
