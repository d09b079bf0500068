"""Page trees that the tests of pages and releases begin from."""

import json
import uuid
from typing import Any

from wagtail.models import Locale, Page

from cms.actions import releases as actions
from cms.models import HomePage, LessonPage, ModulePage, PathwayPage
from cms.queries.releases import proposal
from courses.progress.actions import enrolments
from courses.progress.models import Enrolment, Release
from lms.people.models import User

NAMESPACE = uuid.UUID("5e0dd4c0-4f0e-4a51-9d0f-0d6c2c2f4a11")

REQUIREMENTS = [
    {"type": "complete_lessons", "value": None, "id": "r-lessons"},
    {"type": "attend_sessions", "value": {"session_kind": "training", "count": 1, "minutes": 45}, "id": "r-live"},
]
COMPETENCY = {
    "type": "competency",
    "id": "c-time",
    "value": {
        "name": "Holds the time",
        "question": "Does every stage get its time?",
        "anchor_1": "Runs over",
        "anchor_2": "Hurries",
        "anchor_3": "Keeps time",
        "anchor_4": "Gives time",
        "critical": False,
    },
}
CHECK = [
    {
        "type": "question",
        "id": "q-1",
        "value": {
            "text": "What comes first?",
            "multiple": False,
            "choices": [
                {"type": "item", "id": "a-1", "value": {"text": "Check-in", "right": True, "feedback": "Yes."}},
                {"type": "item", "id": "a-2", "value": {"text": "Debrief", "right": False, "feedback": "Last."}},
            ],
        },
    }
]


def key(name: str) -> uuid.UUID:
    """The same key for the same name, on every database."""
    return uuid.uuid5(NAMESPACE, name)


def home() -> HomePage:
    """The home page that every new site has, or one like it."""
    found: HomePage | None = HomePage.objects.first()
    return found or _below(Page.objects.get(depth=1), HomePage(title="Chats for Change", slug="home"))


def a_pathway(slug: str = "facilitator", *, modules: int = 1, lessons: int = 2, **fields: Any) -> PathwayPage:
    """A live pathway with live modules and lessons, and requirements that may be released."""
    values: dict[str, Any] = {
        "title": "Facilitator",
        "introduction": "<p>A road.</p>",
        "requirements": json.dumps(REQUIREMENTS),
        "competencies": json.dumps([COMPETENCY]),
    }
    page: PathwayPage = _below(home(), PathwayPage(slug=slug, translation_key=key(slug), **(values | fields)))
    for number in range(modules):
        a_module(page, number, lessons=lessons)
    return page


def a_module(pathway: PathwayPage, number: int, *, lessons: int = 2) -> ModulePage:
    name = f"{pathway.slug}/{number}"
    page = ModulePage(title=f"Module {number}", slug=f"module-{number}", translation_key=key(name))
    module: ModulePage = _below(pathway, page)
    for lesson in range(lessons):
        a_lesson(module, lesson)
    return module


def a_lesson(module: ModulePage, number: int, *, body: list[dict[str, Any]] | None = None, **fields: Any) -> LessonPage:
    values: dict[str, Any] = {
        "title": f"{module.title}, lesson {number}",
        "translation_key": key(f"{module.translation_key}/{number}"),
        "minutes": 10,
        "body": json.dumps(body or [{"type": "text", "value": "<p>Read <b>this</b>.</p>", "id": f"t-{number}"}]),
    }
    page: LessonPage = _below(module, LessonPage(slug=f"lesson-{number}", **(values | fields)))
    return page


def _below(parent: Page, page: Any) -> Any:
    page.locale = Locale.get_default()
    parent.add_child(instance=page)
    return page


def released(page: PathwayPage, by: User, rule: Release.Rule = Release.Rule.KEEP) -> Release:
    """The pathway as it stands, released by the real action."""
    page = PathwayPage.objects.get(pk=page.pk)
    return actions.release(page_id=page.pk, rule=rule, seen=proposal(page).fingerprint, by=by)


def begun(page: PathwayPage, person: User) -> Enrolment:
    return enrolments.enrol(person=person, pathway_slug=page.slug, by=person)
