"""The grounding assumptions that the room shows are those of the home page."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.models import HomePage
from cms.queries.grounding import assumptions
from courses.practice import grounding

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    page: HomePage = HomePage.objects.get()
    page.assumptions = [("assumption", "We speak from our own lives."), ("assumption", "We listen to understand.")]
    page.save_revision().publish()
    return page


def test_the_room_has_the_assumptions_of_the_home_page(
    home: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = grounding.assumptions("en")

    assert found == ["We speak from our own lives.", "We listen to understand."]


def test_where_the_home_page_is_not_translated_those_of_the_first_one_stand(home: HomePage) -> None:
    assert assumptions("fr") == ["We speak from our own lives.", "We listen to understand."]


def test_a_home_page_that_is_not_published_tells_nothing(home: HomePage) -> None:
    home.unpublish()

    assert assumptions("en") == []
