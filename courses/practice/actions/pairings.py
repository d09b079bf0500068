"""Asking people to co-lead or to observe, and what they answer."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import Dialogue, Pairing
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User

_OVER = (Dialogue.State.HELD, Dialogue.State.CANCELLED)


@transaction.atomic
def ask(
    *,
    dialogue_id: int,
    person: User,
    part: Pairing.Part,
    by: User,
    because: Sequence[str] = (),
    clock: Clock = timezone.now,
) -> Pairing:
    """Ask somebody to co-lead or to observe. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    lead = dialogue.enrolment.person
    standing = list(Pairing.objects.open().filter(dialogue=dialogue))
    decision = rules.decide_pairing(
        own=lead is None or lead.pk == person.pk,
        related=lead is not None and queries.are_related(lead.pk, person.pk),
        already=any(row.person_id == person.pk for row in standing),
        taken=part == Pairing.Part.CO_LEAD and any(row.part == part for row in standing),
        over=dialogue.state in _OVER,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    made = Pairing.objects.create(
        dialogue=dialogue, person=person, part=part, because=list(because), asked_at=clock(), asked_by=by
    )
    tell(f"{part.value}_asked", person, dialogue, cause=f"{part.value}_asked:{made.pk}", pairing=made.pk)
    audit.record("practice.ask", about=dialogue, by=by, data={"person": person.pk, "part": part.value})
    return made


@transaction.atomic
def accept(*, pairing_id: int, by: User, clock: Clock = timezone.now) -> Pairing:
    """Say yes; saying it twice changes nothing. Raises ``Refused``."""
    return _answer(pairing_id, Pairing.State.ACCEPTED, by=by, clock=clock)


@transaction.atomic
def decline(*, pairing_id: int, by: User, clock: Clock = timezone.now) -> Pairing:
    """Say no, or take a yes back; no reason is asked. Raises ``Refused``."""
    return _answer(pairing_id, Pairing.State.DECLINED, by=by, clock=clock)


def _answer(pairing_id: int, answer: Pairing.State, *, by: User, clock: Clock) -> Pairing:
    dialogue_id = Pairing.objects.values_list("dialogue", flat=True).get(pk=pairing_id, person=by)
    dialogue = Dialogue.objects.locked().get(pk=dialogue_id)
    row = Pairing.objects.get(pk=pairing_id)
    if row.state == answer:
        return row
    still_asked = row.state in (Pairing.State.ASKED, Pairing.State.ACCEPTED)
    decision = rules.decide_answer(open=still_asked, over=dialogue.state in _OVER)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    row.state, row.answered_at = answer, clock()
    row.save(update_fields=["state", "answered_at"])
    return row


def tell(template: str, person: User, dialogue: Dialogue, *, cause: str, **more: str | int) -> None:
    """Write to somebody about a dialogue."""
    context = {"dialogue": dialogue.pk, "topic": dialogue.topic, "start": dialogue.starts_at, "zone": dialogue.zone}
    mail.queue(template, to=person, cause=cause, context=context | more)
