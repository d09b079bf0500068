"""Letting go of what followed the dialogues of somebody who leaves."""

from courses.practice.models import CareWish, Concern, DebriefEntry, Dialogue, Reflection
from lms.people.models import User


def forget_afterwards(person: User) -> None:
    """Remove a person's words in debriefs, their wishes to talk, and concerns about them.

    What they wrote in a concern about somebody else stays with who looks after it.
    """
    led = Dialogue.objects.led_by(person.pk)
    Reflection.readers.through.objects.filter(user=person).delete()
    DebriefEntry.objects.filter(author=person).delete()
    DebriefEntry.objects.filter(dialogue__in=led).delete()
    CareWish.objects.filter(person=person).delete()
    Concern.objects.filter(about=person).delete()
    led.update(next_aim="", next_aim_at=None, next_aim_agreed_at=None)
