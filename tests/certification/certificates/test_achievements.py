"""What an achievement is, at an address that stays: a page for people, a document for programs, a picture for both."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from certification.certificates import drawing, queries
from certification.credentials.contexts import CREDENTIALS, OPEN_BADGES
from courses.progress.models import Pathway
from tests import scenes
from tests.certification.certificates.test_actions import a_certificate, a_printed_certificate
from tests.certification.certificates.test_views import seen
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/achievements/facilitator/"


def document_of(client: Client, accept: str = "application/ld+json") -> dict[str, object]:
    answer = client.get(PAGE, headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/ld+json"
    return dict(answer.json())


# --- the page -------------------------------------------------------------------------------------


def test_the_page_says_what_it_takes_in_the_newest_words(client: Client) -> None:
    pathway = scenes.a_release().pathway

    words = seen(client, reverse("certificates:achievement", args=[pathway.slug]))

    assert pathway.title in words
    assert "What it takes" in words
    assert "read all of it and decide" in words


def test_the_address_that_credentials_name_for_criteria_is_a_place_on_the_page(client: Client) -> None:
    scenes.a_release()

    assert 'id="criteria"' in client.get(PAGE).content.decode()


def test_strangers_are_shown_the_way_in_and_members_are_not(client: Client, sign_in: SignIn) -> None:
    scenes.a_release()

    assert "Sign up to train for it" in seen(client, PAGE)
    assert "Sign up to train for it" not in seen(sign_in(UserFactory.create()), PAGE)


def test_a_pathway_that_was_renamed_still_answers_at_its_old_address(client: Client) -> None:
    scenes.a_release()
    a_certificate()
    Pathway.objects.update(slug="another-name")

    words = seen(client, PAGE)

    assert "Takes part in four training sessions." in words
    assert "certificates that were given keep their worth" in words
    assert "Sign up to train for it" not in words


def test_what_nobody_was_certified_for_is_not_there(client: Client) -> None:
    for address in ("/achievements/juggling/", "/achievements/juggling/badge.png"):
        assert client.get(address).status_code == 404


def test_the_page_knows_nobody(client: Client) -> None:
    certificate = a_printed_certificate()

    assert certificate.holder.name not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_an_achievement_costs_two_queries_at_most(rows: int) -> None:
    for number in range(rows):
        a_certificate(f"test:{number}")
    with CaptureQueriesContext(connection) as of_old:
        queries.achieved("facilitator")
    scenes.a_release()
    with CaptureQueriesContext(connection) as of_today:
        queries.achieved("facilitator")

    assert (len(of_old), len(of_today)) == (2, 1)


# --- the document ---------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["application/ld+json", "application/json", "application/vc+ld+json"])
def test_programs_that_ask_for_linked_data_are_given_the_achievement(client: Client, accept: str) -> None:
    scenes.a_release()

    document = document_of(client, accept)

    assert document["@context"] == [CREDENTIALS, OPEN_BADGES]
    assert (document["id"], document["type"]) == ("http://testserver" + PAGE, ["Achievement"])


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png"])
def test_everybody_else_is_given_the_page(client: Client, accept: str) -> None:
    scenes.a_release()

    answer = client.get(PAGE, headers={"Accept": accept})

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Accept" in answer.headers["Vary"]


def test_a_credential_and_its_achievement_page_say_the_same(client: Client) -> None:
    certificate = a_printed_certificate()
    credential = client.get(reverse("certificates:credential_json", args=[certificate.public_id])).json()

    document = document_of(client)

    del document["@context"]
    assert credential["credentialSubject"]["achievement"] == document


def test_an_achievement_is_aligned_with_what_observers_look_at(client: Client) -> None:
    release = scenes.a_release()
    rows = release.syllabus.plan.rubric.get("competencies", ())
    page = client.get(PAGE).content.decode()

    aligned = document_of(client).get("alignment", [])

    assert isinstance(aligned, list)
    assert [row["targetName"] for row in aligned] == [row["name"] for row in rows]
    assert all(f'id="{row["targetUrl"].partition("#")[2]}"' in page for row in aligned)


# --- the pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [drawing.badge_png, drawing.issuer_png])
def test_pictures_are_square_and_the_same_whenever_they_are_drawn(draw: Any) -> None:
    first = draw()
    draw.cache_clear()

    assert draw() == first
    with Image.open(BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("PNG", (512, 512))
