"""Letting other people in training begin from one's plan."""

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.models import Dialogue
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def share(*, dialogue_id: int, by_name: bool, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Share a plan's words, with the lead's name only if they want. Raises ``Refused``."""
    dialogue = _own(dialogue_id, by)
    dialogue.shared_at, dialogue.shared_by_name = dialogue.shared_at or clock(), by_name
    dialogue.save(update_fields=["shared_at", "shared_by_name"])
    return dialogue


@transaction.atomic
def stop(*, dialogue_id: int, by: User) -> Dialogue:
    """Share a plan no longer; what others began from it is theirs. Raises ``Refused``."""
    dialogue = _own(dialogue_id, by)
    dialogue.shared_at, dialogue.shared_by_name = None, False
    dialogue.save(update_fields=["shared_at", "shared_by_name"])
    return dialogue


def _own(dialogue_id: int, by: User) -> Dialogue:
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    decision = rules.decide_lending(lead=dialogue.enrolment.person_id == by.pk)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return dialogue
