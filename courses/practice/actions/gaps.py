"""Minding dialogues that lack people: questions without an answer, and dialogues that nobody is promised to."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions import pairings
from courses.practice.models import Dialogue, Pairing
from lms.actions import Clock
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role


def mind(*, clock: Clock = timezone.now) -> int:
    """Remind who hasn't answered, and tell the core group what is lacking; each once however often this runs.

    Says how many mails were written.
    """
    at = clock()
    reminded = sum(_remind(row.pk, row.dialogue_id, at=at) for row in _unreminded(at))
    core = list(User.objects.filter(groups__name=Role.CORE_GROUP, is_active=True, erased_at=None).order_by("pk"))
    return reminded + sum(_tell_core_group(row, core, at=at) for row in _that_come(at))


def _unreminded(at: datetime) -> list[Pairing]:
    """Questions that have stood for days without a reminder. Two queries."""
    rows = list(queries.unanswered(asked_until=at - rules.REMINDED_AFTER, at=at))
    told = _told(_reminder_of(row.pk) for row in rows)
    return [row for row in rows if _reminder_of(row.pk) not in told]


@transaction.atomic
def _remind(pairing_id: int, dialogue_id: int, *, at: datetime) -> bool:
    """Under the dialogue's lock and read again: nobody is reminded of what they answered a moment ago."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    row = queries.unanswered(asked_until=at, at=at).filter(pk=pairing_id).first()
    if row is None:
        return False
    pairings.tell_of(row, "pairing_reminder", dialogue=dialogue)
    return True


def _that_come(at: datetime) -> list[Dialogue]:
    """Dialogues near enough for the core group to be told of. One query."""
    soon = list(queries.ahead(at=at))
    return [row for row in soon if rules.mark_of(starts=row.starts_at, at=at) and queries.what_lacks(row, at=at)]


@transaction.atomic
def _tell_core_group(found: Dialogue, core: Iterable[User], *, at: datetime) -> int:
    """Under the dialogue's lock and read again, each member of the core group but the lead."""
    dialogue = Dialogue.objects.locked().select_related("enrolment__person", "enrolment__syllabus").get(pk=found.pk)
    days, lack = rules.mark_of(starts=dialogue.starts_at, at=at), queries.what_lacks(dialogue, at=at)
    if days is None or lack is None or dialogue.state not in (Dialogue.State.PROPOSED, Dialogue.State.CLEARED):
        return 0
    # A dialogue that was moved to another day is told of anew.
    about = f"dialogue_lacks:{dialogue.pk}/{dialogue.starts_at.date().isoformat()}/{days}"
    others = {f"{about}:{person.pk}": person for person in core if person.pk != dialogue.enrolment.person_id}
    told = _told(others)
    untold = {cause: person for cause, person in others.items() if cause not in told}
    lead = dialogue.enrolment.person
    asked = Pairing.objects.filter(dialogue=dialogue, state=Pairing.State.ASKED).count()
    more: dict[str, str | int] = {"lack": lack.value, "asked": asked, "lead": lead.display_name if lead else ""}
    for cause, person in untold.items():
        pairings.tell("dialogue_lacks", person, dialogue, cause=cause, **more)
    return len(untold)


def _reminder_of(pairing_id: int) -> str:
    return f"pairing_reminder:{pairing_id}"


def _told(causes: Iterable[str]) -> set[str]:
    return set(OutgoingMail.objects.filter(cause__in=list(causes)).values_list("cause", flat=True))
