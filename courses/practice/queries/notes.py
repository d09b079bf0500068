"""Notes of a dialogue, and the stage that they belong to."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.practice.models import Dialogue, Note, Observation, StageRun
from lms.people.models import User


def stage_at(dialogue: Dialogue, moment: datetime) -> str:
    """The code of the stage that ran at a moment; empty where none did. One query."""
    ran = Q(ended_at=None) | Q(ended_at__gt=moment)
    run = StageRun.objects.filter(ran, dialogue=dialogue, started_at__lte=moment).order_by("-started_at").first()
    return run.stage if run else ""


def noted_by(dialogue: Dialogue, observer: User) -> QuerySet[Note]:
    """What an observer noted, in its order. One query."""
    return Note.objects.seen().filter(dialogue=dialogue, author=observer)


def seen_and_handed_in(dialogue: Dialogue) -> QuerySet[Note]:
    """What observers noted who have handed in, in its order, with their names. One query."""
    done = Observation.objects.filter(dialogue=OuterRef("dialogue"), observer=OuterRef("author"))
    return Note.objects.seen().filter(Exists(done), dialogue=dialogue).select_related("author")


def notes_of(author: User) -> QuerySet[Note]:
    """What somebody noted, in whichever dialogue. One query."""
    return Note.objects.filter(author=author)
