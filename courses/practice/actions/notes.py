"""What is noted down during a dialogue: written once however often it is sent, and changed only by its author."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import Dialogue, Note, Observation, Stage
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User

LONGEST = 2000


@transaction.atomic
def write(
    *,
    dialogue_id: int,
    kind: Note.Kind,
    text: str,
    noted_at: datetime,
    key: UUID,
    by: User,
    stage: str = "",
    clock: Clock = timezone.now,
) -> Note:
    """Keep a note, bound to the stage that ran when it was written; ``stage`` counts where none ran.

    The same key twice is the same note. ``noted_at`` is the writer's word: never after it arrived, never before the
    dialogue was planned. Raises ``Refused``.
    """
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    known = Note.objects.filter(author=by, key=key).first()
    if known is not None:
        return known
    decision = _decide(dialogue, kind, text.strip(), by)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    moment = max(dialogue.created_at, min(noted_at, at))
    named = stage if stage in Stage.values else ""
    return Note.objects.create(
        dialogue=dialogue,
        author=by,
        kind=kind,
        stage=queries.stage_at(dialogue, moment) or named,
        text=text.strip()[:LONGEST],
        noted_at=moment,
        key=key,
    )


@transaction.atomic
def change(*, note_id: int, text: str, by: User) -> Note:
    """Say it in other words. Raises ``Refused``."""
    note = _own(note_id, by=by, words=bool(text.strip()))
    note.text = text.strip()[:LONGEST]
    note.save(update_fields=["text"])
    return note


@transaction.atomic
def remove(*, note_id: int, by: User) -> None:
    """Take a note away. Raises ``Refused``."""
    _own(note_id, by=by, words=True).delete()


def _decide(dialogue: Dialogue, kind: Note.Kind, text: str, by: User) -> rules.Decision:
    if kind != Note.Kind.SEEN:
        off = dialogue.state == Dialogue.State.CANCELLED
        return rules.decide_own_note(lead=queries.is_lead(dialogue, by), off=off, words=bool(text))
    return rules.decide_seen_note(
        observes=queries.observes(dialogue, by),
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        handed_in=Observation.objects.filter(dialogue=dialogue, observer=by).exists(),
        words=bool(text),
    )


def _own(note_id: int, *, by: User, words: bool) -> Note:
    """A note that its author may change, under the dialogue's lock."""
    dialogue_id = Note.objects.values_list("dialogue", flat=True).get(pk=note_id)
    Dialogue.objects.locked().get(pk=dialogue_id)
    note = Note.objects.get(pk=note_id)
    closed = note.kind == Note.Kind.SEEN and Observation.objects.filter(dialogue=dialogue_id, observer=by).exists()
    decision = rules.decide_changing_note(own=note.author_id == by.pk, handed_in=closed, words=words)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return note
