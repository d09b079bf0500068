"""A private concern: raised, handed on, noted about, said openly, answered, closed. No mail holds a word of it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.letters import something_to_read
from courses.practice.models import Concern, ConcernEntry, Dialogue
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User
from lms.people.roles import Role, has_role

Kind = ConcernEntry.Kind
# A reminder that couldn't leave on its day still does for as long.
REMINDS_FOR = timedelta(days=5)


@transaction.atomic
def raise_one(
    *, dialogue_id: int, kind: str, text: str, owner: User, due_on: date, by: User, clock: Clock = timezone.now
) -> Concern:
    """Tell one named person of a worry about the lead. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    at, lead = clock(), dialogue.enrolment.person
    decision = rules.decide_raising(
        near=queries.stands_near(dialogue, by),
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        concerned=lead is None or lead.pk == by.pk,
        words=bool(text.strip()),
        owner_may=queries.looks_after_concerns(owner),
        owner_close=lead is None or _too_close(owner, lead.pk, raised_by=by.pk),
        due_in=(due_on - timezone.localdate(at)).days,
    )
    if decision.refused or lead is None:
        raise Refused(decision.because, WORDS)
    concern = Concern.objects.create(
        dialogue=dialogue, about=lead, kind=kind, raised_by=by, owner=owner, raised_at=at, due_on=due_on
    )
    _add(concern, Kind.RAISED, text, by=by, at=at)
    _write_to(owner, concern, cause=f"raised/{concern.pk}")
    return concern


@transaction.atomic
def hand_on(*, concern_id: int, owner: User, by: User, clock: Clock = timezone.now) -> Concern:
    """Give a concern to somebody else to look after, who then reads it instead. Raises ``Refused``."""
    concern = _locked(concern_id)
    today = timezone.localdate(clock())
    is_late = queries.late_concerns(today).filter(pk=concern.pk).exists()
    decision = rules.decide_handing_on(
        owner=_owns(concern, by),
        late_admin=is_late and has_role(by, Role.PROGRAM_ADMIN) and concern.about_id != by.pk,
        closed=concern.closed_at is not None,
        owner_may=queries.looks_after_concerns(owner),
        owner_close=_too_close(owner, concern.about_id, raised_by=concern.raised_by_id),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    concern.owner = owner
    concern.due_on = max(concern.due_on, rules.usual_due(today)) if is_late else concern.due_on
    concern.save(update_fields=["owner", "due_on"])
    audit.record("concern.hand_on", about=concern, by=by, data={"owner": owner.pk})
    _write_to(owner, concern, cause=f"handed_on/{concern.pk}/{clock().isoformat()}")
    return concern


@transaction.atomic
def note(*, concern_id: int, text: str, by: User, clock: Clock = timezone.now) -> ConcernEntry:
    """Its owner keeps a note. Raises ``Refused``."""
    concern = _locked(concern_id)
    decision = rules.decide_noting(
        owner=_owns(concern, by), closed=concern.closed_at is not None, words=bool(text.strip())
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return _add(concern, Kind.NOTE, text, by=by, at=clock())


@transaction.atomic
def say_openly(*, concern_id: int, text: str, by: User, clock: Clock = timezone.now) -> Concern:
    """Tell the person, in words meant for them; who decides about them reads it once they answered.

    Raises ``Refused``.
    """
    concern = _locked(concern_id)
    about, at = concern.about, clock()
    decision = rules.decide_opening(
        owner=_owns(concern, by),
        closed=concern.closed_at is not None,
        opened=concern.opened_at is not None,
        words=bool(text.strip()),
        reachable=about.is_active and about.erased_at is None,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    concern.opened_at = at
    concern.save(update_fields=["opened_at"])
    _add(concern, Kind.OPENED, text, by=by, at=at)
    audit.record("concern.say_openly", about=concern, by=by)
    _write_to(about, concern, cause=f"opened/{concern.pk}")
    _write_to(concern.raised_by, concern, cause=f"opened/{concern.pk}")
    return concern


@transaction.atomic
def answer(*, concern_id: int, text: str, by: User, clock: Clock = timezone.now) -> ConcernEntry:
    """The person answers what was said openly; from then on those who decide read both. Raises ``Refused``."""
    concern = _locked(concern_id)
    decision = rules.decide_answering(
        concerned=concern.about_id == by.pk, opened=concern.opened_at is not None, words=bool(text.strip())
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    entry = _add(concern, Kind.ANSWER, text, by=by, at=clock())
    _write_to(concern.owner, concern, cause=f"answered/{entry.pk}")
    return entry


@transaction.atomic
def close(*, concern_id: int, outcome: str, by: User, clock: Clock = timezone.now) -> Concern:
    """Its owner says what came of it; whoever raised it reads that. Raises ``Refused``."""
    concern = _locked(concern_id)
    at = clock()
    decision = rules.decide_noting(
        owner=_owns(concern, by), closed=concern.closed_at is not None, words=bool(outcome.strip())
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    concern.closed_at = at
    concern.save(update_fields=["closed_at"])
    _add(concern, Kind.OUTCOME, outcome, by=by, at=at)
    audit.record("concern.close", about=concern, by=by)
    _write_to(concern.raised_by, concern, cause=f"closed/{concern.pk}")
    return concern


def remind(*, clock: Clock = timezone.now) -> None:
    """Write to owners on the day and once after it, and then to program admins too; each once."""
    today = timezone.localdate(clock())
    for concern in Concern.objects.open().filter(due_on=today).select_related("owner"):
        _remind(concern.owner, concern, "concern_due")
    late = Concern.objects.open().filter(due_on__lt=today, due_on__gte=today - REMINDS_FOR).select_related("owner")
    admins = list(queries.concern_owners().filter(groups__name=Role.PROGRAM_ADMIN))
    for concern in late:
        _remind(concern.owner, concern, "concern_late")
        for admin in admins:
            if admin.pk not in (concern.about_id, concern.owner_id):
                _remind(admin, concern, "concern_without_answer")


def _remind(person: User, concern: Concern, name: str) -> None:
    cause = f"{name}:{concern.pk}/{concern.due_on.isoformat()}/{person.pk}"
    mail.queue(name, to=person, cause=cause, context={"concern": concern.pk})


def _locked(concern_id: int) -> Concern:
    rows = Concern.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("about", "owner", "raised_by").get(pk=concern_id)


def _owns(concern: Concern, person: User) -> bool:
    return queries.seat_in(concern, person) is queries.Seat.OWNER


def _too_close(owner: User, about_id: int, *, raised_by: int) -> bool:
    return owner.pk in (about_id, raised_by) or queries.are_related(owner.pk, about_id)


def _add(concern: Concern, kind: ConcernEntry.Kind, text: str, *, by: User, at: datetime) -> ConcernEntry:
    return ConcernEntry.objects.create(concern=concern, author=by, kind=kind, text=text.strip(), said_at=at)


def _write_to(person: User, concern: Concern, *, cause: str) -> None:
    path = reverse("practice:concern", args=[concern.pk])
    something_to_read(to=person, path=path, cause=f"concern/{cause}")
