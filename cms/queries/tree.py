"""What of a pathway's pages is live."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from cms.models import LessonPage, ModulePage, PathwayPage
from cms.queries.files import NO_FILES, Files, files_of


@dataclass(frozen=True, slots=True)
class LiveModule:
    """A live module with its live lessons, both in the order of the tree."""

    page: ModulePage
    lessons: tuple[LessonPage, ...]


@dataclass(frozen=True, slots=True)
class LiveTree:
    """What of a pathway counts: a page only if all above it are live."""

    pathway: PathwayPage
    live: bool
    modules: tuple[LiveModule, ...]
    files: Files = field(default=NO_FILES)


def source_pathways() -> list[PathwayPage]:
    """The pathways in the language that releases are made from. One query."""
    pages = PathwayPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(pages.select_related("locale").order_by("path"))


def source_page(page: PathwayPage) -> PathwayPage:
    """The page of the same pathway in the language that releases are made from. One query. Raises ``DoesNotExist``."""
    pages = PathwayPage.objects.select_related("locale")
    found: PathwayPage = pages.get(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    return found


def source_of(key: UUID) -> PathwayPage | None:
    """The page of a pathway's key in the language that releases are made from. One query."""
    pages = PathwayPage.objects.select_related("locale").filter(locale__language_code=settings.LANGUAGE_CODE)
    found: PathwayPage | None = pages.filter(translation_key=key).first()
    return found


def live_trees(pathways: Iterable[PathwayPage]) -> list[LiveTree]:
    """Three queries, however many pathways, modules and lessons; up to two more where lessons show files."""
    pathways = list(pathways)
    if not pathways:
        return []
    hidden = _hidden_above(pathways)
    modules, lessons = defaultdict(list), defaultdict(list)
    pages = list(LessonPage.objects.filter(_below(pathways)).live().order_by("path"))
    for lesson in pages:
        lessons[_parent(lesson)].append(lesson)
    for module in ModulePage.objects.filter(_below(pathways)).live().order_by("path"):
        modules[_parent(module)].append(LiveModule(module, tuple(lessons[module.path])))
    files = files_of(pages)
    return [LiveTree(page, not _any_above(page, hidden), tuple(modules[page.path]), files) for page in pathways]


def live_tree(pathway: PathwayPage) -> LiveTree:
    """Three queries, however many modules and lessons; up to two more where lessons show files."""
    return live_trees([pathway])[0]


def _below(pathways: list[PathwayPage]) -> Q:
    below = Q()
    for page in pathways:
        below |= Q(path__startswith=page.path)
    return below


def _parent(page: Page) -> str:
    return str(page.path)[: -Page.steplen]


def _lineage(page: Page) -> list[str]:
    return [str(page.path)[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]


def _hidden_above(pathways: list[PathwayPage]) -> set[str]:
    paths = {path for page in pathways for path in _lineage(page)}
    return set(Page.objects.filter(path__in=paths, live=False).values_list("path", flat=True))


def _any_above(page: PathwayPage, hidden: set[str]) -> bool:
    return not hidden.isdisjoint(_lineage(page))
