"""Certificates that rest on something else than a training, and those that hold for a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from certification.certificates import actions
from certification.certificates.models import Certificate
from certification.certificates.rendering import render
from certification.certificates.rules import Kind
from tests import scenes
from tests.certification.certificates.samples import snapshot
from tests.certification.certificates.test_actions import EARNED, a_certificate
from tests.certification.certificates.test_rendering import _text
from tests.certification.certificates.test_views import by_id, by_number, seen
from tests.factories import UserFactory

LAST = date(2026, 12, 31)


def an_honorary(cause: str = "test:honorary") -> Certificate:
    earned = replace(EARNED, kind=Kind.HONORARY, valid_until=LAST, requirements=[])
    person, clock = UserFactory.create(), scenes.at(scenes.NOW)
    return actions.issue(cause=cause, person=person, earned=earned, approval=scenes.APPROVAL, clock=clock)


@pytest.mark.django_db
def test_the_snapshot_of_a_usual_certificate_has_no_word_of_other_roads() -> None:
    assert {"kind", "valid_until"}.isdisjoint(a_certificate().snapshot)


@pytest.mark.django_db
def test_an_honorary_certificate_says_so_and_until_when_and_claims_no_training() -> None:
    facts = an_honorary().snapshot

    assert (facts["kind"], facts["valid_until"], facts["requirements"]) == ("honorary", "2026-12-31", [])
    assert "completed" not in facts["design"]["statement"]


@pytest.mark.parametrize("layout", ["landscape-band", "portrait-frame"])
def test_what_it_is_and_its_last_day_are_printed_and_hours_are_not(layout: str) -> None:
    document = snapshot(kind="honorary", valid_until="2026-12-31", requirements=[], design={"layout": layout})

    words = _text(render(document))

    assert "Honorary certification" in words
    assert "Holds until 31 December 2026" in words
    assert "hours of training" not in words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "standing"),
    [(0, "This certificate is real and valid"), (1, "This certificate is real, and its time is over")],
)
def test_anybody_who_checks_reads_until_when_it_holds_and_after_it_that_it_is_over(
    client: Client, days: int, standing: str
) -> None:
    certificate = scenes.journalled(an_honorary())

    with time_machine.travel(scenes.NOW.replace(month=12, day=31) + timedelta(days=days), tick=False):
        words = [seen(client, by_id(certificate)), seen(client, by_number(certificate.number))]

    assert all(standing in told and "Honorary certification" in told for told in words)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "standing"), [(0, "valid"), (1, "expired")])
def test_the_api_tells_the_kind_the_last_day_and_the_standing(client: Client, days: int, standing: str) -> None:
    certificate = scenes.journalled(an_honorary())

    with time_machine.travel(scenes.NOW.replace(month=12, day=31) + timedelta(days=days), tick=False):
        answer = client.get(f"/api/v1/verify/{certificate.public_id}/").json()

    assert (answer["kind"], answer["valid_until"], answer["standing"]) == ("honorary", "2026-12-31", standing)


@pytest.mark.django_db
def test_the_api_tells_of_a_usual_one_that_it_lasts(client: Client) -> None:
    answer = client.get(f"/api/v1/verify/{scenes.journalled(a_certificate()).public_id}/").json()

    assert (answer["kind"], answer["valid_until"]) == ("trained", None)


@pytest.mark.django_db
def test_the_last_day_is_that_of_the_program_wherever_one_asks(client: Client) -> None:
    certificate = scenes.journalled(an_honorary())

    # In New York it is still the last evening; in Tokyo the new year has begun.
    with (
        time_machine.travel(scenes.NOW.replace(year=2027, month=1, day=1, hour=3), tick=False),
        timezone.override("Asia/Tokyo"),
    ):
        assert client.get(f"/api/v1/verify/{certificate.public_id}/").json()["standing"] == "valid"
