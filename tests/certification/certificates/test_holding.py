"""The holder's pages: what stands there, what they may do, and what nobody else gets."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.certificates import actions
from certification.certificates.models import Certificate, Holder, Leave, Renewal
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.holding_scenes import (
    LAST,
    REFLECTION,
    a_certificate_for_a_time,
    days_before,
    lead,
    noon,
    noted,
)
from tests.certification.certificates.test_actions import EARNED, a_certificate, holder_of
from tests.certification.certificates.test_views import cost, seen
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MINE, DIALOGUES, LEAVE = (reverse(f"certificates:{name}") for name in ("mine", "dialogues", "leave"))
Setting = Callable[[Certificate], Any]


def page(name: str, certificate: Certificate) -> str:
    return reverse(f"certificates:{name}", args=[certificate.public_id])


@pytest.fixture
def certificate(trainee: User) -> Certificate:
    return a_certificate_for_a_time(trainee)


# --- my certificates ------------------------------------------------------------------------------


def test_one_that_the_journal_does_not_know_yet_is_on_its_way(sign_in: SignIn) -> None:
    certificate = a_certificate()

    words = seen(sign_in(holder_of(certificate)), MINE)

    assert "On its way" in words
    assert "Download the PDF" not in words


def _suspend(certificate: Certificate) -> None:
    actions.suspend(
        certificate_id=certificate.pk, public_reason="Looked into.", private_reason="Ours.", by=scenes.an_admin()
    )


def _revoke(certificate: Certificate) -> None:
    scenes.revoke(certificate, "Issued by mistake.", "Ours.")


def _renew(certificate: Certificate) -> None:
    for month in (3, 4):
        lead(holder_of(certificate), on=date(2027, month, 1))
    clock = scenes.at(days_before(LAST, 100))
    person = holder_of(certificate)
    noted(
        actions.renew(certificate_id=certificate.pk, reflection=REFLECTION, by=person, clock=clock),
        at=days_before(LAST, 99),
    )


@pytest.mark.parametrize(
    ("happened", "told", "downloads"),
    [
        (_suspend, "while something is looked into. Whoever checks it reads this reason: Looked into.", 1),
        (_revoke, "Whoever checks it reads this reason: Issued by mistake.", 0),
        (_renew, "has replaced it.", 2),
    ],
)
def test_what_happened_to_it_is_told_and_what_was_revoked_is_not_offered(
    sign_in: SignIn, trainee: User, certificate: Certificate, happened: Setting, told: str, downloads: int
) -> None:
    happened(certificate)

    words = seen(sign_in(trainee), MINE)

    assert told in words
    assert "Ours." not in words
    assert words.count("Download the PDF") == downloads


@pytest.mark.parametrize(("happened", "told"), [(_suspend, False), (_revoke, False), (_renew, True)])
def test_whether_i_lead_is_told_beside_one_that_holds_alone(
    sign_in: SignIn, trainee: User, certificate: Certificate, happened: Setting, told: bool
) -> None:
    happened(certificate)

    words = seen(sign_in(trainee), MINE)

    assert ("Leads dialogues at present" in words, "See what I have led" in words) == (told, True)


def test_my_certificates_cost_the_same_with_one_and_with_three(sign_in: SignIn, trainee: User) -> None:
    costs = []
    for count in (1, 3):
        for number in range(count):
            a_certificate_for_a_time(trainee, cause=f"test:{count}.{number}")
        costs.append(cost(sign_in(trainee), MINE))

    assert costs == [7, 7]


@pytest.mark.parametrize("name", ["share", "show", "renew"])
@pytest.mark.parametrize("role", [Role.TRAINEE, Role.CORE_GROUP, Role.PROGRAM_ADMIN])
def test_nobody_elses_pages_are_there_whatever_the_role(
    sign_in: SignIn, certificate: Certificate, name: str, role: Role
) -> None:
    client = sign_in(UserFactory.create(roles=[role]))

    assert [client.get(page(name, certificate)).status_code, client.post(page(name, certificate)).status_code] in (
        [404, 404],
        [404, 405],
    )


@pytest.mark.parametrize("address", [DIALOGUES, LEAVE, MINE])
def test_a_stranger_is_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


# --- sharing --------------------------------------------------------------------------------------


def links(client: Client, address: str) -> list[str]:
    content = client.get(address).content.decode()
    return [part.partition('"')[0].replace("&amp;", "&") for part in content.split('href="')[1:]]


def test_the_page_has_the_address_the_badge_in_three_forms_and_a_letter(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    found = links(sign_in(trainee), page("share", certificate))

    for kind in ("json", "jwt", "png"):
        assert f"/credentials/{certificate.public_id}.{kind}" in found
    letter = parse_qs(urlsplit(next(link for link in found if link.startswith("mailto:"))).query)
    assert letter["subject"] == ["My certificate: Chats for Change facilitator"]
    assert f"/verify/{certificate.public_id}/" in letter["body"][0]


def test_linkedins_form_is_filled_in_and_learns_no_name(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    link = next(link for link in links(sign_in(trainee), page("share", certificate)) if "linkedin.com" in link)

    told = {name: value for name, [value] in parse_qs(urlsplit(link).query).items()}
    site = certificate.snapshot["verify_site"]
    assert told == {
        "startTask": "CERTIFICATION_NAME",
        "name": "Chats for Change facilitator",
        "organizationName": "Icahn School of Medicine at Mount Sinai",
        "issueYear": "2026",
        "issueMonth": "10",
        "expirationYear": "2028",
        "expirationMonth": "10",
        "certUrl": f"{site}/verify/{certificate.public_id}/",
        "certId": certificate.number,
    }


@pytest.mark.parametrize("happened", [_suspend, _revoke, _renew])
def test_what_does_not_stand_is_not_shared(
    sign_in: SignIn, trainee: User, certificate: Certificate, happened: Setting
) -> None:
    happened(certificate)

    assert sign_in(trainee).get(page("share", certificate)).status_code == 404


# --- who may read the name ------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["nobody", "by_code", "register"])
def test_who_may_read_my_name_is_saved_at_once(
    sign_in: SignIn, trainee: User, certificate: Certificate, to: str
) -> None:
    answer = sign_in(trainee).post(page("show", certificate), {"shown": to}, follow=True)

    assert "Saved. Whoever checks your certificate" in answer.content.decode()
    assert Holder.objects.get().shown == to


def test_another_choice_than_those_three_is_told_at_the_field(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    answer = sign_in(trainee).post(page("show", certificate), {"shown": "friends"})

    assert list(answer.context["form"].errors) == ["shown"]
    assert Holder.objects.get().shown == "by_code"


def test_the_name_of_a_revoked_one_can_still_be_withheld(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    scenes.revoke(certificate)

    sign_in(trainee).post(page("show", certificate), {"shown": "nobody"})

    assert Holder.objects.get().shown == "nobody"


# --- renewing -------------------------------------------------------------------------------------


def test_before_its_time_the_page_says_when_and_what_it_takes(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    lead(trainee, on=date(2027, 3, 1))
    with time_machine.travel(noon(date(2027, 6, 1))):
        words = seen(sign_in(trainee), page("renew", certificate))

    assert "You can renew it from 1 Apr 2028" in words
    assert "1 of 2 chats" in words
    assert "1 Mar 2027 · Welcome to the circle" in words
    assert "What have you learned" not in words


def test_in_its_time_what_was_led_is_there_and_a_few_sentences_renew_it(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    for month in (3, 4):
        lead(trainee, on=date(2027, month, 1))
    with time_machine.travel(days_before(LAST, 60)):
        client = sign_in(trainee)
        words = seen(client, page("renew", certificate))
        answer = client.post(page("renew", certificate), {"reflection": REFLECTION}, follow=True)

    assert "Then holds until 1 Oct 2030" in words
    assert "Your new certificate is on its way" in answer.content.decode()
    assert Renewal.objects.get().certificate == certificate


def test_what_was_written_is_kept_where_it_is_too_short(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    for month in (3, 4):
        lead(trainee, on=date(2027, month, 1))
    with time_machine.travel(days_before(LAST, 60)):
        answer = sign_in(trainee).post(page("renew", certificate), {"reflection": "I learned to wait."})

    assert list(answer.context["form"].errors) == ["reflection"]
    assert "I learned to wait." in answer.content.decode()
    assert Certificate.objects.count() == 1


def test_what_was_written_is_kept_where_chats_are_missing(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    with time_machine.travel(days_before(LAST, 60)):
        answer = sign_in(trainee).post(page("renew", certificate), {"reflection": REFLECTION})

    assert "It takes some more chats that you lead." in answer.content.decode()
    assert REFLECTION in answer.content.decode()


def test_an_expired_one_is_renewed_from_today_on(sign_in: SignIn, trainee: User, certificate: Certificate) -> None:
    with time_machine.travel(noon(LAST + timedelta(days=100))):
        words = seen(sign_in(trainee), MINE)
        renewal = seen(sign_in(trainee), page("renew", certificate))

    assert "renewing it is still possible" in words
    assert "Then holds until 9 Jan 2031" in renewal


def test_one_that_holds_for_good_has_no_page_to_renew_it(sign_in: SignIn, trainee: User) -> None:
    issued = actions.issue(
        cause="test:1", person=trainee, earned=EARNED, approval=scenes.APPROVAL, clock=scenes.at(scenes.NOW)
    )
    certificate = noted(issued, at=scenes.NOW)

    assert sign_in(trainee).get(page("renew", certificate)).status_code == 404


# --- my dialogues ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "told"),
    [(30, "One chat a year keeps it so"), (400, "It has been long"), (500, "The way back is one chat")],
)
def test_whether_i_lead_at_present_is_told_with_what_i_can_do(
    sign_in: SignIn, trainee: User, certificate: Certificate, days: int, told: str
) -> None:
    with time_machine.travel(scenes.NOW + timedelta(days=days)):
        assert told in seen(sign_in(trainee), DIALOGUES)


def test_who_is_not_certified_reads_what_will_stand_there_and_takes_no_leave(as_trainee: Client) -> None:
    assert "What you lead will stand here" in seen(as_trainee, DIALOGUES)
    assert as_trainee.get(LEAVE).status_code == 404


def test_leave_is_taken_and_ended(sign_in: SignIn, trainee: User, certificate: Certificate) -> None:
    with time_machine.travel(noon(date(2027, 5, 3))):
        client = sign_in(trainee)
        away = client.post(LEAVE, {"since": "2027-05-01", "until": ""}, follow=True).content.decode()
        back = client.post(reverse("certificates:come_back"), follow=True).content.decode()

    assert "You are on leave since 1 May 2027" in away
    assert "strangers are told nothing of it" in away
    assert "Welcome back." in back
    assert Leave.objects.get().until == date(2027, 5, 2)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"since": "2026-12-01", "until": ""}, "since"),
        ({"since": "2027-06-01", "until": "2027-05-01"}, "until"),
        ({"since": "soon", "until": ""}, "since"),
    ],
)
def test_days_that_cannot_be_are_told_at_their_field_and_kept(
    sign_in: SignIn, trainee: User, certificate: Certificate, typed: dict[str, str], field: str
) -> None:
    with time_machine.travel(noon(date(2027, 5, 3))):
        answer = sign_in(trainee).post(LEAVE, typed)

    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["since"].value() == typed["since"]


def test_a_planned_leave_is_taken_back_by_its_owner_alone(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    leave = Leave.objects.create(person=trainee, since=date(2099, 1, 1))
    address = reverse("certificates:let_go_of_leave", args=[leave.pk])

    assert sign_in(UserFactory.create()).post(address).status_code == 404
    assert "Taken back." in sign_in(trainee).post(address, follow=True).content.decode()
    assert not Leave.objects.exists()


def test_my_dialogues_cost_the_same_with_one_and_with_three(
    sign_in: SignIn, trainee: User, certificate: Certificate
) -> None:
    costs = []
    with time_machine.travel(noon(date(2028, 1, 1))):
        for count in (1, 2):
            for number in range(count):
                lead(trainee, on=date(2027, 3 + count, 1 + number))
            client = sign_in(trainee)
            client.get(DIALOGUES)
            with CaptureQueriesContext(connection) as spent:
                client.get(DIALOGUES)
            costs.append(len(spent))

    assert costs == [9, 9]
