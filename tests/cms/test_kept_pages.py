"""Pages that strangers share: gone at once when an editor changes them, and nobody's own."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page, PageViewRestriction

from cms.models import Testimonial
from lms.people.models import User
from lms.web.kept import ARGUMENTS, shelf
from tests.cms import public_scenes
from tests.cms.public_scenes import a_plain_page, arguments_read
from tests.lms.web.test_kept import LOCAL

pytestmark = pytest.mark.django_db
Committed = DjangoCaptureOnCommitCallbacks
ADDRESS = "/care-for-the-room/"


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> Iterator[None]:
    settings.CACHES = settings.CACHES | LOCAL
    caches["pages"].clear()
    shelf._away_until = 0.0
    yield
    caches["pages"].clear()


def is_kept(address: str = ADDRESS) -> bool:
    """Whether what is given now was made before."""
    before = Page.objects.filter(url_path__endswith=address).update(title="Changed behind everybody's back")
    return bool(before) and "behind everybody" not in Client().get(address).content.decode()


def test_an_editors_page_is_kept_for_strangers() -> None:
    a_plain_page()
    Client().get(ADDRESS)

    assert is_kept()


def test_publishing_is_seen_at_once(django_capture_on_commit_callbacks: Committed) -> None:
    page = a_plain_page()
    Client().get(ADDRESS)
    page.title = "Care, again"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert "Care, again" in Client().get(ADDRESS).content.decode()


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_a_page_that_is_taken_away_is_gone_at_once(act: str, django_capture_on_commit_callbacks: Committed) -> None:
    page = a_plain_page()
    Client().get(ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        getattr(page, act)()

    assert Client().get(ADDRESS).status_code == 404


def test_a_page_that_becomes_private_is_closed_at_once(django_capture_on_commit_callbacks: Committed) -> None:
    page = a_plain_page()
    Client().get(ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert Client().get(ADDRESS).status_code == 302


def test_the_question_for_a_pages_password_is_never_kept() -> None:
    page = a_plain_page()
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="a calm chair"
    )
    guest = Client()
    guest.get(ADDRESS)
    guest.post(
        f"/_util/authenticate_with_password/{page.view_restrictions.get().pk}/{page.pk}/",
        {"password": "a calm chair", "return_url": ADDRESS},
    )

    inside, outside = (client.get(ADDRESS).content.decode() for client in (guest, Client()))

    assert ("Chairs in a circle" in inside, "Chairs in a circle" in outside) == (True, False)


def test_a_preview_is_neither_given_nor_kept() -> None:
    page = a_plain_page()
    Client().get(ADDRESS)
    page.title = "Only a draft"

    preview = page.make_preview_request().content.decode()

    assert ("Only a draft" in preview, "Only a draft" in Client().get(ADDRESS).content.decode()) == (True, False)


def test_staff_always_see_the_page_as_it_is(content_admin: User) -> None:
    a_plain_page()
    Client().get(ADDRESS)
    editor = Client()
    editor.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    Page.objects.filter(slug="care-for-the-room").update(title="Changed")

    assert "<h1>Changed</h1>" in editor.get(ADDRESS).content.decode()


def test_taken_back_words_are_gone_at_once(django_capture_on_commit_callbacks: Committed) -> None:
    a_plain_page()
    voice = Testimonial.objects.create(words="It helped", shown_as="A nurse")
    Client().get(ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        voice.save()

    assert not is_kept()


def test_every_public_page_is_kept_and_sets_no_cookie() -> None:
    addresses = [page.url for page in public_scenes.one_of_each()]

    answers = [Client().get(address) for address in (*addresses, "/sessions/", "/sitemap.xml") for _time in range(2)]

    assert [bool(answer.cookies) for answer in answers] == [False] * len(answers)
    assert [answer.headers.get("Cache-Control") for answer in answers] == ["private, no-cache"] * len(answers)


def test_what_pages_read_from_their_address_is_known_to_the_cache() -> None:
    """A name that a page reads and ``lms.web.kept.ARGUMENTS`` doesn't have would never reach it."""
    assert arguments_read() - ARGUMENTS == set()
