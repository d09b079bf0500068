"""Another file that is published becomes a version, once; who wished to hear of it hears of it, once."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.models import Revision

from cms.actions import deck_versions
from cms.actions import decks as actions
from cms.actions.links import row_of, token_of
from cms.models import DeckLink, DeckPage, DeckRequest, DeckVersion
from cms.queries import decks as queries
from cms.queries.decks import Publication
from cms.rules.decks import next_number
from cms.tasks import publish_scheduled, sweep_decks
from cms.words.decks import published_words
from lms.mail.models import OutgoingMail
from tests.cms import deck_scenes as scenes
from tests.cms import uploads
from tests.cms.test_public_pages import words_of

pytestmark = pytest.mark.django_db


def numbers(deck: DeckPage) -> list[int]:
    return list(deck.versions.order_by("number").values_list("number", flat=True))


def told() -> list[str]:
    """Whom the mails about new versions go to."""
    return sorted(OutgoingMail.objects.filter(name="deck_news").values_list("address", flat=True))


@pytest.mark.parametrize(
    ("newest", "sha256", "number"), [(None, "a", 1), ((1, "a"), "a", None), ((1, "a"), "b", 2), ((2, "b"), "a", 3)]
)
def test_another_file_than_the_newest_is_a_new_version(
    newest: tuple[int, str] | None, sha256: str, number: int | None
) -> None:
    assert next_number(newest, sha256) == number


def test_a_published_file_is_kept_whatever_becomes_of_the_document() -> None:
    deck = scenes.a_deck()
    scenes.document_of(deck).delete()

    with storages["decks"].open(scenes.newest(deck).place) as kept:
        assert kept.read() == scenes.FIRST


def test_publishing_again_with_the_same_file_makes_no_version() -> None:
    deck = scenes.a_deck()
    scenes.published(deck, scenes.FIRST, title="Say it anew")

    assert numbers(deck) == [1]


def test_another_file_becomes_the_next_version_with_its_news() -> None:
    deck = scenes.published(scenes.a_deck(), scenes.SECOND, news="One more slide.")

    assert (numbers(deck), scenes.newest(deck).news) == ([1, 2], "One more slide.")
    assert scenes.newest(deck).name == "say-what-you-mean-version-2.pdf"


def test_a_draft_makes_no_version() -> None:
    deck = scenes.a_deck()
    deck.document = uploads.a_document(scenes.SECOND)
    deck.save_revision()

    assert numbers(deck) == [1]


def test_a_file_that_is_only_replaced_among_the_documents_makes_no_version() -> None:
    deck = scenes.a_deck()
    document = scenes.document_of(deck)
    document.file = uploads.a_document(scenes.SECOND).file
    document.save()

    sweep_decks()

    assert numbers(deck) == [1]


def test_a_planned_publication_makes_its_version_when_its_time_has_come() -> None:
    deck = scenes.a_deck()
    deck.document = uploads.a_document(scenes.SECOND)
    deck.go_live_at = timezone.now() + timedelta(hours=1)
    deck.save_revision().publish()
    before = numbers(deck)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()

    publish_scheduled()

    assert (before, numbers(deck)) == ([1], [1, 2])


@pytest.mark.parametrize(("before", "after"), [([], [1]), ([1], [1, 2])])
def test_a_file_that_could_not_be_read_is_kept_by_the_next_sweep(before: list[int], after: list[int]) -> None:
    deck = scenes.a_deck() if before else scenes.announced()
    document = uploads.a_document(scenes.SECOND)
    storage, name = document.file.storage, document.file.name
    storage.delete(name)
    deck.document = document
    deck.save_revision().publish()
    found, said = numbers(deck), queries.publication(DeckPage.objects.get(pk=deck.pk))
    storage.save(name, ContentFile(scenes.SECOND))

    sweep_decks()

    assert (found, said.number) == (before, None)
    assert (numbers(deck), queries.not_kept()) == (after, [])


def test_whoever_publishes_reads_which_version_it_is_and_how_many_hear_of_it() -> None:
    deck = scenes.a_deck()
    for email in ("a@example.org", "b@example.org", "B@example.org"):
        scenes.asked(deck, email=email, confirmed=True)

    first = queries.publication(deck)
    second, again = (queries.publication(scenes.published(deck, scenes.SECOND)) for _ in range(2))

    assert (first, second, again) == (Publication(1, 0), Publication(2, 2), Publication(2, 0))
    assert published_words(2, 2).endswith("2 people asked to hear of new versions and have one mail each.")


@pytest.mark.database
def test_a_version_has_its_number_once() -> None:
    version = scenes.newest(scenes.a_deck())
    version.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


# --- news ------------------------------------------------------------------------------------------


def a_new_version(deck: DeckPage) -> DeckVersion:
    version = scenes.newest(scenes.published(deck, scenes.SECOND, news="One more slide."))
    deck_versions.tell(version.pk)
    return version


def test_who_confirmed_and_wished_so_is_told_and_nobody_else() -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, email="told@example.org", confirmed=True)
    scenes.asked(deck, email="unconfirmed@example.org")
    scenes.asked(deck, email="unasked@example.org", confirmed=True, tell_news=False)
    scenes.asked(scenes.a_deck("Another"), email="elsewhere@example.org", confirmed=True)

    version = a_new_version(deck)

    version.refresh_from_db()
    assert (told(), version.told_at is not None) == (["told@example.org"], True)


def test_an_address_is_told_once_however_often_it_asked_and_telling_began() -> None:
    deck = scenes.a_deck()
    for email in ("nina@example.org", "NINA@example.org", "nina@example.org"):
        scenes.asked(deck, email=email, confirmed=True)

    version = a_new_version(deck)
    DeckVersion.objects.update(told_at=None)
    deck_versions.tell(version.pk)
    sweep_decks()

    assert (told(), DeckLink.objects.filter(for_news=True).count()) == (["nina@example.org"], 1)


def test_a_long_list_is_told_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck_versions, "AT_ONCE", 2)
    deck = scenes.a_deck()
    for number in range(5):
        scenes.asked(deck, email=f"n{number}@example.org", confirmed=True)

    a_new_version(deck)

    assert told() == [f"n{number}@example.org" for number in range(5)]


@pytest.mark.database
@pytest.mark.parametrize("rows", [1, 3])
def test_who_is_to_be_told_takes_one_query(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    deck = scenes.a_deck()
    for number in range(rows):
        scenes.asked(deck, email=f"n{number}@example.org", confirmed=True)
    version = scenes.newest(scenes.published(deck, scenes.SECOND))

    with django_assert_num_queries(1):
        assert len(queries.untold(version, limit=10)) == rows


def test_publishing_tells_after_the_commit_and_not_inside_of_the_request(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, confirmed=True)

    with django_capture_on_commit_callbacks() as scheduled:
        scenes.published(deck, scenes.SECOND)
    before = told()
    for send in scheduled:
        send()

    assert (before, told()) == ([], [scenes.ASKED.email])


def test_what_a_worker_left_untold_is_told_by_the_next_sweep() -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, confirmed=True)
    scenes.published(deck, scenes.SECOND)

    sweep_decks()

    assert (told(), queries.to_tell()) == ([scenes.ASKED.email], [])


def test_of_two_versions_at_once_the_newest_alone_is_told() -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, confirmed=True)
    second = scenes.newest(scenes.published(deck, scenes.SECOND))
    scenes.published(deck, scenes.SECOND + b"% third\n")

    deck_versions.tell(second.pk)
    sweep_decks()

    assert list(DeckLink.objects.filter(for_news=True).values_list("version__number", flat=True)) == [3]


def test_a_deck_that_was_taken_back_is_told_of_once_it_is_there_again() -> None:
    deck = scenes.a_deck()
    scenes.asked(deck, confirmed=True)
    version = scenes.newest(scenes.published(deck, scenes.SECOND))
    DeckPage.objects.get().unpublish()
    deck_versions.tell(version.pk)
    before = told()
    DeckPage.objects.get().save_revision().publish()

    sweep_decks()

    assert (before, told()) == ([], [scenes.ASKED.email])


def test_the_mail_brings_a_new_link_and_a_way_to_end_it(
    client: Client,
) -> None:
    deck = scenes.a_deck()
    request = scenes.asked(deck, confirmed=True)
    version = a_new_version(deck)
    row = OutgoingMail.objects.get(name="deck_news")

    link = DeckLink.objects.get(version=version)
    assert row.facts is not None
    told = row.facts["context"]
    assert row_of(DeckLink, told["token"], actions.DOWNLOAD) == link
    assert row_of(DeckRequest, told["end_news"], actions.END_NEWS) == request
    assert scenes.content_of(client.post(scenes.address(link))) == scenes.SECOND


def test_one_press_ends_news_for_the_address_and_a_look_does_not(client: Client) -> None:
    deck = scenes.a_deck()
    first, second = (scenes.asked(deck, confirmed=True) for _ in range(2))
    other = scenes.asked(scenes.a_deck("Another"), confirmed=True)
    address = f"/decks/news/{token_of(second, actions.END_NEWS)}/"

    assert "Stop these mails" in words_of(client.get(address))
    assert DeckRequest.objects.filter(tell_news=True).count() == 3
    answer = client.post(address, follow=True)

    wished = dict(DeckRequest.objects.values_list("pk", "tell_news"))
    assert wished == {first.pk: False, second.pk: False, other.pk: True}
    assert "We won't write to you about this" in words_of(answer).replace("&#x27;", "'")


def test_the_mail_and_a_press_by_its_readers_program_end_news_with_the_link_alone() -> None:
    deck = scenes.a_deck()
    request = scenes.asked(deck, confirmed=True)
    a_new_version(deck)
    link = f"/decks/news/{token_of(request, actions.END_NEWS)}/"

    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})

    request.refresh_from_db()
    assert OutgoingMail.objects.get(name="deck_news").stop_path.startswith("/decks/news/")
    assert (answer.status_code, request.tell_news) == (200, False)
