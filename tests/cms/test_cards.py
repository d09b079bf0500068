"""What is shown beside a link to a page elsewhere, and which pictures anybody may see."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as Pillow
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.images import get_image_model

from cms.models import SeriesPage, StandardPage
from cms.queries.pictures import is_shown_to_anybody
from lms.people.models import User
from lms.settings.environment import BASE_DIR
from tests.cms import public_scenes, scenes, uploads

pytestmark = pytest.mark.django_db
CARD = BASE_DIR / "lms/web/static/web/img/card.png"


def told(client: Client, address: str) -> dict[str, str]:
    """The tags of a page's card, by their names."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', page))


def test_a_page_tells_its_title_what_it_is_about_and_its_address(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://chats.example.org"
    public_scenes.a_plain_page("Care & “chairs”", lead='All of us, "here".', slug="care")

    card = told(client, "/care/?utm_source=mail")

    assert (card["og:title"], card["og:description"]) == ("Care &amp; “chairs”", "All of us, &quot;here&quot;.")
    assert (card["og:url"], card["twitter:card"]) == ("https://chats.example.org/care/", "summary_large_image")
    assert card["og:image"].startswith("https://chats.example.org/static/web/img/card")


def test_sessions_have_a_card_too_and_a_canonical_address(client: Client) -> None:
    page = client.get("/sessions/?kind=training").content.decode()

    assert '<link rel="canonical" href="http://testserver/sessions/">' in page
    assert '<meta property="og:title" content="Sessions">' in page


def test_every_public_page_has_a_card(client: Client) -> None:
    cards = [told(client, page.url) for page in public_scenes.one_of_each()]

    assert all(card["og:title"] and card["og:description"] and card["og:image"] for card in cards)


def test_our_picture_is_of_the_size_that_it_says_and_small() -> None:
    with Pillow.open(CARD) as picture:
        assert picture.size == (1200, 630)
    assert Path(CARD).stat().st_size < 100_000


def test_a_page_that_is_not_there_has_no_card(client: Client) -> None:
    assert told(client, "/nothing/here/") == {}


def test_a_series_shows_its_own_picture(client: Client) -> None:
    series = public_scenes.a_series()
    SeriesPage.objects.filter(pk=series.pk).update(picture=uploads.an_image(uploads.photo(1600, 900)))

    card = told(client, series.url)

    assert (card["og:image:width"], card["og:image:alt"]) == ("1200", "Chairs")
    assert re.search(r"/media/images/chairs[\w.-]*fill-1200x630[\w.-]*\.jpg$", card["og:image"])


def test_a_series_whose_picture_is_gone_is_read_all_the_same(client: Client) -> None:
    series, picture = public_scenes.a_series(), uploads.an_image(uploads.photo(1600, 900))
    SeriesPage.objects.filter(pk=series.pk).update(picture=picture)
    default_storage.delete(picture.file.name)

    assert told(client, series.url)["og:image"].endswith("/static/web/img/card.png")


@pytest.fixture
def shown(client: Client) -> list[str]:
    """The addresses of a picture's sizes on a live page."""
    chosen = uploads.an_image(uploads.photo(1600, 900))
    page = public_scenes.a_plain_page()
    page.body = json.dumps([uploads.image_block(chosen, caption="A circle")])
    page.save_revision().publish()
    told_page = client.get(page.url).content.decode()
    return sorted(set(re.findall(r"/media/images/[^\s\"]+", told_page)))


def test_a_picture_comes_in_three_forms_and_three_sizes_with_its_measures(client: Client, shown: list[str]) -> None:
    page = client.get("/care-for-the-room/").content.decode()

    assert len(shown) == 9
    assert [page.count(f'type="image/{form}"') for form in ("avif", "webp")] == [1, 1]
    assert re.search(r'<img [^>]*height="\d+"[^>]*loading="lazy"[^>]*width="\d+"', page)


def test_anybody_sees_the_sizes_on_a_public_page_and_browsers_keep_them(client: Client, shown: list[str]) -> None:
    answers = [client.get(address) for address in shown]

    assert [answer.status_code for answer in answers] == [200] * 9
    assert {answer.headers["Cache-Control"] for answer in answers} == {"public, max-age=2592000, immutable"}
    assert [bool(answer.cookies) for answer in answers] == [False] * 9


def test_nobody_but_staff_sees_the_original_nor_sizes_for_staff(client: Client, shown: list[str]) -> None:
    picture = get_image_model().objects.get()
    other = uploads.an_image(uploads.photo(), title="Unused", name="unused.jpg")

    paths = [picture.file.name, other.get_rendition("max-165x165").file.name, "certificates/x.png"]

    assert [client.get(f"/media/{path}").status_code for path in paths] == [404] * 3
    assert default_storage.exists(picture.file.name)


def test_a_picture_is_nobodys_once_its_page_is_taken_away(client: Client, shown: list[str]) -> None:
    StandardPage.objects.get().unpublish()

    assert {client.get(address).status_code for address in shown} == {404}


def test_a_picture_of_a_lesson_stays_in_training(client: Client) -> None:
    chosen = uploads.an_image(uploads.photo())
    scenes.a_lesson(scenes.a_module(scenes.a_pathway(modules=0), 0, lessons=0), 1, body=[uploads.image_block(chosen)])

    assert client.get(f"/media/{chosen.get_rendition('width-400').file.name}").status_code == 404


def test_staff_keep_pictures_to_themselves(client: Client, content_admin: User) -> None:
    client.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    unused = uploads.an_image(uploads.photo())

    answer = client.get(f"/media/{unused.get_rendition('width-400').file.name}")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, max-age=3600")


@pytest.mark.parametrize("pages", [1, 3])
def test_whether_a_picture_is_public_takes_as_many_queries_on_three_pages_as_on_one(
    pages: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chosen = uploads.an_image(uploads.photo())
    size = chosen.get_rendition("width-400").file.name
    for number in range(pages):
        page = public_scenes.a_plain_page(f"Page {number}")
        page.body = json.dumps([uploads.image_block(chosen)])
        page.save_revision().publish()
    is_shown_to_anybody(size)

    with django_assert_num_queries(4):
        assert is_shown_to_anybody(size)
