"""What is shown beside a link to us elsewhere."""

from dataclasses import dataclass

from django.templatetags.static import static

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture of that size, and what it shows in words."""

    url: str
    words: str


def picture_of(page: object) -> CardPicture:
    """The picture that a page has for this (``card_picture``), or ours, which has no words and so every language."""
    own = getattr(page, "card_picture", None)
    shown: CardPicture | None = own() if own else None
    return shown or CardPicture(static("web/img/card.png"), "")
