"""Asking everybody in a part anew, once what they were asked for has changed."""

from datetime import datetime

from courses.practice.actions.pairings import tell
from courses.practice.models import Dialogue, Pairing
from lms.people.models import User


def ask_again(dialogue: Dialogue, *, by: User | None, at: datetime) -> None:
    """A yes to Tuesday is no yes to Thursday: withdraw each question of a locked dialogue, and ask it anew."""
    for row in list(Pairing.objects.open().filter(dialogue=dialogue).select_related("person")):
        row.state, row.answered_at = Pairing.State.WITHDRAWN, at
        row.save(update_fields=["state", "answered_at"])
        again = Pairing.objects.create(
            dialogue=dialogue,
            person=row.person,
            part=row.part,
            because=row.because,
            asked_at=at,
            asked_by=by or row.asked_by,
        )
        tell("dialogue_moved", row.person, dialogue, cause=f"dialogue_moved:{again.pk}", pairing=again.pk)
