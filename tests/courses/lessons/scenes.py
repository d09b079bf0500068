"""Lessons of every kind, and people who read them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from courses.lessons.actions import checks, completing, readers, reading
from courses.lessons.models import CheckAttempt
from courses.lessons.queries.checks import CheckState, check_state
from courses.lessons.queries.pages import body_of
from courses.lessons.rules.questions import Answer
from courses.progress import chain
from courses.progress.actions import moves, releases
from courses.progress.models import Enrolment, Release
from lms.actions import Clock
from lms.people.models import User
from tests import scenes

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
SLUG = "facilitator"
STRUCTURE = ("pass_mark", "tries", "draw")
Check = dict[str, Any]


def at(seconds: float) -> Clock:
    """A clock that stands still some seconds after the beginning."""
    return lambda: NOW + timedelta(seconds=seconds)


def single(name: str = "first", *, kind: str = "single", right: str = "a") -> Check:
    choices = [
        {"id": key, "text": f"{name}: {key}", "right": key in right, "feedback": f"{name}: why {key}"} for key in "abc"
    ]
    return {"id": name, "kind": kind, "text": f"About {name}?", "choices": choices}


def multiple(name: str = "several", *, right: str = "ab") -> Check:
    return single(name, kind="multiple", right=right)


def scenario(name: str = "room") -> Check:
    return single(name, kind="scenario") | {"situation": "Somebody falls silent."}


def ordering(name: str = "order", *, items: str = "pqrs") -> Check:
    rows = [{"id": key, "text": f"{name}: {key}"} for key in items]
    return {"id": name, "kind": "ordering", "text": "In which order?", "items": rows, "feedback": "Told afterwards."}


def matching(name: str = "pairs") -> Check:
    pairs = [{"id": f"{name}-{key}", "left": f"left {key}", "right": f"right {key}"} for key in "xyz"]
    return {"id": name, "kind": "matching", "text": "What fits?", "pairs": pairs, "feedback": "Told afterwards."}


def text(name: str = "words") -> Check:
    return {"id": name, "kind": "text", "text": "In your words?", "model": "The model answer."}


def every_kind() -> list[Check]:
    return [single(), multiple(), scenario(), ordering(), matching(), text()]


def a_check(*questions: Check, pass_mark: int = 75, tries: int = 0, draw: int = 0) -> Check:
    limits = {name: value for name, value in (("tries", tries), ("draw", draw)) if value}
    return {"pass_mark": pass_mark, **limits, "questions": list(questions or [single()])}


def a_lesson(name: str, *, minimum: int = 0, prompt: str = "", check: Check | None = None) -> dict[str, Any]:
    """A lesson in the neutral form; ``minimum`` and ``check`` go to where a release keeps them."""
    lesson = scenes.a_lesson(name) | {"minimum": minimum, "check": check}
    if prompt:
        lesson["blocks"] = [*lesson["blocks"], {"kind": "prompt", "id": prompt, "text": "What helps you to arrive?"}]
    return lesson


def a_release(
    *lessons: dict[str, Any], slug: str = SLUG, rule: Release.Rule = Release.Rule.KEEP, **options: Any
) -> Release:
    bare = [{name: value for name, value in row.items() if name != "minimum"} | {"check": None} for row in lessons]
    document, _versions = scenes.a_document(*bare, slug=slug, **options)
    plans = document["modules"][0]["lessons"]
    bodies = [{name: value for name, value in row.items() if name not in ("minimum", "required")} for row in lessons]
    for plan, lesson, body in zip(plans, lessons, bodies, strict=True):
        plan["version"] = chain.digest(body)
        if lesson["minimum"]:
            plan["minimum"] = lesson["minimum"]
    document["checks"] = {row["key"]: _structure(row["check"]) for row in bodies if row["check"]}
    versions = {chain.digest(body): body for body in bodies}
    made = releases.release(document=document, lessons=versions, rule=rule, by=scenes.an_admin(), clock=at(0))
    moves.carry_on(release_id=made.pk, clock=at(0))
    return made


def _structure(check: Check) -> Check:
    return {
        **{name: check[name] for name in STRUCTURE if name in check},
        "questions": [[row["id"], row.get("kind", "")] for row in check["questions"]],
    }


def a_reader(*lessons: dict[str, Any]) -> tuple[User, Enrolment]:
    """Somebody on a road of these lessons."""
    enrolment = scenes.an_enrolment(release=a_release(*lessons))
    assert enrolment.person is not None
    return enrolment.person, enrolment


def key(name: str) -> str:
    return scenes.key(name)


def place(name: str) -> readers.Place:
    return {"pathway_slug": SLUG, "lesson_key": key(name)}


def state_of(enrolment: Enrolment, name: str) -> CheckState:
    """The check as its reader has it before them."""
    enrolment = Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk)
    plan = enrolment.syllabus.plan.lesson(key(name))
    assert plan is not None
    return check_state(enrolment, plan, body_of(plan)["check"])


def right_answers(enrolment: Enrolment, name: str) -> dict[str, Answer]:
    return dict(state_of(enrolment, name).asked.right_answers)


def wrong_answers(enrolment: Enrolment, name: str) -> dict[str, Answer]:
    """Answers without fault, of which none is right; own words excepted."""
    state = state_of(enrolment, name)
    right, wrong = state.asked.right_answers, dict(state.asked.right_answers)
    for shown in state.asked.shown:
        if shown.kind in ("single", "multiple", "scenario"):
            wrong[shown.id] = [next(row.token for row in shown.options if row.token not in right[shown.id])]
        elif isinstance(answer := right[shown.id], dict):
            names, values = list(answer), list(answer.values())
            wrong[shown.id] = dict(zip(names, values[1:] + values[:1], strict=True))
    return wrong


def answer(
    enrolment: Enrolment, name: str, answers: dict[str, Answer], *, number: int | None = None, delivery: str = ""
) -> CheckAttempt:
    assert enrolment.person is not None
    state = state_of(enrolment, name)
    number = number or state.tries.number
    return checks.answer(
        **place(name),
        answers=answers,
        version=state.chance.version,
        number=number,
        key=delivery or f"delivery {name} {number}",
        by=enrolment.person,
        clock=at(0),
    )


def complete(person: User, name: str, *, seconds: float = 0, slug: str = SLUG) -> completing.Completed:
    return completing.complete(pathway_slug=slug, lesson_key=key(name), by=person, clock=at(seconds))


def begin(person: User, name: str, *, seconds: float = 0) -> str:
    """Begin to read; the key of the session."""
    return reading.begin(**place(name), by=person, clock=at(seconds)).session.key


def beat(person: User, name: str, session: str, *, seconds: float) -> int:
    """A beat; the milliseconds that are counted since."""
    return reading.beat(**place(name), key=session, by=person, clock=at(seconds)).milliseconds


def read(person: User, name: str, *, minutes: int) -> None:
    """Read for some minutes as the page's script tells of it."""
    session = begin(person, name)
    for seconds in range(30, 60 * minutes + 1, 30):
        beat(person, name, session, seconds=seconds)
