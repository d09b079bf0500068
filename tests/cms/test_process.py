"""The process: all stages on one sheet, each at an address of its own, in the order of the page."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StreamBlockValidationError

from cms.blocks.public import StageSteps
from cms.models import ProcessPage
from tests.cms import scenes

pytestmark = pytest.mark.django_db
CODES = ("check_in", "concept", "frame", "breakout", "debrief")


def a_stage(code: str, **told: Any) -> dict[str, Any]:
    usual = {"stage": code, "minutes": 12, "sentence": f"In {code}.", "happens": "<p>Much.</p>", "heard": ["A word."]}
    return {"type": "stage", "value": {**usual, "why": "For a reason.", **told}}


def the_process(codes: tuple[str, ...] = CODES) -> ProcessPage:
    stages = json.dumps([a_stage(code) for code in codes])
    page: ProcessPage = scenes.home().add_child(
        instance=ProcessPage(title="The process", slug="process", stages=stages)
    )
    return page


def shown(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_one_sheet_has_all_stages_with_their_minutes(client: Client) -> None:
    the_process()

    page = shown(client, "/process/")

    assert [page.count(f"In {code}.") for code in CODES] == [1, 1, 1, 1, 1]
    assert page.count('<span class="stage-minutes">12 minutes</span>') == 5


def test_each_stage_leads_to_the_one_before_and_the_next(client: Client) -> None:
    the_process()

    page = shown(client, "/process/concept/")

    assert "Stage 2 of 5 · 12 minutes" in page
    assert 'rel="prev" href="/process/check-in/"' in page
    assert 'rel="next" href="/process/frame/"' in page


@pytest.mark.parametrize(("address", "missing"), [("/process/check-in/", "prev"), ("/process/debrief/", "next")])
def test_the_ends_of_the_walk_lead_one_way_only(client: Client, address: str, missing: str) -> None:
    the_process()

    page = shown(client, address)

    assert [f'rel="{way}"' in page for way in ("prev", "next")] == [missing != "prev", missing != "next"]


def test_a_listener_is_told_on_which_stage_they_are(client: Client) -> None:
    the_process()

    assert 'href="/process/frame/" aria-current="step"' in shown(client, "/process/frame/")


@pytest.mark.parametrize("slug", ["breakout", "lecture", "check_in"])
def test_a_stage_that_is_not_told_has_no_page(client: Client, slug: str) -> None:
    the_process(("check_in", "concept"))

    assert client.get(f"/process/{slug}/").status_code == 404


def test_a_stage_stands_there_once() -> None:
    block = StageSteps()
    twice = block.to_python([a_stage("frame"), a_stage("check_in"), a_stage("frame")])

    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(twice)

    assert list(refused.value.block_errors) == [2]


@pytest.mark.parametrize("count", [1, 3])
def test_all_steps_take_as_many_queries_as_one(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page = ProcessPage.objects.get(pk=the_process(CODES[:count]).pk)
    page.url  # noqa: B018 - Wagtail reads the addresses of its sites once

    with django_assert_num_queries(0):
        assert len([step.told["happens"].source for step in page.steps]) == count
