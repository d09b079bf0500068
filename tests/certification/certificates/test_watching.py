"""Trouble with issuing is told in time: to monitors, and to admins in words."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from certification.certificates import actions, keys, queries
from certification.certificates.models import SignedList
from certification.certificates.rules import Trouble, Watched, troubles
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.test_actions import a_certificate, a_printed_certificate
from tests.conftest import SignIn

NOW = scenes.NOW


@pytest.fixture(autouse=True)
def _own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.ISSUER_KEYS_DIR = tmp_path
    keys.make()


def found(**hours: float) -> tuple[Trouble, ...]:
    return queries.troubles(in_step=actions.out_of_step() is None, at=NOW + timedelta(**hours))


# --- the rule -------------------------------------------------------------------------------------


def told(**facts: object) -> tuple[Trouble, ...]:
    return troubles(Watched(**{"has_keys": True, "in_step": True, **facts}), at=NOW)  # type: ignore[arg-type]


def test_where_all_is_well_there_is_nothing_to_tell() -> None:
    assert told(listed_at=(NOW - timedelta(hours=29),), waits_since=NOW - timedelta(minutes=14)) == ()


def test_a_list_is_late_before_verifiers_stop_to_trust_it() -> None:
    assert told(listed_at=(NOW, NOW - timedelta(hours=30))) == (Trouble.LISTS_LATE,)


def test_a_certificate_that_waits_for_a_quarter_of_an_hour_is_told() -> None:
    assert told(waits_since=NOW - timedelta(minutes=15)) == (Trouble.CERTIFICATES_WAIT,)


def test_missing_keys_and_a_journal_out_of_step_are_told() -> None:
    assert told(has_keys=False, in_step=False) == (Trouble.JOURNAL, Trouble.NO_KEYS)


# --- what is found --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_site_that_has_issued_nothing_has_no_trouble() -> None:
    assert found() == ()


@pytest.mark.django_db
def test_a_list_that_nobody_signs_any_more_is_told() -> None:
    a_printed_certificate()
    actions.sign_lists(clock=scenes.at(NOW))

    assert (found(hours=29), found(hours=30)) == ((), (Trouble.LISTS_LATE,))


@pytest.mark.django_db
def test_a_list_that_was_never_signed_is_late_from_its_first_certificate_on() -> None:
    a_printed_certificate()

    assert (SignedList.objects.count(), found(hours=31)) == (0, (Trouble.LISTS_LATE,))


@pytest.mark.django_db
def test_a_certificate_that_nobody_makes_is_told() -> None:
    a_certificate()

    assert (found(minutes=10), found(minutes=20)) == ((), (Trouble.CERTIFICATES_WAIT,))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_looking_costs_three_queries(rows: int) -> None:
    for number in range(rows):
        a_certificate(f"test:{number}")
    actions.sign_lists(clock=scenes.at(NOW))

    with CaptureQueriesContext(connection) as asked:
        queries.troubles(in_step=True, at=NOW)

    assert len(asked) == 3


# --- who is told ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_monitor_reads_that_all_is_well(client: Client) -> None:
    answer = client.get("/health/issuing")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_a_monitor_reads_which_part_is_in_trouble_and_no_more(client: Client) -> None:
    keys.distrust(keys.pairs()[0].ed25519)

    answer = client.get("/health/issuing")

    assert (answer.status_code, answer.json()["parts"]["no_keys"]) == (503, "trouble")
    assert answer.json()["parts"]["lists_late"] == "ok"


@pytest.mark.django_db
def test_admins_are_told_in_words_what_helps_and_others_are_not(sign_in: SignIn, program_admin: User) -> None:
    keys.distrust(keys.pairs()[0].ed25519)
    admin, member = sign_in(program_admin), sign_in(scenes.a_core_member())

    assert "manage.py issuer_keys make" in admin.get("/admin/").content.decode()
    assert "manage.py issuer_keys make" not in member.get("/admin/").content.decode()


@pytest.mark.django_db
def test_where_all_is_well_admins_read_nothing_of_it(as_program_admin: Client) -> None:
    assert "Certificates need you" not in as_program_admin.get("/admin/").content.decode()
