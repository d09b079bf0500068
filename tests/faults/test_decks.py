"""Many presses at once, and processes that die: no link gives its file a fourth time, and nobody is told twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.models import DeckLink, DeckRequest, DeckVersion
from cms.rules.decks import MOST_DOWNLOADS
from lms.mail.models import OutgoingMail
from tests.cms import deck_scenes as scenes
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE, REFUSED = 0, 3
PRESSES = 8
# Nobody takes what is handed over: what counts stands in the outbox.
BROKER = "memory://localhost/"


@pytest.fixture(autouse=True)
def _shared_files(house: House, settings: Settings) -> None:
    """The processes find the slides that a test has published."""
    folder = {"location": house.folder / "decks", "allow_overwrite": True}
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    settings.STORAGES = settings.STORAGES | {"decks": store}


def a_link() -> DeckLink:
    return scenes.a_link(at=timezone.now())


def press(address: str, start: Barrier) -> str:
    try:
        client = Client(raise_request_exception=False)
        start.wait()
        answer = client.post(address)
        return "file" if answer.streaming and scenes.content_of(answer) == scenes.FIRST else f"{answer.status_code}"
    finally:
        connection.close()


def ask(address: str, start: Barrier) -> int:
    try:
        client = Client(raise_request_exception=False)
        start.wait()
        return client.post(address, scenes.typed()).status_code
    finally:
        connection.close()


def test_of_eight_presses_at_once_three_are_given_the_file() -> None:
    link, start = a_link(), Barrier(PRESSES)

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = list(pool.map(press, [scenes.address(link)] * PRESSES, [start] * PRESSES))

    link.refresh_from_db()
    given = Counter(answers)["file"]
    assert (given, link.downloads) == (MOST_DOWNLOADS, MOST_DOWNLOADS)
    # The others are led to the page that says why.
    assert set(answers) <= {"file", "200", "302"}


def test_of_four_presses_of_the_form_at_once_one_request_is_noted_and_one_mail_written() -> None:
    address, start = f"/decks/{scenes.a_deck().pk}/request/", Barrier(4)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, [address] * 4, [start] * 4))

    assert set(answers) == {302}
    assert (DeckRequest.objects.count(), OutgoingMail.objects.filter(name="deck_link").count()) == (1, 1)


def test_of_eight_processes_three_are_given_the_file(house: House) -> None:
    link = a_link()

    ends = house.at_once(*[Wanted("download_deck", (link.pk,))] * PRESSES)

    link.refresh_from_db()
    assert sorted(ends) == [DONE] * MOST_DOWNLOADS + [REFUSED] * (PRESSES - MOST_DOWNLOADS)
    assert link.downloads == MOST_DOWNLOADS


def test_a_process_killed_before_the_bytes_could_leave_has_counted_nothing(house: House) -> None:
    link = a_link()

    assert house.run("download_deck", link.pk, failpoint="decks.counted") == KILLED

    assert [house.run("download_deck", link.pk) for _ in range(4)] == [DONE] * 3 + [REFUSED]


def to_tell(*emails: str) -> DeckVersion:
    """A new version of which nobody was told: where tasks run in the process, the publication does it at once."""
    deck = scenes.a_deck()
    for email in emails:
        scenes.asked(deck, email=email, confirmed=True)
    scenes.published(deck, scenes.SECOND)
    OutgoingMail.objects.filter(name="deck_news").delete()
    DeckLink.objects.filter(for_news=True).delete()
    DeckVersion.objects.filter(number=2).update(told_at=None)
    return scenes.newest(deck)


@pytest.mark.parametrize("failpoint", ["decks.one_told", "decks.part_told"])
def test_whoever_dies_while_telling_is_followed_by_one_that_tells_nobody_twice(house: House, failpoint: str) -> None:
    version = to_tell("a@example.org", "b@example.org", "c@example.org")

    ends = [house.at_once(Wanted("tell_of_deck", (version.pk,), failpoint, broker=BROKER))[0]]
    ends += house.at_once(*[Wanted("tell_of_deck", (version.pk,), broker=BROKER)] * 2)

    told = Counter(OutgoingMail.objects.filter(name="deck_news").values_list("address", flat=True))
    version.refresh_from_db()
    assert (ends, version.told_at is not None) == ([KILLED, DONE, DONE], True)
    assert told == dict.fromkeys(("a@example.org", "b@example.org", "c@example.org"), 1)
