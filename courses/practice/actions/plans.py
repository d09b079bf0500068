"""Planning a dialogue, clearing it, calling it off."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions import feedback
from courses.practice.actions.claims import claim_of_dialogue
from courses.practice.actions.pairings import tell
from courses.practice.models import USUAL_MINUTES, Dialogue, Pairing, StagePlan
from courses.practice.words import WORDS
from courses.progress import queries as progress
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def propose(
    *, enrolment: Enrolment, topic: str, aim: str, starts_at: datetime, zone: str, by: User, clock: Clock = timezone.now
) -> Dialogue:
    """Plan a dialogue of one's own training. Raises ``Refused``."""
    at = clock()
    decision = rules.decide_proposal(starts=starts_at, at=at, may_lead=progress.may_lead(enrolment, at=at))
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue = Dialogue.objects.create(
        enrolment=enrolment, topic=topic, aim=aim, starts_at=starts_at, zone=zone, created_at=at
    )
    StagePlan.objects.bulk_create(
        StagePlan(dialogue=dialogue, stage=stage, minutes=minutes) for stage, minutes in USUAL_MINUTES.items()
    )
    assert_state(dialogue, by=by, at=at)
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
        tell("dialogue_cleared", dialogue.enrolment.person, dialogue, cause=f"dialogue_cleared:{dialogue.pk}")
    audit.record("practice.clear", about=dialogue, by=by)
    return dialogue


@transaction.atomic
def cancel(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Call off a dialogue that hasn't begun; its observers are told. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    decision = rules.decide_cancellation(
        lead=dialogue.enrolment.person_id == by.pk,
        over=dialogue.state not in (Dialogue.State.PROPOSED, Dialogue.State.CLEARED),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.state = Dialogue.State.CANCELLED
    dialogue.save(update_fields=["state"])
    assert_state(dialogue, by=by, at=at)
    for row in Pairing.objects.open().filter(dialogue=dialogue).select_related("person"):
        tell("dialogue_cancelled", row.person, dialogue, cause=f"dialogue_cancelled:{row.pk}")
    return dialogue


def assert_state(dialogue: Dialogue, *, by: User, at: datetime) -> None:
    """Say in the lead's ledger how a locked dialogue stands."""
    if dialogue.enrolment.person_id is not None:
        ledger.assert_all([(dialogue.enrolment.person_id, claim_of_dialogue(dialogue, at=at))], by=by)
