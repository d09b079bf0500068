"""What the demo program shows beside its texts. The words are invented, as are those who say them; the talk is real."""

from dataclasses import dataclass
from typing import ClassVar

from cms.demo.content.types import Block


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """Somebody's words, said with consent."""

    kind: ClassVar[str] = "quote"
    text: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """An image among the demo's files."""

    kind: ClassVar[str] = "image"
    path: str
    title: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Film(Block):
    """A video and its captions among the demo's files."""

    kind: ClassVar[str] = "video"
    path: str
    captions: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Handout(Block):
    """A file to take along."""

    kind: ClassVar[str] = "file"
    path: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Elsewhere(Block):
    """Something on another site."""

    kind: ClassVar[str] = "embed"
    url: str
    title: str
    description: str


CIRCLE = Picture(
    path="circle-of-chairs.png",
    title="A circle of chairs",
    alt="Eight chairs in a circle, seen from above. One of them is empty.",
    caption="Nobody sits at the head. The empty chair says that another person is welcome.",
)

OPENING = Film(
    path="how-an-hour-begins.webm",
    captions="how-an-hour-begins.vtt",
    title="How an hour begins",
    html="""
        <p>Nobody speaks in this short film. Eight chairs stand in a circle, seen from above. People arrive, one after
        another, until seven chairs are taken. One chair stays free. Then the hour begins.</p>
    """,
)

SLIDES = Handout(
    path="an-hour-in-slides.pdf",
    title="An hour in slides",
    description="Six slides, one for each stage and one to begin with. Change them as you like.",
)

STAYED_TO_LISTEN = Quote(
    text="I came to say something and stayed to listen. Nobody hurried me.",
    name="A resident in her second year",
    role="took part in a chat in spring",
)

SINGLE_STORY = Elsewhere(
    url="https://www.youtube.com/watch?v=D9Ihs241zeg",
    title="The danger of a single story",
    description="Chimamanda Ngozi Adichie speaks for nineteen minutes about what happens when we know one story only.",
)
