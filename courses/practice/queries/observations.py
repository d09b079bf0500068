"""What observers write, and who may read it."""

from django.db.models import QuerySet

from courses.practice.models import Dialogue, Observation, ObservationDraft, Pairing
from lms.people.models import User


def draft_of(dialogue: Dialogue, observer: User) -> ObservationDraft | None:
    """One query."""
    return ObservationDraft.objects.filter(dialogue=dialogue, observer=observer).first()


def handed_in_by(dialogue: Dialogue, observer: User) -> Observation | None:
    """What an observer handed in, in its last version. One query."""
    rows = Observation.objects.standing().filter(dialogue=dialogue, observer=observer)
    return rows.select_related("observer", "words", "syllabus").first()


def observed_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues that a person observes, or is asked to. One query."""
    asked = Pairing.objects.open().observers().filter(person=person)
    rows = Dialogue.objects.filter(pk__in=asked.values("dialogue"))
    return rows.select_related("enrolment__person", "enrolment__syllabus")
