"""The pages of impact: what stands on them for everybody, and what staff write beside it."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, ModelLogEntry

from cms.actions import impact as actions
from cms.figures import one_season, overview
from cms.models import ChatPage, ChatsPage, Figure, ImpactPage, SeriesPage, ToldFigure
from cms.queries.impact import headline, impact
from cms.rules.seasons import Season
from cms.tasks import tell_impact
from courses.slots.models import Slot
from lms.people.models import User
from tests.cms import impact_scenes as scenes
from tests.cms.impact_scenes import AT, AUTUMN, SPRING
from tests.cms.scenes import home
from tests.conftest import SignIn
from tests.scenes import at

pytestmark = pytest.mark.django_db
ADD = "figures:add"


def below(parent: Any, page: Any) -> Any:
    page.locale = Locale.get_default()
    return parent.add_child(instance=page)


@pytest.fixture
def page() -> ImpactPage:
    made: ImpactPage = below(home(), ImpactPage(title="Impact", slug="impact", body="<p>We count heads.</p>"))
    return made


def words_at(client: Client, address: str) -> str:
    with time_machine.travel(AT, tick=False):
        response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def a_figure(measure: str, value: int, **fields: Any) -> Figure:
    usual = {"until": date(2025, 6, 30), "source": "the annual report"}
    made: Figure = Figure.objects.create(measure=measure, value=value, **{**usual, **fields})
    return made


def a_full_season() -> None:
    scenes.a_chat(AUTUMN, there=scenes.people(12), title="Silence, and what it says")
    scenes.a_chat(SPRING, kind="chat_local", there=scenes.people(7))
    scenes.rounds(3)
    actions.tell(clock=at(AT))


def test_a_site_without_a_chat_says_what_will_be_here(client: Client, page: ImpactPage) -> None:
    words = words_at(client, "/impact/")

    assert ("The first figures come with the first chats" in words, "We count heads." in words) == (True, True)


def test_a_new_program_shows_what_was_known_before(client: Client, page: ImpactPage) -> None:
    a_figure("attendances", 3000, at_least=True, since=date(2018, 9, 1))

    words = words_at(client, "/impact/")

    assert "more than 3,000 1 Sep 2018 to 30 Jun 2025 · the annual report" in words
    assert "The first figures come" not in words


def test_each_figure_stands_beside_what_was_known_before_and_is_never_added(client: Client, page: ImpactPage) -> None:
    a_full_season()
    a_figure("topics", 120)

    words = words_at(client, "/impact/")

    assert "Topics talked about chats that took place 2 120 up to 30 Jun 2025" in words
    assert "122" not in words


def test_every_percentage_stands_with_its_number_of_answers(client: Client, page: ImpactPage) -> None:
    a_full_season()
    a_figure("interest", 92, answers=311)

    words = words_at(client, "/impact/")

    percentages = re.findall(r"\d+%(?: of \d+)?", words)
    assert sorted(set(percentages)) == ["100% of 27", "92% of 311"]


def test_reading_writes_nothing_and_sets_no_cookie(client: Client, page: ImpactPage) -> None:
    scenes.a_chat(there=scenes.people(9))

    response = client.get("/impact/")

    assert (response.cookies, ToldFigure.objects.count()) == ({}, 0)


def test_a_season_has_a_page_with_the_ways_to_its_neighbours(client: Client, page: ImpactPage) -> None:
    a_full_season()

    words = words_at(client, "/impact/2026-autumn/")

    assert "Autumn 2026 From 1 Aug 2026 on; this season goes on." in words
    assert "Silence, and what it says 7 Oct 2026 · national" in words
    assert 'href="/impact/2026-spring/" rel="prev"' in client.get("/impact/2026-autumn/").content.decode()


def test_a_season_without_chats_says_so(client: Client, page: ImpactPage) -> None:
    assert "No chat is counted in this season" in words_at(client, "/impact/2019-spring/")


@pytest.mark.parametrize("season", ["2027-spring", "2026-winter", "0000-spring", "9999-autumn"])
def test_what_is_no_season_yet_is_not_there(client: Client, page: ImpactPage, season: str) -> None:
    with time_machine.travel(AT, tick=False):
        assert client.get(f"/impact/{season}/").status_code == 404


def test_the_pages_read_in_french(client: Client, page: ImpactPage) -> None:
    with translation.override("fr"):
        assert str(overview(AT).counted_since) == ""
    assert client.get("/impact/", HTTP_ACCEPT_LANGUAGE="fr").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_all_of_it_is_read_in_four_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        scenes.a_chat(AUTUMN.replace(year=2026 - number), there=scenes.people(6))
        a_figure(Figure.Measure.values[number], 90, answers=9)
    actions.tell(clock=at(AT))

    with django_assert_num_queries(4):
        overview(AT)
    with django_assert_num_queries(4):
        one_season(Season(2026, autumn=True), AT)
    with django_assert_num_queries(4):
        headline(AT)


def test_a_chat_that_was_held_elsewhere_is_a_topic_of_its_kind() -> None:
    chats = below(home(), ChatsPage(title="Chats", slug="chats"))
    series = below(chats, SeriesPage(title="In the news", slug="news", scope="national"))
    below(series, ChatPage(title="Headlines", slug="headlines", held_on=date(2025, 11, 5)))
    below(series, ChatPage(title="No day yet", slug="no-day"))

    [season] = impact(AT).seasons

    assert [(chat.title, chat.national) for chat in season.chats] == [("Headlines", True)]


def test_a_chat_with_a_page_goes_by_the_pages_title_and_counts_once() -> None:
    slot: Slot = scenes.a_chat(title="As planned")
    chats = below(home(), ChatsPage(title="Chats", slug="chats"))
    series = below(chats, SeriesPage(title="In the news", slug="news"))
    below(series, ChatPage(title="As announced", slug="announced", session=slot))

    [season] = impact(AT).seasons

    assert [chat.title for chat in season.chats] == ["As announced"]


def test_home_has_the_larger_of_each_figure() -> None:
    a_full_season()
    a_figure("topics", 120, at_least=True)
    a_figure("attendances", 3)

    topics, attendances, *_rest = headline(AT)

    assert (topics.value, topics.at_least, topics.until) == (120, True, date(2025, 6, 30))
    assert (attendances.value, attendances.at_least, attendances.until) == (19, False, date(2026, 11, 20))


def test_home_has_the_percentage_on_which_more_answers_stand() -> None:
    a_full_season()
    a_figure("interest", 92, answers=311)
    a_figure("recommend", 95, answers=10)

    shown = {row.measure: (row.value, row.answers) for row in headline(AT) if row.percent}

    assert shown == {"interest": (92, 311), "recommend": (100, 27)}


def test_home_has_no_figure_of_a_program_without_any() -> None:
    assert headline(AT) == []


def test_the_nightly_task_may_run_twice() -> None:
    scenes.a_chat(AUTUMN.replace(year=2025), there=scenes.people(6))
    tell_impact()
    before = list(ToldFigure.objects.values_list("season", "measure", "value"))

    tell_impact()

    assert list(ToldFigure.objects.values_list("season", "measure", "value")) == before


@pytest.mark.parametrize("who", ["content_admin", "program_admin"])
def test_admins_write_down_a_figure_from_before(who: str, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    client = sign_in(request.getfixturevalue(who))

    client.post(reverse(ADD), {"measure": "topics", "value": 120, "until": "2025-06-30", "source": "Our list"})

    assert Figure.objects.get().source == "Our list"
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


@pytest.mark.parametrize("who", ["core_member", "trainee"])
def test_others_do_not(who: str, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    client = sign_in(request.getfixturevalue(who))

    client.post(reverse(ADD), {"measure": "topics", "value": 120, "until": "2025-06-30", "source": "Our list"})

    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"measure": "interest", "value": 92}, "answers"),
        ({"measure": "interest", "value": 92, "answers": 4}, "answers"),
        ({"measure": "action", "value": 101, "answers": 9}, "value"),
        ({"measure": "topics", "value": 9, "since": date(2026, 1, 1)}, "since"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(fields: dict[str, Any], fault: str) -> None:
    figure = Figure(until=date(2025, 6, 30), source="A report", **fields)

    with pytest.raises(ValidationError) as told:
        figure.full_clean()

    assert list(told.value.message_dict) == [fault]


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(content_admin: User, sign_in: SignIn) -> None:
    typed = {"measure": "interest", "value": 92, "until": "2025-06-30", "source": "Our questionnaire"}

    words = sign_in(content_admin).post(reverse(ADD), typed).content.decode()

    assert ("A percentage stands on at least five answers" in words, "Our questionnaire" in words) == (True, True)


@pytest.mark.database
@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "people", "value": 4, "behind": 4},
        {"measure": "interest", "value": 9, "behind": 2, "answers": 40},
        {"measure": "interest", "value": 9, "behind": 3},
    ],
)
def test_the_database_itself_keeps_no_figure_of_too_few(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="told_figure_of_enough"), transaction.atomic():
        ToldFigure.objects.create(season="2026-autumn", counted_at=AT, **fields)
