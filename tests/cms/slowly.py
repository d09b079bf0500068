"""The figures of impact once more, as slowly and directly as they can be said: loops over plain rows, nothing shared.

``tests/cms/test_impact_figures.py`` holds what the site tells against it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cms.models import ToldFigure
from courses.practice.models import Answer
from courses.slots.models import AttendanceMark, Slot
from lms.people.models import User

NEW_YORK = ZoneInfo("America/New_York")
QUESTIONS = ("interest", "action", "recommend")
Told = dict[tuple[str, str], tuple[int, ...]]


@dataclass(frozen=True)
class Chat:
    pk: int
    kind: str
    state: str
    starts: datetime
    ends: datetime
    closed_by: int | None = None


@dataclass(frozen=True)
class Mark:
    chat: int
    person: Any
    rank: int
    revision: int
    minutes: int
    undone: bool


@dataclass
class World:
    """Everything that there is. A person is where they belong to: an institution and its country, or nothing."""

    chats: list[Chat] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    people: dict[Any, tuple[Any, str]] = field(default_factory=dict)
    # Of each round: when its dialogue began, and each answer as three values or gaps.
    rounds: list[tuple[datetime, list[dict[str, int | None]]]] = field(default_factory=list)


def everything() -> World:
    """The world as the database has it; a mark without a person is somebody of their own."""
    world = World()
    for slot in Slot.objects.all():
        world.chats.append(Chat(slot.pk, slot.kind, slot.state, slot.starts_at, slot.ends_at, slot.closed_by_id))
    for mark in AttendanceMark.objects.all():
        person = mark.person_id or f"erased {mark.pk}"
        undone = mark.undone_at is not None
        world.marks.append(Mark(mark.slot_id, person, mark.rank, mark.revision, mark.minutes, undone))
    for user in User.objects.select_related("institution"):
        world.people[user.pk] = (user.institution_id, user.institution.country if user.institution else "")
    rounds: dict[int, tuple[datetime, list[dict[str, int | None]]]] = {}
    for row in Answer.objects.select_related("round__dialogue"):
        of_round = rounds.setdefault(row.round_id, (row.round.dialogue.starts_at, []))
        of_round[1].append({question: getattr(row, question) for question in QUESTIONS})
    world.rounds = list(rounds.values())
    return world


def told() -> Told:
    """What the site tells, in the same shape."""
    rows = ToldFigure.objects.all()
    return {(row.season, row.measure): (row.value, *([row.answers] if row.answers else [])) for row in rows}


def season(moment: datetime) -> str:
    there = moment.astimezone(NEW_YORK)
    return f"{there.year}-autumn" if there.month in (8, 9, 10, 11, 12) else f"{there.year}-spring"


def there_in(chat: Chat, world: World) -> set[Any]:
    found = set()
    for person in {mark.person for mark in world.marks}:
        best = None
        for mark in world.marks:
            if mark.chat != chat.pk or mark.person != person or mark.undone:
                continue
            if best is None or (mark.rank, mark.revision) > (best.rank, best.revision):
                best = mark
        if best is None or best.minutes == 0:
            continue
        if best.rank == 0 and (chat.state != "closed" or chat.closed_by == person):
            continue
        found.add(person)
    return found


def took_place(chat: Chat, at: datetime) -> bool:
    if chat.kind not in ("chat_local", "chat_national"):
        return False
    return chat.state == "closed" or (chat.state == "published" and chat.ends <= at)


def figures(world: World, at: datetime) -> Told:
    """Season, or "ever", and measure: the figure, and of a percentage how many answered."""
    told: Told = {}
    came: dict[str, set[Any]] = {"ever": set()}
    for chat in world.chats:
        there = there_in(chat, world) if took_place(chat, at) else set()
        if len(there) < 5:
            continue
        key = (season(chat.starts), "local" if chat.kind == "chat_local" else "national")
        told[key] = (told.get(key, (0,))[0] + len(there),)
        for when in ("ever", season(chat.starts)):
            came.setdefault(when, set()).update(person for person in there if person in world.people)
    for when, people in came.items():
        if len(people) >= 5:
            told[when, "people"] = (len(people),)
            told[when, "institutions"] = (_of_five(people, world, 0),)
            told[when, "countries"] = (_of_five(people, world, 1),)
    return told | _answered(world)


def _of_five(people: set[Any], world: World, part: int) -> int:
    named = {world.people[person][part] for person in people} - {None, ""}
    return sum(1 for name in named if sum(1 for person in people if world.people[person][part] == name) >= 5)


def _answered(world: World) -> Told:
    told: Told = {}
    for when in {season(starts) for starts, _answers in world.rounds}:
        for question in QUESTIONS:
            rounds = []
            for starts, answers in world.rounds:
                given = [answer[question] for answer in answers if answer[question] is not None]
                if season(starts) == when and len(given) >= 9:
                    rounds.append(given)
            if len(rounds) >= 3:
                yes = sum(1 for given in rounds for value in given if value in (3, 4))
                told[when, question] = (yes, sum(len(given) for given in rounds))
    return told
