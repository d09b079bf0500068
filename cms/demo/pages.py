"""The pages of the demo program, as an editor would have written and published them."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms.demo.content.questions import AnyQuestion, Decision, Order, OwnWords, Pairs, Question
from cms.demo.content.types import Block, Home, Lesson, Module, Pathway, PlainPage, Topic
from cms.demo.media import value_of
from cms.models import HomePage, LessonPage, ModulePage, PathwayPage, StandardPage, TopicPage
from lms.people.models import User

_KEYS = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.example.org")


def key(*names: str) -> uuid.UUID:
    """The key of something in the demo program: the same in every installation."""
    return uuid.uuid5(_KEYS, "/".join(names))


def write_home(home: Home, *, by: User) -> HomePage:
    """The home page, which every installation has, in the demo program's words."""
    page: HomePage = HomePage.objects.get()
    page.title, page.lead, page.idea, page.invitation = home.title, home.lead, home.idea, home.invitation
    page.stages = stream(
        {"type": "stage", "value": {"stage": row.stage, "sentence": row.sentence}} for row in home.stages
    )
    page.assumptions = stream({"type": "assumption", "value": words} for words in home.assumptions)
    _publish(page, by)
    return page


def write_plain_page(below: Page, plain: PlainPage, *, by: User) -> StandardPage:
    """A page of plain text."""
    page = StandardPage(
        title=plain.title, slug=plain.slug, lead=plain.lead, body=stream(rows(plain.slug, plain.blocks))
    )
    add(below, page, key("page", plain.slug), by)
    return page


def write_topic(below: Page, topic: Topic, *, by: User) -> TopicPage:
    """A topic of the library."""
    page = TopicPage(
        title=topic.title,
        slug=topic.key,
        concept=topic.concept,
        definition=topic.definition,
        questions=stream(
            {"type": "question", "value": words, "id": str(key("topic", topic.key, str(number)))}
            for number, words in enumerate(topic.questions)
        ),
        materials=stream(
            {"type": "link", "value": {"title": row.title, "url": row.url}, "id": str(key("material", row.url))}
            for row in topic.materials
        ),
    )
    add(below, page, key("topic", topic.key), by)
    return page


def write_pathway(below: Page, pathway: Pathway, *, by: User) -> PathwayPage:
    """A pathway with all its modules and lessons."""
    levels = {f"level_{value}": words for value, words in enumerate(pathway.rubric.levels, start=1)}
    page = PathwayPage(
        title=pathway.title,
        slug=pathway.slug,
        introduction=pathway.introduction,
        usual_weeks=pathway.usual_weeks,
        show_in_menus=True,
        questions=stream(
            {
                "type": "question",
                "id": str(key("asked", row.question)),
                "value": {"question": row.question, "answer": row.answer},
            }
            for row in pathway.questions
        ),
        approvals=pathway.approvals,
        requirements=stream(
            {"type": row.kind, "value": dict(row.numbers) or None, "id": row.key} for row in pathway.requirements
        ),
        competencies=stream(_competency(row.document()) for row in pathway.rubric.competencies),
        **levels,
    )
    add(below, page, key(pathway.slug), by)
    for module in pathway.modules:
        _write_module(page, module, by)
    return page


def _write_module(below: PathwayPage, module: Module, by: User) -> None:
    page = ModulePage(title=module.title, slug=module.key, summary=module.summary)
    add(below, page, key(below.slug, module.key), by)
    for lesson in module.lessons:
        add(page, _lesson(lesson), key(below.slug, module.key, lesson.key), by)


def _lesson(lesson: Lesson) -> LessonPage:
    return LessonPage(
        title=lesson.title,
        slug=lesson.key,
        summary=lesson.summary,
        minutes=lesson.minutes,
        required=lesson.required,
        body=stream(rows(lesson.key, lesson.blocks)),
        minimum=lesson.minimum,
        **({name: getattr(lesson.check, name) for name in ("pass_mark", "tries", "draw")} if lesson.check else {}),
        questions=stream(_question(row) for row in lesson.check.questions) if lesson.check else "[]",
    )


def _competency(document: dict[str, Any]) -> dict[str, Any]:
    anchors = {f"anchor_{level}": words for level, words in document["anchors"].items()}
    words = {name: document[name] for name in ("name", "question", "critical")}
    return {"type": "competency", "id": document["key"], "value": words | anchors}


def _question(question: AnyQuestion) -> dict[str, Any]:
    """A question as the editor keeps it; what its lists hold keeps its id through every change of its words."""
    value = question.document()
    name = value.pop("id")
    for part in ("choices", "items", "pairs"):
        if part in value:
            value[part] = [_item(name, number, row) for number, row in enumerate(value[part])]
    return {"type": _QUESTION_TYPES[type(question)], "id": name, "value": value}


def _item(name: str, number: int, row: Any) -> dict[str, Any]:
    item_id = row.pop("id", "") if isinstance(row, dict) else ""
    return {"type": "item", "id": item_id or str(key(name, str(number))), "value": row}


_QUESTION_TYPES = {Question: "question", Decision: "scenario", Order: "ordering", Pairs: "matching", OwnWords: "text"}


def rows(name: str, blocks: Iterable[Block]) -> Iterable[dict[str, Any]]:
    """Blocks as the editor keeps them; each has an id that outlives every change of its words."""
    for number, block in enumerate(blocks):
        document = block.document()
        kind = document.pop("kind")
        block_id = document.pop("id", str(key(name, str(number))))
        shown = value_of(block)
        if shown is not None:
            yield {"type": kind, "id": block_id, "value": shown}
            continue
        if "html" in document:
            document["text"] = document.pop("html")
        yield {"type": kind, "id": block_id, "value": document["text"] if list(document) == ["text"] else document}


def stream(rows: Iterable[dict[str, Any]]) -> str:
    """Blocks as a ``StreamField`` takes them."""
    return json.dumps(list(rows))


def add(below: Page, page: Page, translation_key: uuid.UUID, by: User) -> None:
    """Put a page below another and publish it."""
    page.translation_key, page.locale, page.owner = translation_key, below.locale, by
    below.add_child(instance=page)
    _publish(page, by)


def _publish(page: Page, by: User) -> None:
    page.save_revision(user=by).publish(user=by)
