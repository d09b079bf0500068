"""What anybody sees who checks a certificate, and what only its holder gets."""

import hashlib
import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.certificates import actions
from certification.certificates.models import Certificate, Holder
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.test_actions import a_certificate, a_printed_certificate, holder_of, revoke
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Thị Ánh"
NEVER = "f" * 32


def seen(client: Client, address: str, *, status: int = 200) -> str:
    """The words of a page, without its tags."""
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def by_id(certificate: Certificate) -> str:
    return reverse("certificates:verify", args=[certificate.public_id])


def by_number(number: str) -> str:
    return f"{reverse('certificates:verify_form')}?number={number}"


# --- checking -------------------------------------------------------------------------------------


def test_who_was_shown_the_code_reads_whose_certificate_it_is(client: Client) -> None:
    words = seen(client, by_id(a_printed_certificate()))

    assert "This certificate is real and valid" in words
    assert NAME in words


def test_a_name_carries_its_language_and_its_own_direction(client: Client) -> None:
    answer = client.get(by_id(a_printed_certificate()))

    assert f'<bdi lang="vi">{NAME}</bdi>' in answer.content.decode()


def test_by_number_anybody_reads_the_standing_and_no_name(client: Client) -> None:
    certificate = a_printed_certificate()

    words = seen(client, by_number(f" {certificate.number.lower()} "))

    assert "This certificate is real and valid" in words
    assert NAME not in words
    assert certificate.public_id not in words


def test_a_revoked_certificate_says_so_since_when_and_why(client: Client) -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate, "Issued to the wrong person.", "Only for us.")

    for address in (by_id(certificate), by_number(certificate.number)):
        words = seen(client, address)
        assert "was real and has been revoked" in words
        assert "1 Oct 2026" in words
        assert "Issued to the wrong person." in words
        assert "Only for us." not in words
        assert "real and valid" not in words


def test_an_erased_holder_leaves_a_number_that_answers_and_no_name(client: Client) -> None:
    certificate = a_printed_certificate()
    people.erase(person=holder_of(certificate), by=None)

    words = seen(client, by_id(certificate))

    assert "This certificate is real and valid" in words
    assert "asked us to remove their name" in words
    assert NAME not in words


def test_what_was_never_issued_says_so(client: Client) -> None:
    never = reverse("certificates:verify", args=[NEVER])

    assert "We have never issued this certificate" in seen(client, never, status=404)
    assert "never issued a certificate with this number" in seen(client, by_number("C4C-2026-000123-4"), status=404)
    assert "never issued a certificate with this number" in seen(client, by_number("my diploma"), status=404)


@pytest.mark.parametrize("malformed", ["abc", "F" * 32, "f" * 31, "f" * 33, "..%2f..%2fetc"])
def test_a_malformed_id_is_simply_not_found(client: Client, malformed: str) -> None:
    assert client.get(f"/verify/{malformed}/").status_code == 404


def test_an_empty_question_is_asked_again(client: Client) -> None:
    assert "never issued" not in seen(client, by_number(""))


def test_checking_writes_nothing_and_is_only_a_get(client: Client) -> None:
    assert client.post(by_id(a_certificate())).status_code == 405


# --- the API --------------------------------------------------------------------------------------


def asked(client: Client, address: str) -> tuple[int, str, dict[str, Any]]:
    answer = client.get(address)
    return answer.status_code, answer.headers["Content-Type"], answer.json()


def test_the_api_answers_anybody_by_id_with_the_name(client: Client) -> None:
    certificate = a_printed_certificate()

    assert asked(client, f"/api/v1/verify/{certificate.public_id}/") == (
        200,
        "application/json",
        {
            "number": certificate.number,
            "standing": "valid",
            "name": NAME,
            "pathway": "Chats for Change facilitator",
            "kind": "trained",
            "certified_on": "2026-10-01",
            "valid_until": None,
            "issuer": "Icahn School of Medicine at Mount Sinai",
            "revoked_at": None,
            "suspended_at": None,
            "public_reason": "",
            "successor": "",
            "leads_dialogues": True,
        },
    )


def test_the_api_answers_by_number_without_the_name(client: Client) -> None:
    certificate = a_printed_certificate()
    revoke(certificate)

    status, _kind, answer = asked(client, f"/api/v1/verify/?number={certificate.number}")

    assert (status, answer["standing"], answer["name"]) == (200, "revoked", "")
    assert (datetime.fromisoformat(answer["revoked_at"]), answer["public_reason"]) == (scenes.NOW, "Issued by mistake.")


@pytest.mark.parametrize("asks", [f"{NEVER}/", "?number=C4C-2026-000123-4", "?number=x", "", "not-an-id/"])
def test_the_api_says_as_a_problem_that_there_is_no_such_certificate(client: Client, asks: str) -> None:
    status, kind, problem = asked(client, f"/api/v1/verify/{asks}")

    assert (status, kind, problem["status"]) == (404, "application/problem+json", 404)


# --- the holder's own -----------------------------------------------------------------------------


def download(client: Client, certificate: Certificate) -> Any:
    return client.get(reverse("certificates:download", args=[certificate.public_id]))


def test_the_holder_downloads_the_very_bytes_that_are_stored(sign_in: SignIn) -> None:
    certificate = a_printed_certificate()

    answer = download(sign_in(holder_of(certificate)), certificate)

    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == certificate.file.sha256
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_downloads_it_whatever_their_role(sign_in: SignIn, role: Role) -> None:
    certificate = a_printed_certificate()

    assert download(sign_in(UserFactory.create(roles=[role])), certificate).status_code == 404
    assert download(sign_in(UserFactory.create(is_superuser=True)), certificate).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    certificate = a_printed_certificate()

    assert download(client, certificate).status_code == 302


def test_a_revoked_certificate_is_not_handed_out_again(sign_in: SignIn) -> None:
    certificate = a_printed_certificate()
    revoke(certificate)
    client = sign_in(holder_of(certificate))

    assert download(client, certificate).status_code == 404
    assert "Download the PDF" not in seen(client, reverse("certificates:mine"))


def test_one_that_is_being_printed_asks_for_a_moment(sign_in: SignIn) -> None:
    certificate = a_certificate()

    assert download(sign_in(holder_of(certificate)), certificate).status_code == 202


def test_a_person_sees_their_own_certificates_and_no_others(sign_in: SignIn) -> None:
    mine, theirs = a_certificate("test:1"), a_certificate("test:2")

    words = seen(sign_in(holder_of(mine)), reverse("certificates:mine"))

    assert mine.number in words
    assert theirs.number not in words


# --- staff ----------------------------------------------------------------------------------------


def test_revoking_wants_a_recent_sign_in(sign_in: SignIn) -> None:
    certificate = a_certificate()
    address = reverse("issued:propose", args=[certificate.pk])
    said = {"public_reason": "Issued by mistake.", "private_reason": ""}
    admin = UserFactory.create(roles=[Role.PROGRAM_ADMIN])

    sign_in(admin, hours_ago=2).post(address, said)
    assert not hasattr(Certificate.objects.get(), "revocation")
    sign_in(admin).post(address, said)
    assert Certificate.objects.get().proposals.get().proposed_by == admin


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.CORE_GROUP, Role.CONTENT_ADMIN])
def test_only_program_admins_revoke(sign_in: SignIn, role: Role) -> None:
    certificate = a_certificate()

    sign_in(UserFactory.create(roles=[role])).post(
        reverse("issued:revoke", args=[certificate.pk]), {"public_reason": "No.", "private_reason": ""}
    )

    assert not hasattr(Certificate.objects.get(), "revocation")


# --- what a page costs ----------------------------------------------------------------------------


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    return len(spent)


def many(person: User | None = None) -> None:
    for number in range(49):
        a_certificate(f"many:{number}", person=person)


def test_checking_costs_three_queries_by_number_and_one_by_an_id_that_was_asked_for_before() -> None:
    certificate = scenes.journalled(a_certificate())

    assert [cost(Client(), by_id(certificate)), cost(Client(), by_number(certificate.number))] == [1, 3]


def test_what_was_made_for_one_stranger_is_not_told_to_the_next_once_it_has_changed(client: Client) -> None:
    certificate = scenes.journalled(a_certificate())
    person = holder_of(certificate)
    told = [seen(client, by_id(certificate))]

    actions.show(certificate_id=certificate.pk, to=Holder.Shown.NOBODY, by=person)
    told.append(seen(client, by_id(certificate)))
    actions.suspend(
        certificate_id=certificate.pk, public_reason="Looked into.", private_reason="", by=UserFactory.create()
    )
    told.append(seen(client, by_id(certificate)))

    assert [NAME in words for words in told] == [True, False, False]
    assert ["doesn't hold for now" in words for words in told] == [False, False, True]


def test_ones_own_certificates_cost_the_same_with_one_and_with_fifty(sign_in: SignIn) -> None:
    certificate = a_certificate()
    client, address = sign_in(holder_of(certificate)), reverse("certificates:mine")

    before = cost(client, address)
    many(holder_of(certificate))

    assert [before, cost(client, address)] == [5, 5]


def test_the_staff_list_costs_the_same_with_one_and_with_fifty(sign_in: SignIn) -> None:
    a_certificate()
    client, address = sign_in(UserFactory.create(roles=[Role.PROGRAM_ADMIN])), reverse("issued:index")

    before = cost(client, address)
    many()

    assert [before, cost(client, address)] == [12, 12]
