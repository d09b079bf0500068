"""What a stranger is told: each standing in plain words, a name only where it was agreed, a file by its bytes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from certification.certificates import actions
from certification.certificates.models import Certificate, Holder, JournalEntry
from lms.people import actions as people
from tests import scenes
from tests.certification.certificates.test_actions import EARNED, a_certificate, a_printed_certificate, holder_of
from tests.certification.certificates.test_views import by_id, by_number, cost, seen
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Thị Ánh"
FORM = "/verify/"


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    cache.clear()
    with time_machine.travel(scenes.NOW, tick=False):
        yield


def suspended(certificate: Certificate) -> None:
    actions.suspend(
        certificate_id=certificate.pk,
        public_reason="We look into it.",
        private_reason="Only for us.",
        by=UserFactory.create(),
        clock=scenes.at(scenes.NOW),
    )


def replaced(certificate: Certificate, name: str = "Ánh Nguyễn") -> Certificate:
    made = actions.reissue(
        certificate_id=certificate.pk,
        why="name",
        corrected=actions.Corrected(name=name),
        by=UserFactory.create(),
        clock=scenes.at(scenes.NOW),
    )
    actions.render(made.pk, clock=scenes.at(scenes.NOW))
    return Certificate.objects.get(pk=made.pk)


def one_for_a_time() -> Certificate:
    earned = replace(EARNED, valid_until=date(2026, 12, 31))
    made = actions.issue(
        cause="test:time",
        person=UserFactory.create(),
        earned=earned,
        approval=scenes.APPROVAL,
        clock=scenes.at(scenes.NOW),
    )
    actions.render(made.pk, clock=scenes.at(scenes.NOW))
    return Certificate.objects.get(pk=made.pk)


# --- each standing --------------------------------------------------------------------------------


def test_a_valid_one_tells_who_for_what_by_whom_and_what_they_did(client: Client) -> None:
    words = seen(client, by_id(a_printed_certificate()))

    order = [
        NAME,
        "Chats for Change facilitator",
        "This certificate is real and valid",
        "Icahn School of Medicine at Mount Sinai issued it. It holds for good.",
        "5.5 hours of training",
        "4 live sessions",
        "2 dialogues led",
        "Takes part in four training sessions.",
    ]
    places = [words.rindex(part) if part == NAME else words.index(part) for part in order[1:]]
    assert places == sorted(places)
    assert NAME in words


def test_a_suspended_one_says_so_with_the_reason_for_all(client: Client) -> None:
    certificate = a_printed_certificate()
    suspended(certificate)

    for address in (by_id(certificate), by_number(certificate.number)):
        words = seen(client, address)
        assert "This certificate doesn't hold for now" in words.replace("&#x27;", "'")
        assert "We look into it." in words
        assert "Only for us." not in words


def test_a_replaced_one_leads_to_the_newer_by_its_number_alone(client: Client) -> None:
    certificate = a_printed_certificate()
    newer = replaced(certificate)

    page = client.get(by_id(certificate)).content.decode()

    assert "another one has replaced it" in page
    assert f'href="/verify/?number={newer.number}"' in page
    # Whoever has the paper with the old name is not told the new one.
    assert newer.public_id not in page
    assert "Ánh Nguyễn" not in page


def test_an_expired_one_says_until_when_it_held(client: Client) -> None:
    certificate = one_for_a_time()

    with time_machine.travel(scenes.NOW + timedelta(days=120), tick=False):
        words = seen(client, by_id(certificate))

    assert "This certificate is real, and its time is over" in words
    assert "It held until 31 Dec 2026." in words


def test_one_that_the_journal_does_not_know_is_not_shown(client: Client) -> None:
    certificate = a_certificate()

    assert client.get(by_id(certificate)).status_code == 404


def test_whoever_shows_their_name_to_nobody_is_not_confirmed(client: Client) -> None:
    certificate = a_printed_certificate()
    Holder.objects.update(shown=Holder.Shown.NOBODY)

    words = seen(client, by_id(certificate)).replace("&#x27;", "'")

    assert NAME not in words
    assert "That it is this person's we can't" in words


def test_a_page_with_a_name_is_kept_by_nobody(client: Client) -> None:
    assert "no-store" in client.get(by_id(a_printed_certificate())).headers["Cache-Control"]


# --- active ---------------------------------------------------------------------------------------


def test_certified_is_not_active_and_both_are_told(client: Client) -> None:
    certificate = a_printed_certificate()

    assert "Leads dialogues" in seen(client, by_id(certificate))
    with time_machine.travel(scenes.NOW + timedelta(days=800), tick=False):
        words = seen(client, by_id(certificate)).replace("&#x27;", "'")
    assert "Doesn't lead dialogues" in words
    assert "real and valid" in words


def test_a_leave_is_nobodys_business(client: Client) -> None:
    certificate = a_printed_certificate()
    before = seen(client, by_id(certificate))

    actions.take_leave(since=scenes.NOW.date(), until=None, by=holder_of(certificate))
    cache.clear()

    assert seen(client, by_id(certificate)) == before
    assert "Leads dialogues" in before


def test_by_number_nothing_is_told_of_somebody_without_a_name(client: Client) -> None:
    assert "Leads dialogues" not in seen(client, by_number(a_printed_certificate().number))


# --- what is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelled", ["{0}", "https://chats.example.org/verify/{0}/", " chats.example.org/verify/{0} ", "urn:uuid:{0}"]
)
def test_an_id_or_a_whole_address_leads_to_its_page(client: Client, spelled: str) -> None:
    certificate = a_printed_certificate()

    answer = client.get(FORM, {"number": spelled.format(certificate.public_id)})

    assert (answer.status_code, answer.headers["Location"]) == (302, by_id(certificate))


def compared(client: Client, number: str, name: str) -> str:
    answer = client.post("/verify/name/", {"number": number, "name": name})
    words = answer.content.decode().replace("&#x27;", "'")
    return "yes" if "Yes, that is the name" in words else "no" if "We can't confirm that name" in words else words


def test_nothing_typed_at_all_leads_back_to_the_form(client: Client) -> None:
    assert client.post("/verify/name/").status_code == 302


@pytest.mark.parametrize(
    "typed", [NAME, "nguyen thi anh", " NGUYỄN  THỊ ÁNH ", "Nguye\u0302\u0303n Thi\u0323 A\u0301nh"]
)
def test_the_printed_name_is_confirmed_however_it_is_spelled(client: Client, typed: str) -> None:
    assert compared(client, a_printed_certificate().number, typed) == "yes"


def test_another_name_and_a_name_shown_to_nobody_get_the_same_answer(client: Client) -> None:
    certificate = a_printed_certificate()
    other = client.post("/verify/name/", {"number": certificate.number, "name": "Somebody Else"})

    Holder.objects.update(shown=Holder.Shown.NOBODY)
    withheld = client.post("/verify/name/", {"number": certificate.number, "name": "Somebody Else"})
    right = compared(client, certificate.number, NAME)
    people.erase(person=holder_of(certificate), by=None)

    assert _plain(other) == _plain(withheld)
    assert (right, compared(client, certificate.number, NAME)) == ("no", "no")


def _plain(answer: Any) -> str:
    """A page without what is drawn anew for each answer."""
    return re.sub(r'(nonce|value)="[^"]{20,}"', "", answer.content.decode())


def test_only_so_many_names_are_tried_on_one_certificate(client: Client) -> None:
    number = a_printed_certificate().number
    for turn in range(10):
        assert compared(client, number, f"Somebody {turn}") == "no"

    answer = client.post("/verify/name/", {"number": number, "name": NAME})

    assert "Many names were tried just now" in answer.content.decode()
    assert "Yes, that is the name" not in answer.content.decode()


def test_a_name_that_is_left_out_is_asked_for_and_the_number_stays(client: Client) -> None:
    number = a_printed_certificate().number

    page = client.post("/verify/name/", {"number": number, "name": ""}).content.decode()

    assert page.count(f'value="{number}"') == 2


# --- the register ---------------------------------------------------------------------------------


def listed(client: Client, search: str = "") -> list[str]:
    register = client.get("/register/", {"search": search}).context["register"]
    return [row.name for row in register.rows]


def one_who_is_listed(name: str, cause: str) -> Certificate:
    person = UserFactory.create()
    made = actions.issue(
        cause=cause,
        person=person,
        earned=replace(EARNED, holder_name=name),
        approval=scenes.APPROVAL,
        clock=scenes.at(scenes.NOW),
    )
    actions.render(made.pk, clock=scenes.at(scenes.NOW))
    Holder.objects.filter(certificate=made).update(shown=Holder.Shown.REGISTER)
    return Certificate.objects.get(pk=made.pk)


def test_only_those_who_chose_it_are_listed(client: Client) -> None:
    a_printed_certificate()
    assert "Nobody is listed yet" in seen(client, "/register/")

    one_who_is_listed("Zoë Brown", "test:zoe")

    assert listed(client) == ["Zoë Brown"]


@pytest.mark.parametrize("ended", [scenes.revoke, suspended, replaced])
def test_whoevers_certificate_does_not_hold_is_listed_no_more(
    client: Client, ended: Callable[[Certificate], object]
) -> None:
    certificate = one_who_is_listed("Zoë Brown", "test:zoe")
    ended(certificate)

    assert certificate.number not in client.get("/register/").content.decode()


def test_after_its_last_day_nobody_is_listed(client: Client) -> None:
    Holder.objects.filter(certificate=one_for_a_time()).update(shown=Holder.Shown.REGISTER)

    assert listed(client) == [NAME]
    with time_machine.travel(scenes.NOW + timedelta(days=120), tick=False):
        assert listed(client) == []


def test_a_name_is_found_without_its_accents_and_by_what_it_is_for(client: Client) -> None:
    one_who_is_listed("Zoë Brown", "test:zoe")
    one_who_is_listed("Ọláyínká Adébáyọ̀", "test:ola")

    assert listed(client, "zoe") == ["Zoë Brown"]
    assert listed(client, "OLAYINKA chats") == ["Ọláyínká Adébáyọ̀"]
    assert listed(client, "nobody") == []


# --- what a page costs ----------------------------------------------------------------------------


def test_pages_cost_the_same_with_one_and_with_three(client: Client) -> None:
    first = one_who_is_listed("Zoë Brown", "test:1")
    addresses = [by_id(first), by_number(first.number), "/register/"]
    before = [cost(client, address) for address in addresses]
    for number in (2, 3):
        one_who_is_listed("Zoë Brown", f"test:{number}")

    assert [before, [cost(client, address) for address in addresses]] == [[1, 3, 4], [1, 3, 4]]


# --- an older database ----------------------------------------------------------------------------


def test_while_an_older_database_stands_here_strangers_are_told_nothing(client: Client) -> None:
    certificate = a_printed_certificate()
    JournalEntry.objects.all().delete()

    asked = [
        client.get(by_id(certificate)),
        client.get(by_number(certificate.number)),
        client.get("/register/"),
        client.post("/verify/name/", {"number": certificate.number, "name": NAME}),
        client.get(f"/api/v1/verify/{certificate.public_id}/"),
    ]

    assert {answer.status_code for answer in asked} == {503}
    assert all("being restored" in answer.content.decode() for answer in asked)
    assert client.get("/verify/").status_code == 200
