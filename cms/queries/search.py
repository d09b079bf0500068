"""What can be found on the public pages, and what stands nearest to an address that isn't there."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.paginator import Page as Shown
from django.core.paginator import Paginator
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.index import SearchField
from wagtail.search.query import PlainText, SearchQuery

from cms.models import LessonPage, ModulePage
from cms.rules.search import Piece, distance, excerpt, marked, stem, wanted
from cms.words.search import KINDS

PER_PAGE = 10
MOST_NEAR = 3
# Below this two addresses have little in common.
LEAST_LIKENESS = 0.6
LEAST_SLUG, LONGEST_SLUG = 4, 80
_MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A page that answers, with its kind in words and the lines that show why."""

    title: tuple[Piece, ...]
    url: str
    kind: str
    lines: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was looked for, and one page of what was found; no page where nothing was asked."""

    asked: str
    page: Shown[Any] | None = None
    found: tuple[Found, ...] = ()


def public_pages() -> PageQuerySet:
    """What anybody may read at an address of its own: lessons and modules are read in training."""
    return Page.objects.live().public().not_type(LessonPage, ModulePage).filter(depth__gt=1)


def search(asked: str, number: str) -> Results:
    """The pages that are about it first. No query where nothing is asked; else three, and one for each kind shown."""
    words = tuple(dict.fromkeys(stem(word) for word in wanted(asked)))
    if not words:
        return Results(asked)
    rows = sorted(public_pages().search(_all_of(words))[:_MOST_COMPARED], key=lambda row: distance(row.title, words))
    page = Paginator(rows, PER_PAGE).get_page(number)
    shown = {row.pk: row for row in Page.objects.filter(pk__in=[row.pk for row in page]).specific()}
    # Between the queries a page may have been taken away.
    return Results(asked, page, tuple(_found(shown[row.pk], words) for row in page if row.pk in shown))


def _all_of(words: tuple[str, ...]) -> SearchQuery:
    """Each word, whether a page has one of its kind or many: SQLite's index knows words as they are written."""
    either = (reduce(or_, (PlainText(form) for form in (word, f"{word}s"))) for word in words)
    query: SearchQuery = reduce(and_, either)
    return query


def _found(page: Page, words: tuple[str, ...]) -> Found:
    kind = KINDS.told(str(page._meta.model_name))
    return Found(marked(page.title, words), page.url, kind, excerpt(" ".join(_texts(page)), words))


def _texts(page: Page) -> Iterator[str]:
    """All that a page is found by, but its title; what isn't told yet isn't in it."""
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(page)
            yield from (strip_tags(str(part)) for part in (value if isinstance(value, list) else [value]) if part)


@dataclass(frozen=True, slots=True)
class Near:
    """A page whose address or title is much like what somebody came by."""

    title: str
    url: str


def near(path: str) -> list[Near]:
    """The public pages that are nearest to an address, at most three. Two queries."""
    last = path.rstrip("/").rpartition("/")[2].casefold().replace("_", "-")[:LONGEST_SLUG]
    if not last:
        return []
    alike = ((_likeness(last, page.slug), page) for page in public_pages().order_by("path")[:_MOST_COMPARED])
    best = sorted((row for row in alike if row[0] >= LEAST_LIKENESS), key=lambda row: -row[0])
    return [Near(page.title, page.url) for _how, page in best[:MOST_NEAR]]


def _likeness(wanted_slug: str, slug: str) -> float:
    if min(len(wanted_slug), len(slug)) >= LEAST_SLUG and (wanted_slug in slug or slug in wanted_slug):
        return 1.0
    return SequenceMatcher(None, wanted_slug, slug).ratio()
