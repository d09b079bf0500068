"""Many observed dialogues at once, set as rows: what is told of them doesn't depend on how they came about."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count

from courses.practice.models import Dialogue, Exercise, Observation, ObservationWords, Pairing
from courses.progress.models import Enrolment, Release
from lms.people.models import User
from tests import scenes

_minutes = count()

GOLD: dict[str, int | None] = {
    "frame": 3,
    "care": 1,
    "concept": 2,
    "questions": 4,
    "voices": 2,
    "temperature": 1,
    "harm": 3,
    "closing": None,
}


def a_held_dialogue(enrolment: Enrolment, *observers: User) -> Dialogue:
    """A dialogue that is over, with people who said yes to observing it."""
    starts = scenes.NOW + timedelta(minutes=next(_minutes))
    dialogue = Dialogue.objects.create(
        enrolment=enrolment, topic="Silence", aim="Voices", starts_at=starts, state="held", created_at=scenes.NOW
    )
    Pairing.objects.bulk_create(
        Pairing(dialogue=dialogue, person=person, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW)
        for person in observers
    )
    return dialogue


def hand_in(
    dialogue: Dialogue,
    observer: User,
    scores: Mapping[str, int | None],
    *,
    version: int = 1,
    advisory: bool = False,
    readiness: str = "nearly",
) -> Observation:
    made = Observation.objects.create(
        dialogue=dialogue,
        observer=observer,
        syllabus=dialogue.enrolment.syllabus,
        version=version,
        scores=dict(scores),
        readiness=readiness,
        advisory=advisory,
        submitted_at=scenes.NOW + timedelta(seconds=next(_minutes)),
    )
    ObservationWords.objects.create(observation=made, strengths="Calm.", one_thing="Name the time.")
    return made


def seen(enrolment: Enrolment, by: Mapping[User, Mapping[str, int | None]]) -> Dialogue:
    """A held dialogue that all of these people have handed in about."""
    dialogue = a_held_dialogue(enrolment, *by)
    for person, scores in by.items():
        hand_in(dialogue, person, scores)
    return dialogue


def all_at(level: int | None) -> dict[str, int | None]:
    return dict.fromkeys(scenes.COMPETENCIES, level)


def an_exercise(*, by: User | None = None, published: bool = True, bound: int = 80) -> Exercise:
    """A written exercise with an agreed score for seven of eight competencies."""
    release = Release.objects.order_by("-pk").first() or scenes.a_release()
    return Exercise.objects.create(
        title="A quiet start",
        syllabus=release.syllabus,
        vignette="The lead looks at the clock, and begins.",
        gold=GOLD,
        because={key: f"Why {key}." for key, level in GOLD.items() if level},
        bound=bound,
        created_at=scenes.NOW,
        created_by=by or scenes.an_admin(),
        published_at=scenes.NOW if published else None,
    )
