"""The page on which all that was written about a dialogue comes together, for those whom it is meant for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from courses.practice import rules
from courses.practice.models import (
    DebriefEntry,
    Dialogue,
    FeedbackRound,
    Note,
    Observation,
    Pairing,
    Reflection,
)
from courses.practice.queries.care import last_minute
from courses.practice.queries.dialogues import StageRow, room, whole
from courses.practice.queries.differences import Differences, differences_of
from courses.practice.queries.notes import seen_and_handed_in
from courses.practice.rules import Awaited, Beside
from lms.people.models import Relation, User
from lms.people.roles import Role, has_role

LAST_DIALOGUES = 6
# A dialogue as ``whole`` reads it, with its open pairings as ``pairs`` and standing observations as ``handed_in``.
Whole: TypeAlias = Any


class Place(StrEnum):
    """As what somebody reads a debrief."""

    LEAD = "lead"
    CO_LEAD = "co_lead"
    OBSERVER = "observer"
    CORE_GROUP = "core_group"
    MENTOR = "mentor"


# Who sees, beside this dialogue, how the lead grows from one to the next.
SEES_DEVELOPMENT = (Place.LEAD, Place.CORE_GROUP, Place.MENTOR)


@dataclass(frozen=True, slots=True)
class Waits:
    """What a debrief still waits for, and from whom."""

    what: Awaited
    people: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One competency: the lead's own level beside each observer's, in the order of the letters A, B, C."""

    name: str
    own: int | None
    others: tuple[int | None, ...]
    beside: Beside


@dataclass(frozen=True, slots=True)
class StageWords:
    """One stage: planned and real minutes, what observers noted as it ran, and what the lead says of it."""

    row: StageRow
    notes: tuple[Note, ...]
    own: str


@dataclass(frozen=True, slots=True)
class Development:
    """How observers saw somebody from one held dialogue to the next, by competency; ``None``: nobody saw it."""

    dialogues: tuple[Dialogue, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that one reader sees of one dialogue's debrief."""

    dialogue: Dialogue
    place: Place
    waits: tuple[Waits, ...]
    until: datetime
    reflection: Reflection | None
    observations: tuple[Observation, ...]
    differences: Differences
    compared: tuple[Compared, ...]
    stages: tuple[StageWords, ...]
    entries: tuple[DebriefEntry, ...]
    development: Development | None

    @property
    def open(self) -> bool:
        return not self.waits

    @property
    def may_agree(self) -> bool:
        return agrees_for_other_side(self.dialogue, self.place)

    @property
    def words_aim(self) -> bool:
        return self.place in (Place.LEAD, Place.CORE_GROUP)


def dialogue_to_debrief(pk: int) -> Whole | None:
    """A held dialogue with everything that its debrief shows of it. At most seven queries."""
    rows = whole().filter(state=Dialogue.State.HELD)
    return (
        rows.select_related("next_aim_by", "next_aim_agreed_by")
        .prefetch_related("reflection__readers")
        .filter(pk=pk)
        .first()
    )


def place_of(dialogue: Whole, reader: User) -> Place | None:
    """As what somebody reads the debrief; nothing for observers who haven't handed in, whatever else they are.

    At most two queries, given a whole dialogue.
    """
    if dialogue.enrolment.person_id == reader.pk:
        return Place.LEAD
    parts = {pair.part for pair in dialogue.pairs if pair.person_id == reader.pk and pair.state == "accepted"}
    if Pairing.Part.CO_LEAD in parts:
        return Place.CO_LEAD
    if _is_blind(dialogue, reader):
        return None
    if has_role(reader, Role.CORE_GROUP):
        return Place.CORE_GROUP
    if any(row.observer_id == reader.pk for row in dialogue.handed_in):
        return Place.OBSERVER
    return Place.MENTOR if _is_named_mentor(dialogue, reader) else None


def _is_blind(dialogue: Whole, reader: User) -> bool:
    """Whether somebody is asked to observe, or does, and hasn't handed in. No query, given a whole dialogue."""
    observes = any(pair.person_id == reader.pk and pair.part == "observer" for pair in dialogue.pairs)
    return observes and all(row.observer_id != reader.pk for row in dialogue.handed_in)


def _is_named_mentor(dialogue: Whole, reader: User) -> bool:
    """Whether a mentor of the lead was named as a reader of what the lead wrote. At most one query."""
    reflection = getattr(dialogue, "reflection", None)
    if reflection is None or reflection.shared_at is None or reader not in reflection.readers.all():
        return False
    lead = dialogue.enrolment.person_id
    return Relation.objects.filter(kind=Relation.Kind.MENTOR, person=reader, other=lead).exists()


def awaited(dialogue: Whole, *, at: datetime) -> tuple[Waits, ...]:
    """What the debrief of a whole dialogue still waits for, and from whom. One query."""
    handed_in = {row.observer_id for row in dialogue.handed_in}
    accepted = [pair.person for pair in dialogue.pairs if pair.state == "accepted" and pair.part == "observer"]
    out = tuple(person for person in accepted if person.pk not in handed_in)
    reflection = getattr(dialogue, "reflection", None)
    waits = rules.still_awaited(
        ended=last_minute(dialogue),
        observers_out=len(out),
        feedback_open=FeedbackRound.objects.filter(dialogue=dialogue, closed_at=None).exists(),
        reflected=reflection is not None and reflection.shared_at is not None,
        at=at,
    )
    lead = (dialogue.lead,) if dialogue.lead else ()
    people: dict[Awaited, tuple[User, ...]] = {Awaited.OBSERVATION: out, Awaited.REFLECTION: lead}
    return tuple(Waits(what, people.get(what, ())) for what in waits)


def debrief_for(dialogue: Whole, reader: User, place: Place, *, at: datetime) -> Debrief:
    """All that a reader sees. Three queries given a whole dialogue; up to seven more where they see development."""
    waits = awaited(dialogue, at=at)
    reflection = _readable(dialogue, reader, place)
    observations = tuple(dialogue.handed_in)
    return Debrief(
        dialogue=dialogue,
        place=place,
        waits=waits,
        until=rules.awaited_until(last_minute(dialogue)),
        reflection=reflection,
        observations=observations,
        differences=differences_of(dialogue),
        compared=_compared(dialogue, observations, reflection.scores if reflection else {}),
        stages=_stages(dialogue, reflection),
        entries=tuple(DebriefEntry.objects.filter(dialogue=dialogue).select_related("author")),
        development=development(dialogue, reader) if place in SEES_DEVELOPMENT and not waits else None,
    )


def _readable(dialogue: Whole, reader: User, place: Place) -> Reflection | None:
    """The reflection, if it was shared with the reader; the lead reads their own."""
    reflection: Reflection | None = getattr(dialogue, "reflection", None)
    if reflection is None or place is Place.LEAD:
        return reflection
    named = reader in reflection.readers.all()
    group = place is Place.CORE_GROUP and reflection.with_core_group
    return reflection if reflection.shared_at is not None and (named or group) else None


def _compared(dialogue: Whole, observations: Sequence[Observation], own: dict[str, int | None]) -> tuple[Compared, ...]:
    rows = dialogue.enrolment.syllabus.document["rubric"]["competencies"]
    made = []
    for row in rows:
        mine, others = own.get(row["key"]), tuple(each.scores.get(row["key"]) for each in observations)
        made.append(Compared(row["name"], mine, others, rules.own_beside_others(mine, others)))
    return tuple(made)


def _stages(dialogue: Whole, reflection: Reflection | None) -> tuple[StageWords, ...]:
    notes, said = list(seen_and_handed_in(dialogue)), reflection.stages if reflection else {}
    return tuple(
        StageWords(row, tuple(note for note in notes if note.stage == row.stage), said.get(str(row.stage), ""))
        for row in room(dialogue).stages
    )


def development(dialogue: Whole, reader: User) -> Development:
    """The lead's last held dialogues in time, without those that the reader observes and hasn't handed in.

    Six queries.
    """
    lead = dialogue.enrolment.person_id
    held = whole().filter(enrolment__person=lead, state=Dialogue.State.HELD).order_by("-starts_at", "-pk")
    seen = [row for row in held[:LAST_DIALOGUES] if not _is_blind(row, reader)][::-1]
    competencies = dialogue.enrolment.syllabus.document["rubric"]["competencies"]
    rows = tuple((row["name"], tuple(_mean(each, row["key"]) for each in seen)) for row in competencies)
    return Development(tuple(seen), rows)


def _mean(dialogue: Whole, key: str) -> float | None:
    levels = [level for row in dialogue.handed_in if (level := row.scores.get(key)) is not None]
    return sum(levels) / len(levels) if levels else None


def agrees_for_other_side(dialogue: Whole, place: Place | None) -> bool:
    """Whether a reader stands on the other side than who worded the aim. No query."""
    if not dialogue.next_aim or dialogue.next_aim_agreed_at is not None:
        return False
    by_lead = dialogue.next_aim_by_id == dialogue.enrolment.person_id
    return place is (Place.CORE_GROUP if by_lead else Place.LEAD)


def agreed_aim_of(person: User) -> str:
    """What somebody agreed to work on next, for the plan that follows; or nothing. One query."""
    rows = Dialogue.objects.led_by(person.pk).filter(next_aim_agreed_at__isnull=False)
    return rows.order_by("-next_aim_agreed_at").values_list("next_aim", flat=True).first() or ""
