"""From lessons as stored, published or not, to the facts that the checklist asks for."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.checklist.rules import MINUTES_FOR_A_PROMPT, Lesson, Link, Part, Question, Target, What
from cms.models import LessonPage

Row = Mapping[str, Any]
_OWN_LINE = ["p", "li", "h2", "h3", "h4", "blockquote"]


@dataclass(frozen=True, slots=True)
class Written:
    """A lesson as stored: in its page, or in a draft."""

    minutes: int | None
    body: tuple[Row, ...]
    questions: tuple[Row, ...]

    @classmethod
    def in_page(cls, page: LessonPage) -> "Written":
        return cls(page.minutes, tuple(page.body.get_prep_value()), tuple(page.questions.get_prep_value()))

    @classmethod
    def in_draft(cls, content: Mapping[str, Any]) -> "Written":
        """A revision's content, as Wagtail keeps it."""
        body, questions = (json.loads(content[name] or "[]") for name in ("body", "questions"))
        return cls(content["minutes"], tuple(body), tuple(questions))


@dataclass(frozen=True, slots=True)
class _Known:
    """What of that which lessons refer to is there."""

    pages: Mapping[int, bool]
    images: frozenset[int]
    documents: frozenset[int]


def facts_of(lessons: Iterable[Written]) -> list[Lesson]:
    """The facts of each lesson. Three queries at most, however many lessons."""
    lessons = list(lessons)
    rows = [row for lesson in lessons for row in lesson.body]
    known = _Known(_pages(rows), _there(get_image_model(), _image_ids(rows)), _there(*_documents(rows)))
    return [_lesson(lesson, known) for lesson in lessons]


def _lesson(written: Written, known: _Known) -> Lesson:
    parts = tuple(_part(number, row, known) for number, row in enumerate(written.body, start=1))
    questions = tuple(_question(number, row) for number, row in enumerate(written.questions, start=1))
    return Lesson(written.minutes, parts, questions)


def _part(number: int, row: Row, known: _Known) -> Part:
    kind, value = row["type"], row["value"]
    soups = [BeautifulSoup(html, "html.parser") for html in _html_of(value)]
    prompts = MINUTES_FOR_A_PROMPT if kind == "prompt" else 0
    return Part(
        number=number,
        id=row.get("id") or "",
        kind=kind,
        text="\n".join([*_plain_of(kind, value), *(_lines(soup) for soup in soups)]),
        headings=tuple(int(tag.name[1]) for soup in soups for tag in soup.find_all(["h2", "h3", "h4", "h5", "h6"])),
        links=tuple(link for soup in soups for link in _links(soup, known.pages)),
        lacks=tuple(_LACKS[kind](value, known)) if kind in _LACKS else (),
        stage=value.get("stage") or "" if kind == "script" else "",
        minutes=value.get("minutes") or 0 if kind == "script" else 0,
        asks=prompts + (len(value.get("items") or ()) if kind == "questions" else 0),
    )


def _question(number: int, row: Row) -> Question:
    value = row["value"]
    choices = [choice.get("value", choice) for choice in value.get("choices") or ()]
    right = sum(bool(choice.get("right")) for choice in choices) if "choices" in value else None
    return Question(number, row.get("id") or "", right, value.get("text") or "")


# --- text, headings, links -------------------------------------------------------------------------


def _html_of(value: Any) -> list[str]:
    """The rich texts of a block; a transcript is for whom the video isn't, so it isn't read beside it."""
    if isinstance(value, str):
        return [value]
    return [value["text"]] if isinstance(value.get("text"), str) else []


def _plain_of(kind: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return []
    names = {"quote": ("words",), "image": ("caption",)}.get(kind, ("title", "term", "description"))
    items = [item if isinstance(item, str) else item.get("value", "") for item in value.get("items") or ()]
    return [text for text in (*(value.get(name) or "" for name in names), *items) if text]


def _lines(soup: BeautifulSoup) -> str:
    """The text, each paragraph and heading in a line: what ends without a full stop is a sentence as well."""
    blocks = [tag for tag in soup.find_all(_OWN_LINE) if not tag.find(_OWN_LINE)] or [soup]
    return "\n".join(block.get_text(" ", strip=True) for block in blocks)


def _links(soup: BeautifulSoup, pages: Mapping[int, bool]) -> Iterable[Link]:
    for tag in soup.find_all("a", attrs={"linktype": "page"}):
        live = pages.get(int(str(tag["id"])))
        target = Target.GONE if live is None else Target.THERE if live else Target.HIDDEN
        yield Link(tag.get_text(" ", strip=True), target)


def _pages(rows: list[Row]) -> dict[int, bool]:
    html = "".join(text for row in rows for text in _html_of(row["value"]) if 'linktype="page"' in text)
    soup = BeautifulSoup(html, "html.parser")
    ids = {int(str(tag["id"])) for tag in soup.find_all("a", attrs={"linktype": "page"})}
    return dict(Page.objects.filter(pk__in=ids).values_list("pk", "live")) if ids else {}


# --- what is there ---------------------------------------------------------------------------------


def _there(model: Any, ids: set[int]) -> frozenset[int]:
    return frozenset(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else frozenset()


def _image_ids(rows: list[Row]) -> set[int]:
    shown = ((row["value"].get("image") or {}).get("image") for row in rows if row["type"] == "image")
    return {pk for pk in shown if pk}


def _documents(rows: list[Row]) -> tuple[Any, set[int]]:
    values = [row["value"] for row in rows if row["type"] in ("video", "file")]
    ids = {value.get(name) for value in values for name in ("video", "captions", "document")}
    return get_document_model(), {pk for pk in ids if pk}


def _image_lacks(value: Row, known: _Known) -> Iterable[What]:
    image = value.get("image") or {}
    if image.get("image") not in known.images:
        yield What.FILE_GONE
    elif not image.get("decorative") and not (image.get("alt_text") or "").strip():
        yield What.ALT


def _video_lacks(value: Row, known: _Known) -> Iterable[What]:
    if value.get("video") not in known.documents:
        yield What.FILE_GONE
    if value.get("captions") not in known.documents:
        yield What.CAPTIONS
    if not BeautifulSoup(value.get("transcript") or "", "html.parser").get_text(strip=True):
        yield What.TRANSCRIPT


def _file_lacks(value: Row, known: _Known) -> Iterable[What]:
    if value.get("document") not in known.documents:
        yield What.FILE_GONE


def _quote_lacks(value: Row, known: _Known) -> Iterable[What]:
    if not (value.get("consent") and value.get("agreed_on")):
        yield What.CONSENT


_LACKS: dict[str, Callable[[Row, _Known], Iterable[What]]] = {
    "image": _image_lacks,
    "video": _video_lacks,
    "file": _file_lacks,
    "quote": _quote_lacks,
}
