"""The trainee's pages and the API: who sees what, and at what cost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.progress.models import Enrolment
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

HOME_QUERIES = 7
HISTORY_QUERIES = 6


def reader_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def told(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_somebody_new_is_offered_a_road(as_trainee: Client) -> None:
    scenes.a_release()

    assert f'action="{reverse("progress:enrol", args=["facilitator"])}"' in told(as_trainee, "progress:home")


def test_without_an_open_road_the_page_says_so(as_trainee: Client) -> None:
    assert "Your training will stand here" in told(as_trainee, "progress:home")


def test_beginning_leads_to_the_road(as_trainee: Client, trainee: User) -> None:
    scenes.a_release()

    answer = as_trainee.post(reverse("progress:enrol", args=["facilitator"]))

    assert answer.headers["Location"] == reverse("progress:pathway", args=["facilitator"])
    assert Enrolment.objects.get().person == trainee


def test_who_comes_back_from_signing_in_finds_the_button_to_begin(as_trainee: Client) -> None:
    scenes.a_release()

    answer = as_trainee.get(reverse("progress:enrol", args=["facilitator"]), follow=True)

    assert (answer.status_code, "Begin this training" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("name", ["progress:pathway", "progress:enrol", "progress:history"])
def test_a_road_that_does_not_exist_is_not_there(as_trainee: Client, name: str) -> None:
    assert as_trainee.get(reverse(name, args=["nowhere"])).status_code == 404


def test_the_one_next_step_stands_on_the_page(sign_in: SignIn) -> None:
    enrolment = scenes.an_enrolment()

    page = told(sign_in(reader_of(enrolment)), "progress:pathway", "facilitator")

    assert page.count("Go on") == 1
    assert reverse("lessons:lesson", args=["facilitator", scenes.key("listening")]) in page


def test_somebody_elses_history_is_not_shown(as_trainee: Client) -> None:
    scenes.an_enrolment()

    assert as_trainee.get(reverse("progress:history", args=["facilitator"])).status_code == 404


def with_history(rows: int) -> Enrolment:
    enrolment = scenes.an_enrolment()
    for number in range(rows):
        scenes.assert_subject(reader_of(enrolment), f"lesson:{number}", {"done": True})
    return enrolment


@pytest.mark.parametrize("rows", [1, 50])
def test_the_home_costs_the_same_however_long_the_history(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    client = sign_in(reader_of(with_history(rows)))

    with django_assert_num_queries(HOME_QUERIES):
        told(client, "progress:home")


@pytest.mark.parametrize("rows", [1, 50])
def test_a_history_costs_the_same_however_long(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    client = sign_in(reader_of(with_history(rows)))

    with django_assert_num_queries(HISTORY_QUERIES):
        told(client, "progress:history", "facilitator")


def test_the_api_tells_what_is_missing_and_whose_turn_it_is(sign_in: SignIn) -> None:
    enrolment = scenes.an_enrolment()

    [training] = sign_in(reader_of(enrolment)).get("/api/v1/training/").json()

    first = training["requirements"][0]
    assert (first["met"], first["have"], first["need"], first["turn"], first["next"]) == (
        False, 0.0, 2.0, "trainee", "read_lesson",
    )  # fmt: skip


def test_beginning_over_the_api_is_the_same_beginning(as_trainee: Client, trainee: User) -> None:
    scenes.a_release()

    answer = as_trainee.post("/api/v1/training/", {"pathway": "facilitator"}, content_type="application/json")

    assert (answer.status_code, Enrolment.objects.get().person) == (201, trainee)


def test_anybody_reads_which_roads_are_open_and_nobody_somebody_elses_training(client: Client) -> None:
    scenes.an_enrolment()

    assert [row["slug"] for row in client.get("/api/v1/pathways/").json()["results"]] == ["facilitator"]
    assert client.get("/api/v1/training/").status_code in (401, 403)
