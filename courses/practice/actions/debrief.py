"""What is said and agreed on in a debrief."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.letters import something_to_read
from courses.practice.models import DebriefEntry, Dialogue
from courses.practice.queries import Place, Whole
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

_WORDS_AIMS = (Place.LEAD, Place.CORE_GROUP)


@transaction.atomic
def say(*, dialogue_id: int, text: str, by: User, clock: Clock = timezone.now) -> DebriefEntry:
    """Say something on the debrief's page; the lead hears of it, or those who were there of the lead's answer.

    Raises ``Refused``.
    """
    dialogue, place = _locked(dialogue_id, by)
    at = clock()
    decision = rules.decide_saying(
        reads=place is not None, open=not queries.awaited(dialogue, at=at), words=bool(text.strip())
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    entry = DebriefEntry.objects.create(dialogue=dialogue, author=by, text=text.strip(), said_at=at)
    _tell(dialogue, by=by, cause=f"debrief/{entry.pk}")
    return entry


@transaction.atomic
def word_aim(*, dialogue_id: int, aim: str, by: User, clock: Clock = timezone.now) -> None:
    """Word what the lead works on next; the other side has yet to agree. Raises ``Refused``."""
    dialogue, place = _locked(dialogue_id, by)
    at = clock()
    decision = rules.decide_aim(
        side=place in _WORDS_AIMS, open=not queries.awaited(dialogue, at=at), words=bool(aim.strip())
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.next_aim, dialogue.next_aim_at, dialogue.next_aim_by = aim.strip(), at, by
    dialogue.next_aim_agreed_at = dialogue.next_aim_agreed_by = None
    _keep_aim(dialogue)
    if place is Place.CORE_GROUP:
        audit.record("practice.word_aim", about=dialogue, by=by)
    _tell(dialogue, by=by, cause=f"aim/{dialogue.pk}/{at.isoformat()}")


@transaction.atomic
def agree_on_aim(*, dialogue_id: int, seen: datetime | None, by: User, clock: Clock = timezone.now) -> None:
    """The other side says yes to the aim that was worded at ``seen``. Raises ``Refused``."""
    dialogue, place = _locked(dialogue_id, by)
    if dialogue.next_aim_agreed_at is not None and dialogue.next_aim_agreed_by_id == by.pk:
        return
    decision = rules.decide_agreeing(
        other_side=queries.agrees_for_other_side(dialogue, place),
        worded=bool(dialogue.next_aim),
        current=seen == dialogue.next_aim_at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.next_aim_agreed_at, dialogue.next_aim_agreed_by = clock(), by
    _keep_aim(dialogue)
    if place is Place.CORE_GROUP:
        audit.record("practice.agree_on_aim", about=dialogue, by=by)


def _locked(dialogue_id: int, by: User) -> tuple[Whole, Place | None]:
    """A locked dialogue with everything that its debrief needs, and as what somebody reads it."""
    Dialogue.objects.locked().get(pk=dialogue_id)
    dialogue = queries.dialogue_to_debrief(dialogue_id)
    if dialogue is None:
        raise Refused((rules.Reason.NOT_HELD,), WORDS)
    return dialogue, queries.place_of(dialogue, by)


def _keep_aim(dialogue: Dialogue) -> None:
    names = ("next_aim", "next_aim_at", "next_aim_by", "next_aim_agreed_at", "next_aim_agreed_by")
    dialogue.save(update_fields=names)


def _tell(dialogue: Whole, *, by: User, cause: str) -> None:
    """Write to the lead, or, where the lead spoke, to the co-lead and those who handed in."""
    lead = dialogue.lead
    there = [pair.person for pair in dialogue.pairs if pair.state == "accepted" and pair.part == "co_lead"]
    others = [*there, *(row.observer for row in dialogue.handed_in)]
    path = reverse("practice:debrief", args=[dialogue.pk])
    for person in others if lead == by else [lead]:
        if person is not None and person != by:
            something_to_read(to=person, path=path, cause=cause)
