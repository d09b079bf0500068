"""What the public reads about a pathway: as released, never as it is being written."""

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import Page

from cms.models import LessonPage, ModulePage, PathwayPage, StandardPage, TopicPage
from cms.rules.outline import TimeAsked, time_asked
from cms.words.outline import STEPS, told
from courses.progress import queries as progress
from courses.progress.models import Enrolment
from courses.progress.requirements import LessonPlan, ModulePlan, ReviewPlan, Syllabus
from lms.people.models import User
from lms.web.parts import Words


@dataclass(frozen=True, slots=True)
class Worded:
    """A title in the page's language where there is one; else in its own, which is named."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson in the public outline."""

    title: Worded
    plan: LessonPlan


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """A module in the public outline."""

    title: Worded
    plan: ModulePlan
    lessons: tuple[OutlineLesson, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.plan.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the road: its short name, and what it asks in a sentence."""

    title: Words
    words: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes told as hours, to the half and never as none; ``whole`` is what the plural counts."""

    told: float
    whole: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A released pathway for those who think about beginning."""

    slug: str
    version: int
    review: ReviewPlan
    time: TimeAsked
    modules: tuple[OutlineModule, ...]
    steps: tuple[Step, ...]
    begun: bool

    @property
    def lesson_count(self) -> int:
        return sum(len(module.lessons) for module in self.modules)

    @property
    def readers(self) -> int:
        """How many people of the core group read one application."""
        return self.review.seats

    @property
    def hours(self) -> Hours:
        """All in all: reading, live sessions and leading."""
        return _hours(self.time.total)

    @property
    def reading_hours(self) -> Hours:
        return _hours(self.time.reading)

    @property
    def live_hours(self) -> Hours:
        return _hours(self.time.live)

    @property
    def leading_hours(self) -> Hours:
        return _hours(self.time.leading)


def outline(page: PathwayPage, reader: User | AnonymousUser) -> Outline | None:
    """The outline of the current release; ``None`` before the first. Two queries, one more for each of two reasons:
    a reader who is signed in, a page that isn't in the source language.
    """
    release = progress.current_release(str(page.translation_key))
    if release is None:
        return None
    plan = release.syllabus.plan
    words = _Words(page, plan)
    return Outline(
        slug=release.pathway.slug,
        version=release.syllabus.number,
        review=plan.review,
        time=time_asked(plan),
        modules=tuple(_module(module, words) for module in plan.modules),
        steps=tuple(Step(STEPS.told(row.kind), told(row, plan)) for row in plan.requirements),
        begun=reader.is_authenticated and Enrolment.objects.filter(person=reader, pathway=release.pathway).exists(),
    )


def _hours(minutes: int) -> Hours:
    told = max(0.5, round(minutes / 30) / 2)
    return Hours(told, ceil(told))


class _Words:
    """The titles of a page's language by the keys of what they name."""

    def __init__(self, page: PathwayPage, plan: Syllabus) -> None:
        self.language = page.locale.language_code
        self.titles: dict[UUID, str] = {}
        if self.language != settings.LANGUAGE_CODE:
            keys = [module.key for module in plan.modules] + [lesson.key for lesson in plan.lessons]
            pages = Page.objects.filter(locale=page.locale, translation_key__in=keys)
            self.titles = dict(pages.values_list("translation_key", "title"))

    def of(self, row: ModulePlan | LessonPlan) -> Worded:
        title = self.titles.get(UUID(row.key))
        return Worded(title, self.language) if title else Worded(row.title, settings.LANGUAGE_CODE)


def _module(plan: ModulePlan, words: _Words) -> OutlineModule:
    return OutlineModule(words.of(plan), plan, tuple(OutlineLesson(words.of(row), row) for row in plan.lessons))


def pathway_above(page: Page) -> PathwayPage | None:
    """The pathway that a page is or belongs to. One query."""
    found: PathwayPage | None = PathwayPage.objects.ancestor_of(page, inclusive=True).select_related("locale").first()
    return found


def plain_pages_below(home: Page) -> list[StandardPage]:
    """The live plain pages that a home page leads to. One query."""
    return list(StandardPage.objects.child_of(home).live().order_by("path"))


def topics_below(home: Page) -> list[TopicPage]:
    """The live topics of the library, by title. One query."""
    return list(TopicPage.objects.child_of(home).live().order_by("title", "path"))


def reading_place(page: ModulePage | LessonPage, reader: User | AnonymousUser) -> str:
    """Where somebody who follows the address of a module or lesson reads on. Four queries at most."""
    pathway = pathway_above(page)
    assert pathway is not None
    enrolment = _enrolment(pathway, reader)
    if enrolment is None:
        return str(pathway.url)
    slug, key = enrolment.pathway.slug, str(page.translation_key)
    if isinstance(page, LessonPage) and enrolment.syllabus.plan.lesson(key):
        return reverse("lessons:lesson", args=[slug, key])
    return reverse("progress:home")


def _enrolment(pathway: PathwayPage, reader: User | AnonymousUser) -> Enrolment | None:
    if not reader.is_authenticated:
        return None
    rows = Enrolment.objects.filter(person=reader, pathway__key=pathway.translation_key)
    return rows.select_related("pathway", "syllabus").first()
