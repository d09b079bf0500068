"""What is found on the public pages, what isn't, and what is said where nothing is."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, get_page_models

from cms.actions.chats import share_topics
from cms.models import LessonPage, ModulePage
from cms.queries.search import near, search
from cms.rules.search import distance, excerpt, marked, stem, wanted
from cms.words.search import KINDS
from tests.cms import public_scenes, scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def titles(asked: str) -> list[str]:
    return ["".join(piece.words for piece in row.title) for row in search(asked, "").found]


def found_words(asked: str) -> list[str]:
    return [piece.words for row in search(asked, "").found for piece in row.lines if piece.found]


def test_a_page_is_found_by_its_title_and_by_its_text() -> None:
    public_scenes.a_plain_page()

    assert (titles("care"), titles("circle chairs")) == (["Care for the room"], ["Care for the room"])


def test_every_public_kind_of_page_is_named() -> None:
    public = set(get_page_models()) - {Page, LessonPage, ModulePage}

    assert {kind._meta.model_name for kind in public} == set(KINDS)


def test_the_words_that_were_looked_for_are_marked() -> None:
    public_scenes.a_plain_page()

    assert found_words("CIRCLE chairs") == ["Chairs", "circle"]


@pytest.mark.parametrize("asked", ["chair", "circles", "CIRCLES chair"])
def test_one_is_found_by_many_and_many_by_one(asked: str) -> None:
    public_scenes.a_plain_page()

    assert titles(asked) == ["Care for the room"]


@pytest.mark.parametrize(("word", "told"), [("decks", "deck"), ("deck", "deck"), ("class", "class"), ("bus", "bus")])
def test_only_an_s_that_makes_many_of_one_is_left_out(word: str, told: str) -> None:
    assert stem(word) == told


def test_all_words_have_to_be_there() -> None:
    public_scenes.a_plain_page()

    assert titles("circle unicorn") == []


def test_drafts_are_not_found() -> None:
    public_scenes.a_plain_page(live=False)

    assert titles("circle") == []


def test_private_pages_are_not_found_nor_suggested() -> None:
    page = public_scenes.a_plain_page()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="A few"))

    assert (titles("circle"), near("/care-for-the-rooms/")) == ([], [])


def test_lessons_and_modules_are_not_found() -> None:
    scenes.a_pathway(lessons=1)

    assert (titles("module"), titles("Facilitator")) == ([], ["Facilitator"])


@pytest.fixture
def held_back() -> None:
    public_scenes.a_chat(begins_in=timedelta(days=9), topic="Headlines", about="<p>Who speaks</p>", topic_days_before=7)


def test_a_chat_is_not_found_by_a_topic_that_is_not_told_yet(held_back: None) -> None:
    assert (titles("headlines"), titles("speaks"), titles("part one")) == ([], [], ["Part one"])


def test_a_chat_is_found_by_its_topic_once_that_is_told(held_back: None) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=5)):
        share_topics()

        assert (titles("headlines"), found_words("speaks")) == (["Part one"], ["speaks"])


def test_a_topic_that_is_told_at_once_is_found_at_once() -> None:
    public_scenes.a_chat(begins_in=timedelta(days=9), topic="Headlines")

    assert titles("headlines") == ["Part one"]


@pytest.mark.parametrize("asked", ["", "   ", "?!", "“”", "\x00"])
def test_asking_nothing_costs_no_query(asked: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert search(asked, "").page is None


@pytest.mark.parametrize(
    "asked", ['"', "circle AND (", "circle*", "a' OR 1=1 --", "NEAR(circle", "🪑 circle", "x" * 500]
)
def test_whatever_somebody_types_is_answered(client: Client, asked: str) -> None:
    public_scenes.a_plain_page()

    assert client.get("/search/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("pages", [1, 3])
def test_a_search_takes_as_many_queries_for_three_pages_as_for_one(
    pages: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(pages):
        public_scenes.a_plain_page(f"Care {number}")
    scenes.home()
    search("chairs", "")

    with django_assert_num_queries(4):
        assert len(search("chairs", "").found) == pages


@pytest.mark.parametrize(
    ("title", "told"), [("Chats", 0), ("The chat", 1), ("Chats for Change", 1), ("Impact", 2), ("Change", 2)]
)
def test_how_far_a_title_is_from_what_is_looked_for(title: str, told: int) -> None:
    assert distance(title, ("chat",)) == told


def test_a_page_that_is_called_so_comes_before_those_that_speak_of_it() -> None:
    for title, text in (("Impact", "Chats, chats, chats."), ("Chats for Change", "Us."), ("Chats", "When.")):
        public_scenes.a_plain_page(title, text=text, slug=title.lower().replace(" ", "-"))

    assert titles("chats") == ["Chats", "Chats for Change", "Impact"]


def test_what_is_found_comes_page_by_page(client: Client) -> None:
    for number in range(11):
        public_scenes.a_plain_page(f"Care {number}")

    response = client.get("/search/?q=chairs&page=2")

    assert len(response.context["results"].found) == 1
    assert "11 pages" in response.content.decode()
    assert "?q=chairs&amp;page=1" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "says"), [("", "Type a word or two"), ("unicorn", "Nothing here has all of these words")]
)
def test_where_nothing_is_found_there_are_ways_on(client: Client, asked: str, says: str) -> None:
    words = client.get("/search/", {"q": asked}).content.decode()

    assert says in words
    assert "Where to go from here" in words


def test_search_engines_leave_it_out_and_no_cookie_is_set(client: Client) -> None:
    response = client.get("/search/?q=circle")

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


def test_an_excerpt_is_cut_around_the_first_word() -> None:
    pieces = excerpt(f"{'before ' * 60}a Circle of chairs {'after ' * 60}", ("circle",))

    assert [piece.words for piece in pieces if piece.found] == ["Circle"]
    assert (pieces[0].words[:2], pieces[-1].words[-2:]) == ("… ", " …")
    assert sum(len(piece.words) for piece in pieces) < 240


def test_what_people_type_is_taken_as_words_not_as_a_pattern() -> None:
    assert wanted(" Chairs (chairs) .* C++ ") == ("chairs", "c")
    assert [piece.found for piece in marked("Armchairs and chairs", ("chairs",))] == [False, True]


@pytest.mark.parametrize("path", ["/care-for-the-roam/", "/old/care_for_the_room/", "/room-care/care-for-the-rooms/"])
def test_the_pages_nearest_to_a_wrong_address_are_suggested(client: Client, path: str) -> None:
    public_scenes.a_plain_page()

    response = client.get(path)

    assert (response.status_code, [row.title for row in response.context["near"]]) == (404, ["Care for the room"])
    assert 'action="/search/"' in response.content.decode()


def test_an_address_like_no_other_suggests_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    public_scenes.a_plain_page()

    with django_assert_num_queries(2):
        assert near("/wp-login.php") == []
