"""What staff see of those who asked for decks, how long it is kept, and what is exported and erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cms.models import DeckLink, DeckRequest
from cms.queries import deck_figures
from cms.queries.deck_figures import Counts
from cms.tasks import retire_deck_requests
from cms.words.decks import how_long
from lms.mail.models import OutgoingMail
from lms.people import personal_data
from lms.people.models import User
from tests.cms import deck_scenes as scenes
from tests.cms.test_public_pages import words_of
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NAME, EMAIL = scenes.ASKED.name, scenes.ASKED.email
LIST = "/admin/deck_requests/"


def long_ago(**said: Any) -> DeckRequest:
    return scenes.asked(scenes.a_deck(), at=timezone.now() - timedelta(days=731), **said)


# --- staff -----------------------------------------------------------------------------------------


def seen(client: Client, address: str) -> dict[str, bool]:
    answer = client.get(address)
    text = words_of(answer) if not answer.streaming else scenes.content_of(answer).decode()
    return {"school": scenes.ASKED.institution in text, "name": NAME in text, "email": EMAIL in text}


@pytest.mark.parametrize("address", [LIST, f"{LIST}?export=csv", f"{LIST}inspect/{{}}/"])
def test_names_and_addresses_are_seen_by_program_admins_alone(
    sign_in: SignIn, content_admin: User, program_admin: User, address: str
) -> None:
    asked = scenes.asked(scenes.a_deck(), confirmed=True)
    place = address.format(asked.pk)

    assert seen(sign_in(content_admin), place) == {"school": True, "name": False, "email": False}
    assert seen(sign_in(program_admin), place) == {"school": True, "name": True, "email": True}


def test_who_may_not_see_an_address_cannot_search_for_it(
    sign_in: SignIn, content_admin: User, program_admin: User
) -> None:
    scenes.asked(scenes.a_deck(), confirmed=True)

    found = [seen(sign_in(person), f"{LIST}?q={EMAIL}")["school"] for person in (content_admin, program_admin)]

    assert found == [False, True]


def test_trainees_and_the_core_group_see_nothing_of_it(sign_in: SignIn, trainee: User, core_member: User) -> None:
    places = (LIST, f"{LIST}figures/")

    answers = [sign_in(person).get(place) for person in (trainee, core_member) for place in places]

    assert [answer.status_code for answer in answers] == [403, 403, 302, 302]


def test_the_list_goes_along_as_a_workbook(sign_in: SignIn, content_admin: User) -> None:
    scenes.asked(scenes.a_deck())

    answer = sign_in(content_admin).get(f"{LIST}?export=xlsx")

    assert answer.headers["content-disposition"] == 'attachment; filename="deck-requests.xlsx"'


def test_the_list_is_narrowed_by_what_decks_are_used_for(sign_in: SignIn, content_admin: User) -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, institution="Ours", purpose="own")
    scenes.asked(deck, institution="Theirs", purpose="teaching")

    words = words_of(sign_in(content_admin).get(f"{LIST}?purpose=own"))

    assert ("Ours" in words, "Theirs" in words) == (True, False)


def some_requests() -> None:
    deck = scenes.a_deck()
    first = scenes.asked(deck, confirmed=True)
    scenes.downloaded(first.links.get())
    scenes.asked(deck, institution="northfield  School of medicine", purpose="own", confirmed=True)
    scenes.asked(deck, institution="Elsewhere", email="other@example.org")


def test_decks_schools_and_uses_are_counted() -> None:
    some_requests()

    decks, purposes, schools = (
        {row.title: row.counts for row in rows()}
        for rows in (deck_figures.by_deck, deck_figures.by_purpose, deck_figures.by_school)
    )

    assert decks == {scenes.TITLE: Counts(3, 2, 3, 0)}
    assert purposes == {"a chat or dialogue that we hold": Counts(2, 1, 2, 0), "my own learning": Counts(1, 1, 1, 0)}
    assert list(schools.values()) == [Counts(2, 2, 3, 0), Counts(1, 0, 0, 0)]


def test_how_many_were_told_is_counted() -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, confirmed=True)
    scenes.told(scenes.published(deck, scenes.SECOND))

    assert deck_figures.by_deck()[0].counts == Counts(1, 1, 1, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_each_figure_takes_one_query(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(rows):
        scenes.asked(scenes.a_deck(f"Deck {number}"), institution=f"School {number}")

    with django_assert_num_queries(3):
        found = deck_figures.by_deck(), deck_figures.by_purpose(), deck_figures.by_school()
    assert [len(each) for each in found] == [rows, 1, rows]


def test_the_figures_name_nobody(sign_in: SignIn, program_admin: User) -> None:
    some_requests()

    assert seen(sign_in(program_admin), f"{LIST}figures/") == {"school": True, "name": False, "email": False}


# --- forgetting ------------------------------------------------------------------------------------


def test_what_nobody_confirmed_goes_after_some_weeks() -> None:
    deck, now = scenes.a_deck(), timezone.now()
    for days in (29, 31):
        scenes.asked(deck, at=now - timedelta(days=days), institution=f"{days} days")
    scenes.asked(deck, at=now - timedelta(days=31), institution="confirmed", confirmed=True)

    retire_deck_requests()

    assert set(DeckRequest.objects.values_list("institution", flat=True)) == {"29 days", "confirmed"}


def test_after_two_years_nobody_is_named_and_counts_stay() -> None:
    asked = long_ago(confirmed=True)

    retire_deck_requests()
    retire_deck_requests()

    asked.refresh_from_db()
    left = [asked.name, asked.email, asked.email_key, asked.role, asked.use, asked.tell_news]
    assert left == ["", "", "", "", "", False]
    assert deck_figures.by_school()[0].counts == Counts(1, 1, 1, 0)


@pytest.mark.parametrize(("days", "words"), [(730, "2 years"), (365, "1 year"), (400, "400 days")])
def test_how_long_it_is_kept_is_told_in_words(days: int, words: str) -> None:
    assert how_long(timedelta(days=days)) == words


def test_a_person_exports_what_they_confirmed_and_not_what_others_typed() -> None:
    person, deck = UserFactory.create(email="NINA@example.org"), scenes.a_deck()
    scenes.asked(deck, confirmed=True, use="Mine.")
    scenes.asked(deck, use="Somebody's joke.")

    exported = personal_data.export_all(person)["site"]["slide_decks"]

    assert [(row["use"], row["links"][0]["downloads"]) for row in exported] == [("Mine.", 1)]


def erase(person: User) -> None:
    for part in personal_data.parts():
        part.erase(person)


def test_whoever_is_erased_is_named_nowhere_and_their_link_ends(client: Client) -> None:
    link = scenes.asked(scenes.a_deck(), at=timezone.now(), confirmed=True).links.get()

    erase(UserFactory.create(email=EMAIL))

    row, words = DeckRequest.objects.get(), words_of(client.get(scenes.address(link)))
    assert (row.name, row.email, row.institution, row.confirmed_at is None) == ("", "", "", False)
    assert "This link has had its day" in words
    assert not OutgoingMail.objects.filter(address=EMAIL).exists()


def test_another_persons_requests_stay() -> None:
    scenes.asked(scenes.a_deck(), confirmed=True)

    erase(UserFactory.create(email="other@example.org"))

    assert DeckRequest.objects.get().name == NAME


def test_staff_forget_somebody_who_asks_for_it_and_it_is_noted(sign_in: SignIn, program_admin: User) -> None:
    asked = scenes.asked(scenes.a_deck(), confirmed=True)

    sign_in(program_admin).post(reverse("deck_requests:forget", args=[asked.pk]))

    assert (DeckRequest.objects.get().email, DeckLink.objects.get().downloads) == ("", 1)
    assert ModelLogEntry.objects.filter(action="cms.forget_deck_requests").count() == 1
    assert not OutgoingMail.objects.filter(address=EMAIL).exists()


@pytest.mark.parametrize(("who", "hours_ago"), [("content", 0), ("program", 2)])
def test_forgetting_is_for_program_admins_who_have_just_signed_in(
    sign_in: SignIn, content_admin: User, program_admin: User, who: str, hours_ago: int
) -> None:
    asked = scenes.asked(scenes.a_deck())
    person = {"content": content_admin, "program": program_admin}[who]

    sign_in(person, hours_ago=hours_ago).post(reverse("deck_requests:forget", args=[asked.pk]))

    assert DeckRequest.objects.get().email == EMAIL
