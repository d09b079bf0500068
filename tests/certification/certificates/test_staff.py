"""Staff's page of a certificate, and the acts that lead from it: who may, what is told to whom."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.certificates import actions, queries
from certification.certificates.models import (
    Certificate,
    Holder,
    Leave,
    Revocation,
    RevocationProposal,
    Suspension,
)
from certification.certificates.rules import Reason, Standing
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.keeping_scenes import REASON, done_by, printed
from tests.certification.certificates.test_actions import a_certificate, holder_of
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
VERBS = ("suspend", "reinstate", "propose", "revoke", "withdraw", "reissue", "move", "give")


def address(name: str, certificate: Certificate) -> str:
    return reverse(f"issued:{name}", args=[certificate.pk])


def an_admin() -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


def words(client: Client, url: str, said: dict[str, Any] | None = None) -> str:
    answer = client.get(url) if said is None else client.post(url, said, follow=True)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def standing(certificate: Certificate) -> Standing:
    return queries.answer(queries.whole().get(pk=certificate.pk), with_name=False, at=scenes.NOW).standing


def mails(name: str) -> list[User | None]:
    return [mail.person for mail in OutgoingMail.objects.filter(name=name).order_by("pk")]


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", [Role.TRAINEE, Role.CONTENT_ADMIN, Role.GUEST_REVIEWER])
def test_others_meet_no_act_at_all(sign_in: SignIn, role: Role, verb: str) -> None:
    certificate = a_certificate()

    answer = sign_in(UserFactory.create(roles=[role])).post(address(verb, certificate), REASON)

    assert answer.status_code in (302, 403)
    assert standing(certificate) is Standing.VALID


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "suspend"])
def test_the_core_group_suspends_and_does_nothing_else(sign_in: SignIn, core_member: User, verb: str) -> None:
    certificate = a_certificate()
    client = sign_in(core_member)

    assert client.get(address("suspend", certificate)).status_code == 200
    assert client.get(address(verb, certificate)).status_code in (302, 403)


@pytest.mark.parametrize("verb", VERBS)
def test_every_act_asks_for_a_recent_sign_in(sign_in: SignIn, verb: str) -> None:
    answer = sign_in(an_admin(), hours_ago=2).post(address(verb, a_certificate()), REASON)

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Suspension.objects.exists()
    assert not RevocationProposal.objects.exists()


# --- suspended, and holding again -----------------------------------------------------------------


def test_one_person_suspends_it_at_once_and_the_holder_reads_the_public_reason(
    sign_in: SignIn, core_member: User, django_capture_on_commit_callbacks: Any
) -> None:
    certificate = printed()

    with django_capture_on_commit_callbacks(execute=True):
        words(sign_in(core_member), address("suspend", certificate), REASON)

    mail = OutgoingMail.objects.get(name="certificate_suspended")
    assert (standing(certificate), mail.person) == (Standing.SUSPENDED, holder_of(certificate))
    assert REASON["public_reason"] in mail.text
    assert REASON["private_reason"] not in mail.text


def test_a_suspension_without_a_reason_is_asked_for_one_and_nothing_is_lost(sign_in: SignIn) -> None:
    certificate = a_certificate()

    said = words(sign_in(an_admin()), address("suspend", certificate), {"private_reason": "Somebody wrote to us."})

    assert "Somebody wrote to us." in said
    assert "Nothing that you wrote is lost." in said
    assert not Suspension.objects.exists()


def test_it_holds_again_as_if_nothing_had_been_and_the_holder_is_told(
    sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    certificate, admin = printed(), an_admin()
    actions.suspend(**done_by(certificate, admin), **REASON)

    with django_capture_on_commit_callbacks(execute=True):
        words(sign_in(admin), address("reinstate", certificate), {"because": "All is well."})

    assert (standing(certificate), mails("certificate_reinstated")) == (Standing.VALID, [holder_of(certificate)])


# --- revoked by two -------------------------------------------------------------------------------


def test_one_proposes_another_agrees_and_both_stand_with_it(
    sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    certificate, one, other = printed(), an_admin(), an_admin()

    words(sign_in(one), address("propose", certificate), REASON)
    assert standing(certificate) is Standing.VALID
    with django_capture_on_commit_callbacks(execute=True):
        words(sign_in(other), address("revoke", certificate), {})

    made = Revocation.objects.get()
    assert (made.proposed_by, made.revoked_by, standing(certificate)) == (one, other, Standing.REVOKED)
    assert mails("certificate_revoked") == [holder_of(certificate)]


def test_who_proposed_cannot_agree(sign_in: SignIn) -> None:
    certificate, one = a_certificate(), an_admin()
    client = sign_in(one)
    words(client, address("propose", certificate), REASON)

    said = words(client, address("revoke", certificate), {})

    assert "Somebody else has to agree." in said
    assert not Revocation.objects.exists()


def test_the_other_program_admins_are_told_of_a_proposal_and_nobody_else() -> None:
    one, other = an_admin(), an_admin()
    certificate = a_certificate(person=an_admin())

    actions.propose_revocation(**done_by(certificate, one), **REASON)

    assert mails("revocation_proposed") == [other]


def test_who_does_not_agree_ends_the_proposal(sign_in: SignIn) -> None:
    certificate, other = a_certificate(), an_admin()
    actions.propose_revocation(**done_by(certificate, an_admin()), **REASON)

    words(sign_in(other), address("withdraw", certificate), {})

    assert RevocationProposal.objects.get().ended_by == other
    assert standing(certificate) is Standing.VALID


def test_nobody_saves_their_own_certificate_from_a_proposal() -> None:
    holder = an_admin()
    certificate = a_certificate(person=holder)
    actions.propose_revocation(**done_by(certificate, an_admin()), **REASON)

    with pytest.raises(Refused) as refusal:
        actions.withdraw_proposal(**done_by(certificate, holder))

    assert refusal.value.reasons == (Reason.OWN_CERTIFICATE,)


# --- one page -------------------------------------------------------------------------------------


def test_the_page_tells_history_approval_files_and_journal(sign_in: SignIn) -> None:
    certificate, admin = printed(), an_admin()
    actions.suspend(**done_by(certificate, admin), **REASON)
    actions.reinstate(**done_by(certificate, admin, because="All is well."))

    said = words(sign_in(admin), address("inspect", certificate))

    for part in ("Issued", "Suspended", "Holds again", "Only for us.", "All is well.", "enough approvals"):
        assert part in said
    assert certificate.file.sha256 in said
    assert "entry 1 (Issued)" in said


def test_a_holder_on_staff_reads_neither_a_proposal_nor_private_reasons_of_their_own(sign_in: SignIn) -> None:
    holder = UserFactory.create(roles=[Role.CORE_GROUP, Role.PROGRAM_ADMIN])
    certificate, admin = a_certificate(person=holder), an_admin()
    actions.suspend(**done_by(certificate, admin), **REASON)
    actions.propose_revocation(**done_by(certificate, admin), public_reason="It isn't theirs.", private_reason="Hm.")

    said = words(sign_in(holder), address("inspect", certificate))

    assert "We are looking into it." in said
    assert [part for part in ("Only for us.", "It isn't theirs.", "Hm.", "Agree to revoke it") if part in said] == []


def test_a_page_costs_the_same_however_much_has_happened(sign_in: SignIn) -> None:
    certificate, admin = printed(), an_admin()
    client, url = sign_in(admin), address("inspect", certificate)
    costs = []
    for times in (1, 2):
        for _ in range(times):
            actions.suspend(**done_by(certificate, admin), **REASON)
            actions.reinstate(**done_by(certificate, admin, because="All is well."))
        words(client, url)
        with CaptureQueriesContext(connection) as spent:
            words(client, url)
        costs.append(len(spent))

    assert costs == [19, 19]


# --- the list -------------------------------------------------------------------------------------


def listed(client: Client, query: str) -> set[str]:
    return set(re.findall(r"C4C-\d{4}-\d{6}-\w", words(client, f"{reverse('issued:index')}?{query}")))


def test_the_list_is_narrowed_by_standing(sign_in: SignIn) -> None:
    admin = an_admin()
    valid, suspended, revoked = (a_certificate(f"test:{number}") for number in range(3))
    actions.suspend(**done_by(suspended, admin), **REASON)
    scenes.revoke(revoked)
    client = sign_in(admin)

    found = {name: listed(client, f"standing={name}") for name in ("valid", "suspended", "revoked", "expired")}

    assert found == {
        "valid": {valid.number},
        "suspended": {suspended.number},
        "revoked": {revoked.number},
        "expired": set(),
    }


def test_the_list_is_narrowed_by_kind_and_by_whether_its_holder_leads(sign_in: SignIn) -> None:
    usual, away = a_certificate("test:1"), a_certificate("test:2")
    today = scenes.NOW.date() - timedelta(days=10)
    Leave.objects.create(person=holder_of(away), since=today)
    client = sign_in(an_admin())

    assert listed(client, "kind=trained") == {usual.number, away.number}
    assert listed(client, "kind=honorary") == set()
    assert listed(client, "activity=on_leave") == {away.number}


def test_the_list_is_searched_by_number_and_by_name(sign_in: SignIn) -> None:
    one, two = a_certificate("test:1"), a_certificate("test:2")
    Holder.objects.filter(certificate=two).update(name="Ada Lovelace")
    client = sign_in(an_admin())

    assert listed(client, f"q={one.number}") == {one.number}
    assert listed(client, "q=lovelace") == {two.number}


@pytest.mark.parametrize("query", ["", "standing=valid", "kind=trained", "activity=leads"])
def test_the_list_costs_the_same_with_one_and_with_three(sign_in: SignIn, query: str) -> None:
    client, costs = sign_in(an_admin()), []
    for number in range(3):
        a_certificate(f"test:{number}")
        listed(client, query)
        with CaptureQueriesContext(connection) as spent:
            listed(client, query)
        costs.append(len(spent))

    assert costs[0] == costs[2]


# --- the first staff page -------------------------------------------------------------------------


def test_what_waits_stands_on_the_first_page_of_program_admins(sign_in: SignIn) -> None:
    certificate = a_certificate()
    actions.propose_revocation(**done_by(certificate, an_admin()), **REASON)
    home = reverse("wagtailadmin_home")

    assert certificate.number in words(sign_in(an_admin()), home)
    assert certificate.number not in words(sign_in(UserFactory.create(roles=[Role.CORE_GROUP])), home)


def test_permissions_are_those_of_the_roles() -> None:
    held = {
        role: set(
            Permission.objects.filter(group__name=role.value, content_type__app_label="certificates")
            .filter(codename__in=("suspend_certificate", "revoke_certificate"))
            .values_list("codename", flat=True)
        )
        for role in Role
    }

    assert held[Role.CORE_GROUP] == {"suspend_certificate"}
    assert held[Role.PROGRAM_ADMIN] == {"suspend_certificate", "revoke_certificate"}
    assert held[Role.TRAINEE] == held[Role.CONTENT_ADMIN] == held[Role.GUEST_REVIEWER] == set()
