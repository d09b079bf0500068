"""A personal link gives its file for a week and three times; looking at it counts nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cms.actions import decks as actions
from cms.actions.links import token_of
from cms.models import DeckLink, DeckPage, DeckRequest
from cms.rules.decks import LINK_LIVES, MOST_DOWNLOADS, Ended, why_ended
from lms.actions import Refused
from tests.cms import deck_scenes as scenes
from tests.cms.test_public_pages import words_of
from tests.scenes import NOW

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)


def a_link() -> DeckLink:
    return scenes.a_link(at=timezone.now())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"downloads": MOST_DOWNLOADS - 1, "at": NOW + LINK_LIVES - MOMENT}, None),
        ({"downloads": MOST_DOWNLOADS}, Ended.USED_UP),
        ({"at": NOW + LINK_LIVES}, Ended.TOO_OLD),
        ({"offered": False}, Ended.WITHDRAWN),
    ],
)
def test_a_link_ends_after_three_downloads_after_a_week_and_with_its_deck(
    facts: dict[str, Any], reason: Ended | None
) -> None:
    standing: dict[str, Any] = {"downloads": 0, "ends_at": NOW + LINK_LIVES, "offered": True, "at": NOW}

    assert why_ended(**(standing | facts)) is reason


def test_one_press_confirms_the_address_and_gives_the_file(client: Client) -> None:
    link = a_link()

    answer = client.post(scenes.address(link))

    assert scenes.content_of(answer) == scenes.FIRST
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"]) == ("application/pdf", "nosniff")
    assert answer.headers["content-disposition"] == 'attachment; filename="say-what-you-mean-version-1.pdf"'
    assert DeckRequest.objects.get().confirmed_at is not None


def test_looking_counts_nothing_and_confirms_nothing(client: Client) -> None:
    link = a_link()

    codes = [ask(scenes.address(link)).status_code for ask in (client.get, client.head) for _ in range(4)]

    link.refresh_from_db()
    assert (codes, link.downloads, DeckRequest.objects.get().confirmed_at) == ([200] * 8, 0, None)


def test_the_fourth_press_is_told_kindly_why_and_how_to_ask_anew(client: Client) -> None:
    link = a_link()

    given = [scenes.content_of(client.post(scenes.address(link))) for _ in range(MOST_DOWNLOADS)]
    words = words_of(client.post(scenes.address(link)))

    assert given == [scenes.FIRST] * 3
    assert ("all three have been made" in words, "Ask for the slides anew" in words) == (True, True)


def test_after_a_week_the_page_says_so(client: Client) -> None:
    link = scenes.a_link(at=timezone.now() - LINK_LIVES)

    assert "It was for seven days, and they are over." in words_of(client.get(scenes.address(link)))
    assert "It was for seven days, and they are over." in words_of(client.post(scenes.address(link)))


def test_nobody_learns_from_a_link_who_asked(client: Client) -> None:
    fresh, old = a_link(), scenes.asked(scenes.a_deck("Another"), at=NOW - timedelta(days=90)).links.get()

    pages = [words_of(client.get(scenes.address(link))) for link in (fresh, old)]
    form = words_of(client.get(f"/decks/{old.version.deck_id}/request/"))

    told = (scenes.ASKED.name, scenes.ASKED.email, scenes.ASKED.institution, scenes.ASKED.use)
    assert [said for said in told for page in (*pages, form) if said in page] == []


@pytest.mark.parametrize("ticked", [True, False])
def test_whoever_presses_is_told_before_if_it_means_news(client: Client, ticked: bool) -> None:
    link = scenes.asked(scenes.a_deck(), at=timezone.now(), tell_news=ticked).links.get()

    assert ("you also hear of new versions" in words_of(client.get(scenes.address(link)))) is ticked


def test_the_page_of_a_link_is_kept_by_nobody(client: Client) -> None:
    answer = client.get(scenes.address(a_link()))

    assert "no-store" in answer.headers["cache-control"]
    assert '<meta name="referrer" content="same-origin">' in words_of(answer)


def test_a_link_that_is_not_ours_leads_to_a_page_that_says_so(client: Client) -> None:
    link = a_link()
    forged = [f"/decks/link/{link.pk}/", scenes.address(link)[:-2] + "/", f"/decks/link/{token_of(link, 'other')}/"]

    assert [client.get(address).status_code for address in forged] == [404, 404, 404]


def test_a_link_to_news_downloads_nothing(client: Client) -> None:
    request = a_link().request

    assert client.post(f"/decks/link/{token_of(request, actions.END_NEWS)}/").status_code == 404


def test_a_deck_that_was_taken_back_is_given_to_nobody(client: Client) -> None:
    link = a_link()
    DeckPage.objects.get().unpublish()

    words = words_of(client.post(scenes.address(link))).replace("&#x27;", "'")

    assert "These slides aren't given out at the moment." in words
    with pytest.raises(Refused):
        actions.download(link_id=link.pk)


def test_a_file_that_cannot_be_read_is_not_counted(client: Client) -> None:
    link = a_link()
    storages["decks"].delete(link.version.place)

    answer = client.post(scenes.address(link))

    link.refresh_from_db()
    assert (answer.status_code, link.downloads) == (503, 0)
    assert "wasn't counted" in words_of(answer).replace("&#x27;", "'")


def test_no_part_of_a_file_is_promised_for_later(client: Client) -> None:
    answer = client.post(scenes.address(a_link()))

    assert answer.headers["accept-ranges"] == "none"


@pytest.mark.database
def test_the_database_holds_no_fourth_download() -> None:
    link = a_link()

    with pytest.raises(IntegrityError), transaction.atomic():
        DeckLink.objects.filter(pk=link.pk).update(downloads=MOST_DOWNLOADS + 1)


@pytest.mark.database
def test_one_request_has_one_link_to_a_version() -> None:
    link = a_link()

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.make_link(link.request, link.version, at=NOW)


def test_an_older_version_is_still_given_and_says_that_there_is_a_newer_one(client: Client) -> None:
    link = a_link()
    scenes.published(DeckPage.objects.get(), scenes.SECOND)

    assert "There is a newer version" in words_of(client.get(scenes.address(link)))
    assert scenes.content_of(client.post(scenes.address(link))) == scenes.FIRST
