"""Dialogues follow the practice session that they are planned in."""

from django.db import transaction
from django.utils import timezone

from courses.practice import queries
from courses.practice.actions.asking_again import ask_again
from courses.practice.actions.pairings import tell
from courses.practice.actions.plans import wait_to_be_cleared
from courses.practice.models import Dialogue, Pairing
from courses.slots.models import Slot
from lms.actions import Clock


def follow_all(*, clock: Clock = timezone.now) -> int:
    """Bring every dialogue ahead in step with its session; says how many there were."""
    found = list(queries.out_of_step())
    for dialogue_id in found:
        follow(dialogue_id=dialogue_id, clock=clock)
    return len(found)


@transaction.atomic
def follow(*, dialogue_id: int, clock: Clock = timezone.now) -> None:
    """Take over a session's new time; where it is called off, the lead chooses another. Twice changes nothing."""
    slot_id = Dialogue.objects.values_list("slot", flat=True).get(pk=dialogue_id)
    slot = Slot.objects.locked().filter(pk=slot_id).first()
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    at = clock()
    # Meanwhile it may have been changed, called off or begun.
    if slot is None or dialogue.slot_id != slot.pk or not queries.out_of_step().filter(pk=dialogue_id).exists():
        return
    called_off = slot.state == Slot.State.CANCELLED
    moved = dialogue.starts_at != slot.starts_at
    if called_off:
        dialogue.slot = None
    else:
        dialogue.starts_at, dialogue.zone = slot.starts_at, slot.zone
    dialogue.save(update_fields=["slot", "starts_at", "zone"])
    if called_off:
        wait_to_be_cleared(dialogue, by=None, at=at)
        _tell_all(dialogue, f"{slot.pk}")
    elif moved:
        wait_to_be_cleared(dialogue, by=None, at=at)
        ask_again(dialogue, by=None, at=at)
        _tell_lead("dialogue_session_moved", dialogue, f"{slot.pk}/{slot.sequence}")


def _tell_all(dialogue: Dialogue, about: str) -> None:
    """Nobody comes for nothing: who has a part keeps it, and is asked anew once there is another time."""
    _tell_lead("dialogue_without_session", dialogue, about)
    for row in Pairing.objects.open().filter(dialogue=dialogue).select_related("person"):
        tell("dialogue_on_hold", row.person, dialogue, cause=f"dialogue_on_hold:{row.pk}/{about}")


def _tell_lead(name: str, dialogue: Dialogue, about: str) -> None:
    if dialogue.enrolment.person is not None:
        tell(name, dialogue.enrolment.person, dialogue, cause=f"{name}:{dialogue.pk}/{about}")
