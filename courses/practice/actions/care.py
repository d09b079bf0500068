"""Asking to talk a dialogue over, and saying that one did; nothing of why is kept."""

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import CareWish, Dialogue
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User
from lms.people.roles import Role, has_role


@transaction.atomic
def ask(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> CareWish:
    """Ask the core group for somebody to talk with; asking twice changes nothing. Raises ``Refused``."""
    Dialogue.objects.locked().get(pk=dialogue_id)
    at = clock()
    asked = CareWish.objects.filter(dialogue=dialogue_id, person=by).first()
    if asked is not None:
        return asked
    dialogue = queries.took_part(by).filter(pk=dialogue_id).first()
    held = dialogue is not None and dialogue.state == Dialogue.State.HELD
    ended = queries.last_minute(dialogue) if dialogue and held else None
    decision = rules.decide_care(took_part=dialogue is not None, ended=ended, at=at)
    if decision.refused or dialogue is None or ended is None:
        raise Refused(decision.because, WORDS)
    wish = CareWish.objects.create(dialogue=dialogue, person=by, asked_at=at)
    context = {"who": by.display_name, "until": rules.care_until(ended)}
    for member in queries.core_group_apart_from(by):
        cause = f"care_wished:{wish.pk}/{member.pk}"
        mail.queue("care_wished", to=member, cause=cause, context=context, secret=True)
    return wish


@transaction.atomic
def meet(*, wish_id: int, by: User, clock: Clock = timezone.now) -> CareWish:
    """Somebody of the core group says that they talked; saying so twice changes nothing. Raises ``Refused``."""
    wish = CareWish.objects.select_for_update(of=("self",), no_key=True).get(pk=wish_id)
    if wish.met_at is not None:
        return wish
    decision = rules.decide_meeting(
        core_group=has_role(by, Role.CORE_GROUP),
        own=wish.person_id == by.pk,
        related=queries.are_related(by.pk, wish.person_id),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    wish.met_at, wish.met_by = clock(), by
    wish.save(update_fields=["met_at", "met_by"])
    audit.record("practice.meet", about=wish, by=by)
    return wish
