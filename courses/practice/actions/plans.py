"""Planning a dialogue, finding its observers, clearing it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.actions.claims import claim_of_dialogue
from courses.practice.models import Assignment, Dialogue
from courses.practice.queries import are_related
from courses.practice.words import WORDS
from courses.progress import queries as progress
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
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
    assert_state(dialogue, by=by, at=at)
    return dialogue


@transaction.atomic
def assign_observer(*, dialogue_id: int, observer: User, by: User, clock: Clock = timezone.now) -> Assignment:
    """Ask somebody to observe. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    lead = dialogue.enrolment.person
    decision = rules.decide_observer(
        own=lead is None or lead.pk == observer.pk,
        related=lead is not None and are_related(lead.pk, observer.pk),
        already=Assignment.objects.filter(dialogue=dialogue, observer=observer).exists(),
        over=dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    made = Assignment.objects.create(dialogue=dialogue, observer=observer, assigned_at=clock())
    _tell("observer_assigned", observer, dialogue, cause=f"observer_assigned:{made.pk}")
    audit.record("practice.assign_observer", about=dialogue, by=by, data={"observer": observer.pk})
    return made


@transaction.atomic
def clear(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Say that a plan may be led. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    at = clock()
    decision = rules.decide_clearing(
        proposed=dialogue.state == Dialogue.State.PROPOSED,
        own=dialogue.enrolment.person_id == by.pk,
        observers=Assignment.objects.filter(dialogue=dialogue).count(),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.state = Dialogue.State.CLEARED
    dialogue.save(update_fields=["state"])
    assert_state(dialogue, by=by, at=at)
    if dialogue.enrolment.person is not None:
        _tell("dialogue_cleared", dialogue.enrolment.person, dialogue, cause=f"dialogue_cleared:{dialogue.pk}")
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
    for row in Assignment.objects.filter(dialogue=dialogue).select_related("observer"):
        _tell("dialogue_cancelled", row.observer, dialogue, cause=f"dialogue_cancelled:{row.pk}")
    return dialogue


def assert_state(dialogue: Dialogue, *, by: User, at: datetime) -> None:
    """Say in the lead's ledger how a locked dialogue stands."""
    if dialogue.enrolment.person_id is not None:
        ledger.assert_all([(dialogue.enrolment.person_id, claim_of_dialogue(dialogue, at=at))], by=by)


def _tell(template: str, person: User, dialogue: Dialogue, *, cause: str) -> None:
    context = {"dialogue": dialogue.pk, "topic": dialogue.topic, "start": dialogue.starts_at, "zone": dialogue.zone}
    mail.queue(template, to=person, cause=cause, context=context)
