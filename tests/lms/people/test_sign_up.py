"""Signing up, confirming and changing an address, as people do it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client

from lms.mail.models import OutgoingMail
from lms.people.models import FormerAddress, User
from lms.people.roles import Role, has_role
from tests.conftest import SignIn
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ANA = {"email": "ana@example.org", "password1": PASSWORD, "display_name": "Ana", "time_zone": "America/Sao_Paulo"}


@pytest.fixture(autouse=True)
def _mail_leaves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction never commits; what waits for the commit runs now, as it would between two requests."""
    monkeypatch.setattr(transaction, "on_commit", lambda told, **_: told())


def mailed_link(subject: str) -> str:
    """The address in the last mail with this subject."""
    sent = [one for one in mail.outbox if subject in one.subject][-1]
    return str(re.findall(r"http://testserver(\S+)", str(sent.body))[0])


def test_a_newcomer_confirms_their_address_and_is_in(client: Client) -> None:
    client.post("/accounts/signup/", ANA)
    link = mailed_link("confirm your address")
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified

    client.post(link)

    ana = User.objects.get()
    assert (ana.display_name, ana.time_zone, has_role(ana, Role.TRAINEE)) == ("Ana", "America/Sao_Paulo", True)
    assert client.get("/me/").status_code == 200


def test_the_link_leads_to_the_sites_own_address_whatever_host_was_asked(client: Client) -> None:
    client.post("/accounts/signup/", ANA, headers={"host": "127.0.0.1"})

    assert client.get(mailed_link("confirm your address")).status_code == 200


def test_the_confirming_link_is_blanked_once_it_is_sent(client: Client) -> None:
    client.post("/accounts/signup/", ANA)

    row = OutgoingMail.objects.get()
    assert (row.state, row.text, row.html) == ("sent", "", "")


def test_a_zone_that_no_map_knows_is_not_taken(client: Client) -> None:
    client.post("/accounts/signup/", ANA | {"time_zone": "Moon/Tranquility"})

    assert User.objects.get().time_zone == "America/New_York"


def test_another_spelling_of_a_known_address_gets_a_mail_at_the_stored_one_and_no_account(
    client: Client,
) -> None:
    UserFactory.create(email="ana@example.org")

    known = client.post("/accounts/signup/", ANA | {"email": "ANA@ｅxample.org"})
    unknown = Client().post("/accounts/signup/", ANA | {"email": "new@example.org"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [one.to for one in mail.outbox if "already have an account" in one.subject] == [["ana@example.org"]]


def test_a_new_password_is_mailed_to_the_stored_address_only(client: Client) -> None:
    UserFactory.create(email="ana@example.org")

    client.post("/accounts/password/reset/", {"email": "ana@ｅxample.org"})

    assert [one.to for one in mail.outbox] == [["ana@example.org"]]


def test_asking_for_an_unknown_address_says_the_same_and_mails_nobody(client: Client) -> None:
    UserFactory.create(email="ana@example.org")

    known = client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    mail.outbox.clear()
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert mail.outbox == []


def test_people_sign_in_with_any_spelling_of_their_address(client: Client) -> None:
    ana = UserFactory.create(email="Ana@example.org")

    client.post("/accounts/login/", {"login": "ANA@EXAMPLE.ORG", "password": PASSWORD})

    assert client.session.get("_auth_user_id") == str(ana.pk)


def test_a_changed_address_keeps_the_earlier_one(sign_in: SignIn) -> None:
    ana = UserFactory.create(email="ana@example.org")
    client = sign_in(ana)
    client.post("/accounts/email/", {"email": "ana.silva@example.org", "action_add": ""})

    client.post(mailed_link("confirm your address"))

    ana.refresh_from_db()
    assert ana.email == "ana.silva@example.org"
    assert [former.email for former in FormerAddress.objects.filter(person=ana)] == ["ana@example.org"]


def test_an_address_that_became_somebody_elses_meanwhile_is_not_taken(sign_in: SignIn) -> None:
    ana = UserFactory.create(email="ana@example.org")
    client = sign_in(ana)
    client.post("/accounts/email/", {"email": "shared@example.org", "action_add": ""})
    UserFactory.create(email="shared@ｅxample.org")

    answer = client.post(mailed_link("confirm your address"))

    ana.refresh_from_db()
    assert (answer.status_code < 500, ana.email) == (True, "ana@example.org")


def test_the_first_admin_chooses_a_password_by_a_mailed_link_and_is_in(client: Client) -> None:
    call_command("invite_first_admin", "dean@example.org")
    form = client.get(mailed_link("first admin"), follow=True)
    chosen = form.request["PATH_INFO"]
    client.post(chosen, {"password1": PASSWORD, "password2": PASSWORD})

    client.post("/accounts/login/", {"login": "dean@example.org", "password": PASSWORD})

    assert has_role(User.objects.get(), Role.PROGRAM_ADMIN)
    assert client.get("/me/").status_code == 200


def test_a_second_first_admin_is_not_invited() -> None:
    UserFactory.create(roles=[Role.PROGRAM_ADMIN])

    with pytest.raises(CommandError, match="already a program admin"):
        call_command("invite_first_admin", "dean@example.org")
