"""Asking people to co-lead or to observe, and what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import Dialogue, Pairing
from courses.practice.rules import Place
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User

_OVER = (Dialogue.State.HELD, Dialogue.State.CANCELLED)
_BEFORE = (Dialogue.State.PROPOSED, Dialogue.State.CLEARED)
_OPEN = (Pairing.State.ASKED, Pairing.State.ACCEPTED)
ANSWER_SALT = "practice.answer"
# A link in a mail is good for as long as a dialogue is planned ahead at most; the dialogue's end ends it too.
ANSWER_LINK_LIVES = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom somebody chose to ask, and for which place."""

    place: Place
    person: int


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
    """Ask somebody to co-lead or to observe, whatever they wish. Raises ``Refused``."""
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
    return _ask(dialogue, person, part, by=by, because=because, at=clock())


@transaction.atomic
def ask_possible(*, dialogue_id: int, chosen: Sequence[Chosen], by: User, clock: Clock = timezone.now) -> list[Pairing]:
    """Ask several people at once, all or nobody, and only those whom no hard rule keeps away. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person", "enrolment__syllabus").get(pk=dialogue_id)
    ledger.lock_people([row.person for row in chosen])
    at = clock()
    lead = dialogue.enrolment.person_id
    board = queries.board([dialogue], at=at)
    asked_co_leads = [row for row in chosen if row.place is Place.CO_LEAD]
    standing = Pairing.objects.open().co_leads().filter(dialogue=dialogue)
    decision = rules.decide_asking(
        own=lead is None,
        by_lead=lead == by.pk,
        over=dialogue.state not in _BEFORE or dialogue.starts_at <= at,
        bars=[board.bars(dialogue.pk, row.person, row.place) for row in chosen] if lead else [],
        once=len({row.person for row in chosen}) == len(set(chosen)),
        co_leads=len(asked_co_leads) + standing.count() if asked_co_leads else 0,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return [
        _ask(dialogue, fit.person, Pairing.Part(row.place), by=by, because=fit.because, at=at)
        for row in dict.fromkeys(chosen)
        for fit in [board.candidate(dialogue.pk, row.person, row.place)]
    ]


def _ask(
    dialogue: Dialogue, person: User, part: Pairing.Part, *, by: User, because: Sequence[str], at: datetime
) -> Pairing:
    made = Pairing.objects.create(
        dialogue=dialogue, person=person, part=part, because=list(because), asked_at=at, asked_by=by
    )
    tell_of(made, f"{part.value}_asked", dialogue=dialogue)
    audit.record("practice.ask", about=dialogue, by=by, data={"person": person.pk, "part": part.value})
    return made


@transaction.atomic
def accept(*, pairing_id: int, by: User, clock: Clock = timezone.now) -> Pairing:
    """Say yes; saying it twice changes nothing, and a no may be taken back until somebody else is asked.

    Raises ``Refused``.
    """
    dialogue, row = _locked(pairing_id, by=by)
    if row.state == Pairing.State.ACCEPTED:
        return row
    again = row.state == Pairing.State.DECLINED
    since = Q(pk__gt=row.pk, part=row.part) | Q(person=by)
    decision = rules.decide_yes(
        asked=row.state == Pairing.State.ASKED,
        again=again,
        taken=again and Pairing.objects.open().filter(since, dialogue=dialogue).exists(),
        over=dialogue.state in _OVER,
        busy=queries.is_in_another(by.pk, dialogue),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return _keep(row, Pairing.State.ACCEPTED, at=clock())


@transaction.atomic
def decline(*, pairing_id: int, by: User, clock: Clock = timezone.now) -> Pairing:
    """Say no, or take a yes back; no reason is asked, and whoever asked reads whom to ask next. Raises ``Refused``."""
    dialogue, row = _locked(pairing_id, by=by)
    if row.state == Pairing.State.DECLINED:
        return row
    at = clock()
    decision = rules.decide_no(open=row.state in _OPEN, over=dialogue.state in _OVER)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _keep(row, Pairing.State.DECLINED, at=at)
    _tell_who_asked(dialogue, row, at=at)
    return row


@transaction.atomic
def withdraw(*, pairing_id: int, by: User, clock: Clock = timezone.now) -> Pairing:
    """Take a question back, or let somebody off who said yes; they are told. Raises ``Refused``."""
    dialogue, row = _locked(pairing_id)
    if row.state == Pairing.State.WITHDRAWN:
        return row
    decision = rules.decide_unasking(
        open=row.state in _OPEN,
        begun=dialogue.state not in _BEFORE,
        by_lead=dialogue.enrolment.person_id == by.pk,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _keep(row, Pairing.State.WITHDRAWN, at=clock())
    tell("pairing_withdrawn", row.person, dialogue, cause=f"pairing_withdrawn:{row.pk}", part=row.part)
    audit.record("practice.withdraw", about=dialogue, by=by, data={"person": row.person_id, "part": row.part})
    return row


def _locked(pairing_id: int, *, by: User | None = None) -> tuple[Dialogue, Pairing]:
    """A question, read anew once its dialogue and its person are held; of ``by`` alone, where given."""
    mine = Q(person=by) if by else Q()
    dialogue_id = Pairing.objects.filter(mine).values_list("dialogue", flat=True).get(pk=pairing_id)
    dialogue = Dialogue.objects.locked().select_related("enrolment__person", "enrolment__syllabus").get(pk=dialogue_id)
    row = Pairing.objects.select_related("person", "asked_by").get(pk=pairing_id)
    # Of two dialogues at the same hour whoever says yes to both is heard one after the other.
    ledger.lock_people([row.person_id])
    return dialogue, row


def _keep(row: Pairing, state: Pairing.State, *, at: datetime) -> Pairing:
    row.state, row.answered_at = state, at
    row.save(update_fields=["state", "answered_at"])
    return row


def _tell_who_asked(dialogue: Dialogue, row: Pairing, *, at: datetime) -> None:
    """A person looks at the next proposal before anybody is asked: who fits isn't only a matter of calendars."""
    if row.asked_by is None or not row.asked_by.is_active or dialogue.state not in _BEFORE:
        return
    proposed = queries.board([dialogue], at=at)
    others = [proposed.people[one.person].display_name for one in proposed.proposal().places if one.place == row.part]
    said = {"name": row.person.display_name, "part": row.part, "next": others[0] if others else ""}
    # Somebody may change their mind, and again.
    cause = f"pairing_declined:{row.pk}/{at.isoformat()}"
    tell("pairing_declined", row.asked_by, dialogue, cause=cause, **said)


def tell_of(row: Pairing, template: str, *, dialogue: Dialogue) -> None:
    """Write to somebody about what they are asked, with a link that answers without signing in."""
    lead = dialogue.enrolment.person
    more = {"token": answer_token(row), "lead": lead.display_name if lead else "", "aim": dialogue.aim}
    tell(template, row.person, dialogue, cause=f"{template}:{row.pk}", part=row.part, pairing=row.pk, **more)


def tell(template: str, person: User, dialogue: Dialogue, *, cause: str, **more: str | int) -> None:
    """Write to somebody about a dialogue."""
    context = {"dialogue": dialogue.pk, "topic": dialogue.topic, "start": dialogue.starts_at, "zone": dialogue.zone}
    mail.queue(template, to=person, cause=cause, context=context | more)


def answer_token(row: Pairing) -> str:
    """What a mailed link carries, so that a question can be answered without signing in."""
    return signing.dumps(row.pk, salt=ANSWER_SALT)


def pairing_of(token: str) -> Pairing | None:
    """The question that a mailed link speaks of; ``None`` for a token that isn't ours, is too old, or of nobody."""
    try:
        pk = signing.loads(token, salt=ANSWER_SALT, max_age=ANSWER_LINK_LIVES)
    except signing.BadSignature:
        return None
    rows = Pairing.objects.filter(person__is_active=True, person__erased_at=None)
    return rows.select_related("person", "dialogue__enrolment__person").filter(pk=pk).first()
