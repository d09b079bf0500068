"""Slide decks as the public finds them, and the form by which they are asked for."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from cms.models import DeckLink, DeckPage, DeckRequest
from cms.queries import decks as queries
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests.cms import deck_scenes as scenes
from tests.cms.test_public_pages import words_of
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


def form_of(deck: DeckPage) -> str:
    return reverse("program:deck_request", args=[deck.pk])


# --- pages -----------------------------------------------------------------------------------------


def test_decks_that_can_be_had_stand_before_those_that_are_announced(client: Client) -> None:
    scenes.announced("In the News")
    scenes.a_deck()

    words = words_of(client.get("/decks/"))

    assert words.index(scenes.TITLE) < words.index("Coming") < words.index("In the News")


def test_a_page_without_decks_says_what_will_be_there(client: Client) -> None:
    scenes.decks_page()

    assert "The first slides will stand here" in words_of(client.get("/decks/"))


def test_a_deck_says_what_it_is_whom_it_is_for_and_how_it_may_be_used(client: Client) -> None:
    deck = scenes.a_deck(audience="Facilitators of all trades", slides=12, news="Two new slides.")

    words = words_of(client.get(deck.url))

    told = (deck.lead, deck.audience, "Two new slides.", "Name where they come from.", f'href="{form_of(deck)}"')
    assert [each for each in told if each not in words] == []


def test_an_announced_deck_says_that_it_is_coming_and_has_no_form(client: Client) -> None:
    deck = scenes.announced()

    words = words_of(client.get(deck.url))

    assert ("These slides are coming" in words, "Ask for the slides" in words) == (True, False)
    assert client.get(form_of(deck)).headers["location"] == deck.url


def test_who_reads_about_decks_is_given_no_cookie(client: Client) -> None:
    deck = scenes.a_deck()

    assert [len(client.get(address).cookies) for address in ("/decks/", deck.url)] == [0, 0]


@pytest.mark.parametrize("rows", [1, 3])
def test_all_decks_take_two_queries(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(rows):
        scenes.a_deck(f"Deck {number}")
    page = scenes.decks_page()

    with django_assert_num_queries(2):
        shelf = queries.shelf(page)
    assert len(shelf.open) == rows


@pytest.mark.parametrize(("schools", "told"), [(4, 0), (5, 5)])
def test_how_many_schools_asked_is_told_from_five_on(schools: int, told: int) -> None:
    deck = scenes.a_deck()
    for number in range(schools):
        for spelled in (f"School {number}", f" school  {number}"):
            scenes.asked(deck, institution=spelled, confirmed=True)
    scenes.asked(deck, institution="Only typed")

    assert queries.schools(deck) == told


# --- the form --------------------------------------------------------------------------------------


def test_who_asks_is_written_to_and_told_where_to_look(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    deck = scenes.a_deck()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(form_of(deck), scenes.typed(), follow=True)

    assert "We've written to <strong>nina@example.org</strong>" in words_of(answer).replace("&#x27;", "'")
    assert [sent.to for sent in mail.outbox] == [["nina@example.org"]]
    assert DeckRequest.objects.get().confirmed_at is None


def test_the_mail_says_nothing_that_somebody_typed(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    deck = scenes.a_deck()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_of(deck), scenes.typed(display_name="Buy http://spam", role="R0le", use="W0rds"))

    body = str(mail.outbox[0].body)
    assert [typed for typed in ("spam", "R0le", "W0rds", "Northfield") if typed in body] == []


def test_news_are_wished_only_by_a_tick(client: Client) -> None:
    deck = scenes.a_deck()

    for ticked in ({}, {"tell_news": "on"}):
        client.post(form_of(deck), scenes.typed(**ticked))

    assert list(DeckRequest.objects.order_by("pk").values_list("tell_news", flat=True)) == [False, True]
    assert 'name="tell_news" id="id_tell_news">' in words_of(client.get(form_of(deck)))


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"agree": ""}, "We can only send you the slides if you agree."),
        ({"email": "nina"}, "This doesn't look like a whole address."),
        ({"purpose": "poetry"}, "poetry"),
        ({"website": "https://spam"}, "A field that stays empty was filled in"),
        ({"begun": ""}, "This page was open for very long."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client, left_out: dict[str, str], said: str) -> None:
    answer = client.post(form_of(scenes.a_deck()), scenes.typed(**left_out))

    words = words_of(answer).replace("&#x27;", "'")
    assert (said in words, scenes.ASKED.use in words) == (True, True)
    assert not DeckRequest.objects.exists()


def test_a_known_address_is_answered_like_any_other(client: Client, trainee: User) -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, email=trainee.email, confirmed=True)

    known, new = (
        words_of(client.post(form_of(deck), scenes.typed(email=email), follow=True))
        for email in (trainee.email, "somebody@example.org")
    )

    assert known.replace(trainee.email, "") == new.replace("somebody@example.org", "")
    assert OutgoingMail.objects.filter(name="deck_link").count() == 3


def test_an_address_is_written_to_five_times_an_hour(client: Client) -> None:
    deck = scenes.a_deck()

    codes = [client.post(form_of(deck), scenes.typed(use=f"Use {number}")).status_code for number in range(6)]

    assert (codes, DeckRequest.objects.count()) == ([302] * 5 + [429], 5)


def test_a_form_that_is_sent_twice_is_one_request_and_one_mail(client: Client) -> None:
    deck = scenes.a_deck()

    codes = [client.post(form_of(deck), scenes.typed()).status_code for _ in range(2)]

    assert (codes, DeckRequest.objects.count(), OutgoingMail.objects.count()) == ([302, 302], 1, 1)


def test_who_is_signed_in_finds_their_name_and_address_in_the_form(sign_in: SignIn, trainee: User) -> None:
    words = words_of(sign_in(trainee).get(form_of(scenes.a_deck())))

    assert [f'value="{known}"' in words for known in (trainee.display_name, trainee.email)] == [True, True]


def test_a_deck_that_was_taken_back_while_somebody_typed_is_not_sent(client: Client) -> None:
    deck = scenes.a_deck()
    DeckPage.objects.filter(pk=deck.pk).update(document=None)

    assert client.post(form_of(deck), scenes.typed()).headers["location"] == deck.url
    assert not DeckLink.objects.exists()


def test_the_page_about_the_mail_is_for_who_has_asked(client: Client) -> None:
    deck = scenes.a_deck()

    assert client.get(reverse("program:deck_asked", args=[deck.pk])).headers["location"] == deck.url


def test_the_form_of_a_page_that_is_no_deck_is_nothing(client: Client) -> None:
    assert client.get(reverse("program:deck_request", args=[scenes.decks_page().pk])).status_code == 404


# --- the original ----------------------------------------------------------------------------------


def test_the_uploaded_file_is_for_staff_alone(
    client: Client, sign_in: SignIn, trainee: User, content_admin: User
) -> None:
    document = scenes.document_of(scenes.a_deck())
    readers = (client, sign_in(trainee), sign_in(content_admin))

    codes = [
        reader.get(reverse("uploaded-document", args=[document.pk, document.filename])).status_code
        for reader in readers
    ]
    strangers = [client.get(path).status_code for path in (document.url, f"/media/{document.file.name}")]

    assert (codes, strangers) == ([404, 404, 200], [404, 404])
    assert client.get(f"/documents/{document.pk}/other-name.pdf").status_code == 404
