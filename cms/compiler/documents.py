"""From a pathway's live pages to the document and the lesson versions that a release keeps.

The same pages give the same bytes on every database: no ids of rows, no dates, no addresses but those of links.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from wagtail.blocks import StreamValue

from cms.compiler import checks
from cms.compiler.media import MEDIA, Gone, media_block
from cms.compiler.requirements import requirements
from cms.compiler.rich_text import limited_html
from cms.models import LessonPage, PathwayPage
from cms.queries.files import NO_FILES, Files
from cms.queries.tree import LiveModule, LiveTree
from courses.practice.rules import WORDS_NEEDED_BELOW
from courses.progress import chain
from courses.progress.requirements import ReviewPlan

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a release takes: the pathway's document, and each lesson's body by its digest."""

    document: Document
    lessons: Mapping[str, Document]
    files: Files = field(default=NO_FILES, compare=False)
    # Titles of lessons that show a file which is no longer there.
    gone: tuple[str, ...] = ()


def compile_tree(tree: LiveTree) -> Compiled:
    """Compile a pathway's live pages."""
    page = tree.pathway
    lessons = [lesson for module in tree.modules for lesson in module.lessons]
    bodies = {lesson.pk: lesson_body(lesson, tree.files) for lesson in lessons}
    digests = {pk: chain.digest(body) for pk, body in bodies.items()}
    document = {
        "pathway": {"key": str(page.translation_key), "slug": page.slug, "title": page.title},
        "language": settings.LANGUAGE_CODE,
        "modules": [_module(module, digests) for module in tree.modules],
        "requirements": [row.document() for row in requirements(page)],
        "rubric": rubric(page),
        "review": review(page).document(),
        "weeks": page.usual_weeks,
        "checks": {body["key"]: checks.answers(body["check"]) for body in bodies.values() if body["check"]},
    }
    gone = tuple(lesson.title for lesson in lessons if len(bodies[lesson.pk]["blocks"]) < len(lesson.body))
    return Compiled(document, {digests[pk]: body for pk, body in bodies.items()}, tree.files, gone)


def _module(module: LiveModule, digests: Mapping[int, str]) -> Document:
    return {
        "key": str(module.page.translation_key),
        "title": module.page.title,
        "summary": module.page.summary,
        "lessons": [
            {
                "key": str(lesson.translation_key),
                "title": lesson.title,
                "minutes": lesson.minutes,
                "required": lesson.required,
                "version": digests[lesson.pk],
                **({"minimum": lesson.minimum} if lesson.minimum else {}),
            }
            for lesson in module.lessons
        ],
    }


def rubric(page: PathwayPage) -> Document:
    """The four levels, the competencies with their anchors, and what is asked of observers where it isn't as usual: so
    that pages which ask nothing new keep their digest.
    """
    labels = (page.level_1, page.level_2, page.level_3, page.level_4)
    return {
        **({"words_below": page.words_below} if page.words_below != WORDS_NEEDED_BELOW else {}),
        **({"qualified": True} if page.qualified_observers else {}),
        "levels": [{"value": value, "label": label} for value, label in enumerate(labels, start=1)],
        "competencies": [
            {
                "key": block.id,
                "name": block.value["name"],
                "question": block.value["question"],
                "anchors": {str(level): block.value[f"anchor_{level}"] for level in range(1, 5)},
                "critical": block.value["critical"],
            }
            for block in page.competencies
        ],
    }


def review(page: PathwayPage) -> ReviewPlan:
    """How applications are decided, as the page says it."""
    return ReviewPlan(
        approvals=page.approvals,
        rule=page.decision_rule,
        panel=page.panel,
        unit_excludes=page.unit_excludes,
        target_days=page.target_days,
        appeal_days=page.appeal_days,
        valid_months=page.certificate_months,
        renewal_chats=page.renewal_chats,
    )


def lesson_body(page: LessonPage, files: Files) -> Document:
    """A lesson in the neutral form that trainees' pages read. A block whose file is gone is left out."""
    return {
        "key": str(page.translation_key),
        "title": page.title,
        "summary": page.summary,
        "minutes": page.minutes,
        "language": settings.LANGUAGE_CODE,
        "blocks": list(_blocks(page, files)),
        "check": checks.check(page),
    }


def _blocks(page: LessonPage, files: Files) -> Iterator[Document]:
    for index, row in enumerate(page.body.raw_data):
        kind = row["type"]
        if kind not in MEDIA:
            yield {"kind": kind, **_BLOCKS[kind](page, page.body[index])}
            continue
        with suppress(Gone):
            yield media_block(kind, row["value"], files)


def _titled(page: LessonPage, block: StreamValue.StreamChild) -> Document:
    return {"title": block.value["title"], "html": limited_html(block.value["text"].source)}


def _prompt(page: LessonPage, block: StreamValue.StreamChild) -> Document:
    # A copied page keeps the ids of its blocks: the lesson's key tells apart what two readers answered privately.
    return {"id": str(uuid.uuid5(page.translation_key, block.id)), "text": block.value}


_BLOCKS: dict[str, Callable[[LessonPage, StreamValue.StreamChild], Document]] = {
    "text": lambda _page, block: {"html": limited_html(block.value.source)},
    "callout": _titled,
    "scenario": _titled,
    "key_term": lambda _page, block: {
        "term": block.value["term"],
        "html": limited_html(block.value["text"].source),
    },
    "questions": lambda _page, block: {"title": block.value["title"], "items": list(block.value["items"])},
    "prompt": _prompt,
    "script": lambda _page, block: {
        "stage": block.value["stage"],
        "minutes": block.value["minutes"],
        "html": limited_html(block.value["text"].source),
    },
}
