"""Who helps in tests of pairings: a program with a few people, and dialogues that lack them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.practice.actions import founding, plans, wishes
from courses.practice.actions.wishes import Wish
from courses.practice.models import Dialogue, FoundingMember, PairingWish, Topic
from courses.progress.models import Enrolment
from lms.people.models import User
from tests import scenes

START = scenes.NOW + timedelta(days=20)
CO_LEADING: list[dict[str, Any]] = [{"kind": "co_lead", "key": "co-lead", "count": 1}, *scenes.usual_requirements()]


def a_plan(
    enrolment: Enrolment | None = None, *, starts_at: datetime = START, language: str = "en", topic: Topic | None = None
) -> Dialogue:
    """A proposed dialogue that nobody is asked for yet."""
    enrolment = enrolment or scenes.an_enrolment()
    assert enrolment.person is not None
    dialogue = plans.propose(
        enrolment=enrolment,
        topic="Silence and speech",
        aim="Inviting every voice",
        starts_at=starts_at,
        zone="America/New_York",
        by=enrolment.person,
        clock=scenes.at(scenes.NOW),
    )
    dialogue.language, dialogue.from_topic = language, topic
    dialogue.save(update_fields=["language", "from_topic"])
    return dialogue


def a_plan_ahead(enrolment: Enrolment | None = None, *, days: float = 20) -> Dialogue:
    """One that lies ahead by the real clock, which pages read."""
    return a_plan(enrolment, starts_at=timezone.now() + timedelta(days=days))


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def an_experienced_lead() -> User:
    return founder(scenes.a_core_member(), FoundingMember.Part.LEAD)


def founder(person: User, part: FoundingMember.Part) -> User:
    founding.name(person=person, part=part, because="Began it.", by=scenes.an_admin(), clock=scenes.at(scenes.NOW))
    return person


def wish(person: User, **wished: Any) -> PairingWish:
    usual: dict[str, Any] = {"observes": True, "co_leads": True, "most_per_month": 4}
    return wishes.save(wish=Wish(**{**usual, **wished}), by=person)


def a_topic(title: str = "Imposter syndrome") -> Topic:
    return Topic.objects.create(key=scenes.key(title), title=title, published_at=scenes.NOW)
