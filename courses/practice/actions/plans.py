"""Planning a dialogue, changing the plan, clearing it, calling it off."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions import feedback
from courses.practice.actions.asking_again import ask_again
from courses.practice.actions.claims import claim_of_dialogue
from courses.practice.actions.pairings import tell
from courses.practice.models import Dialogue, Pairing, StagePlan
from courses.practice.queries import Details
from courses.practice.words import WORDS
from courses.progress import queries as progress
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.slots.models import Slot
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

_AHEAD = (Dialogue.State.PROPOSED, Dialogue.State.CLEARED)
# What somebody cleared, and what people said yes to. A time zone only says how an instant is told.
_AGREED = ("topic", "starts_at", "slot", "language")


@dataclass(frozen=True, slots=True)
class _Place:
    """When and in what language: a locked session's own, or what the lead chose."""

    slot: Slot | None
    starts_at: datetime
    zone: str
    language: str

    @classmethod
    def of(cls, details: Details, starts_at: datetime, zone: str) -> "_Place":
        if details.slot_id is None:
            return cls(None, starts_at, zone, details.language)
        slot = Slot.objects.locked().get(pk=details.slot_id)
        return cls(slot, slot.starts_at, slot.zone, slot.language)

    @property
    def most_minutes(self) -> int:
        return self.slot.minutes if self.slot else rules.THE_HOUR

    def is_open_to(self, person: User, *, at: datetime) -> bool:
        return self.slot is None or queries.is_open_to_lead(self.slot, person, at=at)


@transaction.atomic
def propose(
    *,
    enrolment: Enrolment,
    topic: str,
    aim: str,
    starts_at: datetime,
    zone: str,
    by: User,
    details: Details | None = None,
    clock: Clock = timezone.now,
) -> Dialogue:
    """Plan a dialogue of one's own training; the same plan for the same time twice is one. Raises ``Refused``."""
    details = details or Details()
    place = _Place.of(details, starts_at, zone)
    ledger.lock_people([by.pk])
    at = clock()
    again = Dialogue.objects.open().filter(enrolment=enrolment, topic=topic, starts_at=place.starts_at).first()
    if again is not None:
        return again
    decision = rules.decide_proposal(
        starts=place.starts_at,
        at=at,
        may_lead=progress.may_lead(enrolment, at=at),
        place_open=place.is_open_to(by, at=at),
        minutes=details.minutes,
        most=place.most_minutes,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    begun = {"from_topic_id": details.from_topic_id, "copied_from_id": details.copied_from_id, "created_at": at}
    dialogue = Dialogue(enrolment=enrolment, topic=topic, aim=aim, **begun)
    _write(dialogue, details, place)
    assert_state(dialogue, by=by, at=at)
    return dialogue


@transaction.atomic
def change(
    *,
    dialogue_id: int,
    topic: str,
    aim: str,
    starts_at: datetime,
    zone: str,
    by: User,
    details: Details,
    clock: Clock = timezone.now,
) -> Dialogue:
    """Write a plan anew until it is led. Another topic, time, session or language is cleared anew, and everybody in a
    part is asked anew; other words change nothing that anybody agreed to. Raises ``Refused``.
    """
    place = _Place.of(details, starts_at, zone)
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    before = [getattr(dialogue, name) for name in _AGREED]
    moved = before != [topic, place.starts_at, place.slot, place.language]
    decision = rules.decide_change(
        lead=dialogue.enrolment.person_id == by.pk,
        over=dialogue.state not in _AHEAD,
        moved=moved,
        starts=place.starts_at,
        at=at,
        place_open=place.is_open_to(by, at=at),
        minutes=details.minutes,
        most=place.most_minutes,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.topic, dialogue.aim = topic, aim
    _write(dialogue, details, place)
    if moved:
        wait_to_be_cleared(dialogue, by=by, at=at)
        ask_again(dialogue, by=by, at=at)
    return dialogue


@transaction.atomic
def clear(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Say that a plan may be led. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    at = clock()
    decision = rules.decide_clearing(
        proposed=dialogue.state == Dialogue.State.PROPOSED,
        own=dialogue.enrolment.person_id == by.pk,
        observers=Pairing.objects.open().observers().filter(dialogue=dialogue).count(),
        experience=queries.has_experience(dialogue, at=at),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.state = Dialogue.State.CLEARED
    dialogue.save(update_fields=["state"])
    feedback.open_round(dialogue, at=at)
    assert_state(dialogue, by=by, at=at)
    if dialogue.enrolment.person is not None:
        cause = f"dialogue_cleared:{dialogue.pk}/{at:%Y%m%d%H%M%S%f}"
        tell("dialogue_cleared", dialogue.enrolment.person, dialogue, cause=cause)
    audit.record("practice.clear", about=dialogue, by=by)
    return dialogue


@transaction.atomic
def cancel(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Call off a dialogue that hasn't begun; everybody in a part is told. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    decision = rules.decide_cancellation(lead=dialogue.enrolment.person_id == by.pk, over=dialogue.state not in _AHEAD)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.state = Dialogue.State.CANCELLED
    dialogue.save(update_fields=["state"])
    assert_state(dialogue, by=by, at=at)
    for row in Pairing.objects.open().filter(dialogue=dialogue).select_related("person"):
        tell("dialogue_cancelled", row.person, dialogue, cause=f"dialogue_cancelled:{row.pk}")
    return dialogue


def wait_to_be_cleared(dialogue: Dialogue, *, by: User | None, at: datetime) -> None:
    """Let somebody look at a locked plan once more."""
    if dialogue.state != Dialogue.State.PROPOSED:
        dialogue.state = Dialogue.State.PROPOSED
        dialogue.save(update_fields=["state"])
        assert_state(dialogue, by=by, at=at)


def assert_state(dialogue: Dialogue, *, by: User | None, at: datetime) -> None:
    """Say in the lead's ledger how a locked dialogue stands."""
    if dialogue.enrolment.person_id is not None:
        ledger.assert_all([(dialogue.enrolment.person_id, claim_of_dialogue(dialogue, at=at))], by=by)


def _write(dialogue: Dialogue, details: Details, place: _Place) -> None:
    dialogue.slot, dialogue.starts_at = place.slot, place.starts_at
    dialogue.zone, dialogue.language = place.zone, place.language
    dialogue.concept, dialogue.definition = details.concept, details.definition
    dialogue.materials = [dict(row) for row in details.materials]
    dialogue.save()
    StagePlan.objects.filter(dialogue=dialogue).delete()
    StagePlan.objects.bulk_create(
        StagePlan(
            dialogue=dialogue,
            stage=stage,
            minutes=row.minutes,
            script=row.script,
            questions=row.questions,
            group_size=row.group_size,
        )
        for stage, row in details.stages.items()
    )
