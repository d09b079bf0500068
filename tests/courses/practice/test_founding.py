"""The founding list: how a program that has nobody yet can certify its first person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.practice import personal_data, queries
from courses.practice.actions import founding, pairings, plans
from courses.practice.actions.pairings import Chosen
from courses.practice.models import FoundingMember, Pairing
from courses.practice.rules import Place, Reason
from courses.progress import queries as progress
from lms.actions import Refused
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice import people
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

Part = FoundingMember.Part
PRACTICE = [
    {"kind": "co_lead", "key": "co-lead", "count": 1},
    {"kind": "lead_dialogues", "key": "dialogues", "count": 1, "observers": 1},
    {"kind": "reach_rubric", "key": "rubric", "average": 2.5, "floor": 2},
    {"kind": "share_reflections", "key": "reflection", "count": 1},
]
TYPED = {"part": "lead", "because": "Has led chats since 2018."}


def test_one_founding_lead_and_one_founding_observer_are_enough_for_the_first_person() -> None:
    lead, observer = (people.founder(UserFactory.create(), part) for part in (Part.LEAD, Part.OBSERVER))
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=PRACTICE))
    dialogue = people.a_plan(enrolment)
    assert enrolment.person is not None
    clock, admin = scenes.at(scenes.NOW), scenes.an_admin()

    proposal = queries.board([queries.with_lead(dialogue.pk)], at=scenes.NOW).proposal()
    chosen = [Chosen(row.place, row.person) for row in proposal.places]
    for row in pairings.ask_possible(dialogue_id=dialogue.pk, chosen=chosen, by=admin, clock=clock):
        pairings.accept(pairing_id=row.pk, by=row.person, clock=clock)
    plans.clear(dialogue_id=dialogue.pk, by=admin, clock=clock)
    scenes.observe(scenes.hold(dialogue))
    scenes.reflect(dialogue)

    training = progress.training(enrolment.person, "facilitator", at=dialogue.starts_at + timedelta(days=1))
    assert [row.status.met for row in training.requirements] == [True] * 4
    assert {(row.place, row.person) for row in chosen} == {
        (Place.CO_LEAD, lead.pk),
        (Place.OBSERVER, observer.pk),
    }


def test_an_empty_program_has_nobody_to_ask() -> None:
    scenes.an_enrolment(release=scenes.a_release(requirements=PRACTICE))
    dialogue = people.a_plan()

    assert queries.board([queries.with_lead(dialogue.pk)], at=scenes.NOW).proposal().places == ()


def test_naming_and_taking_off_are_recorded() -> None:
    admin, person = scenes.an_admin(), UserFactory.create()

    member = founding.name(person=person, part=Part.LEAD, because="Began it.", by=admin)
    founding.withdraw(member_id=member.pk, by=admin)

    entries = ModelLogEntry.objects.filter(action__in=["practice.name_founder", "practice.withdraw_founder"])
    assert [entry.user for entry in entries] == [admin, admin]
    assert not queries.is_experienced(person.pk, at=scenes.NOW + timedelta(days=900))


def test_nobody_is_named_twice_as_the_same() -> None:
    person = people.founder(UserFactory.create(), Part.LEAD)

    with pytest.raises(Refused) as refusal:
        people.founder(person, Part.LEAD)

    assert refusal.value.reasons == (Reason.ALREADY_FOUNDING,)
    assert people.founder(person, Part.OBSERVER) == person


def test_nobody_is_taken_off_twice() -> None:
    people.founder(UserFactory.create(), Part.LEAD)
    member, admin = FoundingMember.objects.get(), scenes.an_admin()
    founding.withdraw(member_id=member.pk, by=admin)

    with pytest.raises(Refused) as refusal:
        founding.withdraw(member_id=member.pk, by=admin)

    assert refusal.value.reasons == (Reason.NOT_FOUNDING,)


@pytest.mark.database
def test_the_database_refuses_the_same_person_twice() -> None:
    person = people.founder(UserFactory.create(), Part.LEAD)

    with pytest.raises(IntegrityError, match=r"founding_member_once|practice_foundingmember\.person_id"):
        FoundingMember.objects.create(person=person, part=Part.LEAD, because="Again.", named_at=scenes.NOW)


def test_a_program_admin_names_somebody_by_their_address(as_program_admin: Client) -> None:
    person = UserFactory.create()

    page = as_program_admin.post(reverse("founding:name"), {**TYPED, "email": person.email.upper()}, follow=True)

    member = FoundingMember.objects.get()
    assert (member.person, member.because, page.status_code) == (person, "Has led chats since 2018.", 200)
    assert person.display_name in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account with this address yet."),
        ({"because": ""}, "Please fill this in."),
    ],
)
def test_what_cannot_be_named_is_told_at_the_field(as_program_admin: Client, typed: dict[str, str], words: str) -> None:
    page = as_program_admin.post(reverse("founding:name"), {**TYPED, "email": UserFactory.create().email, **typed})

    assert (words in page.content.decode(), FoundingMember.objects.count()) == (True, 0)


def test_a_program_admin_takes_somebody_off(as_program_admin: Client) -> None:
    people.founder(UserFactory.create(), Part.LEAD)
    member = FoundingMember.objects.get()
    page = as_program_admin.get(reverse("founding:inspect", args=[member.pk])).content.decode()

    as_program_admin.post(reverse("founding:withdraw", args=[member.pk]))

    member.refresh_from_db()
    assert (reverse("founding:withdraw", args=[member.pk]) in page, member.withdrawn_at is not None) == (True, True)


@pytest.mark.parametrize(("role", "sees"), [(Role.CORE_GROUP, 200), (Role.CONTENT_ADMIN, 302), (Role.TRAINEE, 403)])
def test_only_program_admins_name_and_the_core_group_reads(sign_in: SignIn, role: Role, sees: int) -> None:
    people.founder(UserFactory.create(), Part.LEAD)
    client, member = sign_in(UserFactory.create(roles=[role])), FoundingMember.objects.get()

    listed = client.get(reverse("founding:index"))
    client.post(reverse("founding:name"), {**TYPED, "email": UserFactory.create().email})
    client.post(reverse("founding:withdraw", args=[member.pk]))

    member.refresh_from_db()
    assert (listed.status_code, FoundingMember.objects.count(), member.withdrawn_at) == (sees, 1, None)


def test_what_stands_there_of_somebody_is_exported_and_loses_its_words_when_erased() -> None:
    person = people.founder(UserFactory.create(), Part.LEAD)
    exported = personal_data.export(person)["founding_list"]

    personal_data.erase(person)

    member = FoundingMember.objects.get()
    assert ([row["because"] for row in exported], member.because, member.withdrawn_at is not None) == (
        ["Began it."],
        "—",
        True,
    )


def test_what_is_asked_of_somebody_who_is_erased_is_given_back() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    pairings.ask(dialogue_id=dialogue.pk, person=person, part=Pairing.Part.OBSERVER, by=scenes.a_core_member())
    exported = personal_data.export(person)["asked_of_you"]

    personal_data.erase(person)

    assert ([row["part"] for row in exported], Pairing.objects.count()) == (["observer"], 0)


def test_a_person_who_may_not_sign_in_is_not_named() -> None:
    person: User = UserFactory.create(is_active=False)

    with pytest.raises(Refused) as refusal:
        people.founder(person, Part.LEAD)

    assert refusal.value.reasons == (Reason.NOT_THERE,)
