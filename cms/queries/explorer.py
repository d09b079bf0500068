"""What the lists of modules and lessons tell at a glance: of the last draft, since that is what an editor works on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Revision

from cms.checklist.facts import Written, facts_of
from cms.checklist.rules import Checklist, check
from cms.models import LessonPage, ModulePage


@dataclass(frozen=True)
class LessonGlance:
    """A lesson in the list."""

    minutes: int
    required: bool
    checklist: Checklist


@dataclass(frozen=True)
class ModuleGlance:
    """A module in the list, with what its lessons come to."""

    lessons: tuple[LessonGlance, ...]

    @cached_property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @cached_property
    def required(self) -> int:
        return sum(lesson.required for lesson in self.lessons)

    @cached_property
    def optional(self) -> int:
        return len(self.lessons) - self.required

    @cached_property
    def checklist(self) -> Checklist:
        """All that its lessons' checklists found."""
        findings = tuple(finding for lesson in self.lessons for finding in lesson.checklist.findings)
        return Checklist(findings, 0, 0, None, 0)


def lessons_at_a_glance(pages: Iterable[LessonPage]) -> dict[int, LessonGlance]:
    """By page. Five queries at most, however many lessons."""
    latest = {page.pk: page.latest_revision_id for page in pages}
    drafts = Revision.objects.filter(pk__in=[pk for pk in latest.values() if pk])
    contents = dict(drafts.values_list("pk", "content"))
    written, required = {}, {}
    for pk, draft in latest.items():
        if draft in contents:
            written[pk], required[pk] = Written.in_draft(contents[draft]), contents[draft]["required"]
    for page in LessonPage.objects.filter(pk__in=latest.keys() - written.keys()) if len(written) < len(latest) else ():
        written[page.pk], required[page.pk] = Written.in_page(page), page.required
    found = zip(written.items(), facts_of(written.values()), strict=True)
    return {pk: LessonGlance(source.minutes or 0, bool(required[pk]), check(facts)) for (pk, source), facts in found}


def modules_at_a_glance(pages: Iterable[ModulePage]) -> dict[int, ModuleGlance]:
    """By page. Six queries at most, however many modules and lessons."""
    modules = {page.path: page.pk for page in pages}
    if not modules:
        return {}
    lessons = LessonPage.objects.filter(depth=len(next(iter(modules))) // LessonPage.steplen + 1)
    below = [row for row in lessons.only("pk", "path", "latest_revision") if row.path[: -LessonPage.steplen] in modules]
    glances = lessons_at_a_glance(below)
    grouped = defaultdict(list)
    for row in below:
        grouped[modules[row.path[: -LessonPage.steplen]]].append(glances[row.pk])
    return {pk: ModuleGlance(tuple(grouped[pk])) for pk in modules.values()}


def checklist_of(page: LessonPage) -> Checklist:
    """The checklist of a lesson as it was last saved. Three queries at most."""
    return check(facts_of([Written.in_page(page)])[0])
