"""A concern about the lead of a held dialogue, how far it has come, and everybody who has to do with it."""

from datetime import date, timedelta

from courses.practice.actions import concerns
from courses.practice.models import Concern, Dialogue, Pairing
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

SECRET = "quokka-worry"
OPENLY = "quokka-openly"
ANSWER = "quokka-answer"
HELD = scenes.NOW + timedelta(days=20)
DUE = (HELD + timedelta(days=7)).date()


def a_held_dialogue() -> Dialogue:
    return scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create()))


def lead_of(dialogue: Dialogue) -> User:
    lead = dialogue.lead
    assert lead is not None
    return lead


def observer_of(dialogue: Dialogue) -> User:
    return Pairing.objects.observers().get(dialogue=dialogue).person


def a_concern(dialogue: Dialogue, *, owner: User | None = None, by: User | None = None, due_on: date = DUE) -> Concern:
    return concerns.raise_one(
        dialogue_id=dialogue.pk,
        kind="harm",
        text=SECRET,
        owner=owner or scenes.a_core_member(),
        due_on=due_on,
        by=by or observer_of(dialogue),
        clock=scenes.at(HELD + timedelta(hours=3)),
    )


def opened(concern: Concern) -> Concern:
    return concerns.say_openly(concern_id=concern.pk, text=OPENLY, by=concern.owner)


def answered(concern: Concern) -> Concern:
    concerns.answer(concern_id=opened(concern).pk, text=ANSWER, by=concern.about)
    return concern


def everybody(dialogue: Dialogue, concern: Concern) -> dict[str, User]:
    mentor, manager = UserFactory.create(), scenes.a_core_member()
    RelationFactory.create(person=mentor, other=lead_of(dialogue), kind=Relation.Kind.MENTOR)
    RelationFactory.create(person=manager, other=lead_of(dialogue), kind=Relation.Kind.MANAGER)
    return {
        "owner": concern.owner,
        "raiser": concern.raised_by,
        "lead": lead_of(dialogue),
        "mentor": mentor,
        "manager": manager,
        "core": scenes.a_core_member(),
        "admin": scenes.an_admin(),
        "superuser": UserFactory.create(is_superuser=True),
        "trainee": UserFactory.create(roles=[Role.TRAINEE]),
    }
