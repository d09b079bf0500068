"""What stands at the addresses that credentials name, as verifiers and wallets ask for it."""

from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from certification.certificates import keys
from certification.certificates.actions import sign_lists
from certification.certificates.models import Certificate, SignedList
from certification.credentials.baking import unbake_png
from certification.credentials.documents import written
from lms.people import actions as people
from tests import scenes
from tests.certification.certificates.test_actions import a_certificate, a_printed_certificate, holder_of
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FORMS = {"credential_json": "application/vc+ld+json", "credential_jwt": "text/plain", "badge_png": "image/png"}


def at(name: str, *args: object) -> str:
    return reverse(f"certificates:{name}", args=args)


def withheld(certificate: Certificate) -> Certificate:
    certificate.holder.shown = certificate.holder.Shown.NOBODY
    certificate.holder.save()
    return certificate


# --- keys and lists -------------------------------------------------------------------------------


def test_the_did_names_the_site_and_all_keys(client: Client) -> None:
    answer = client.get("/.well-known/did.json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/did+json")
    assert answer.content == written(keys.document())
    assert answer.json()["id"] == "did:web:testserver"


def test_the_list_is_given_as_it_was_signed(client: Client) -> None:
    sign_lists()

    answer = client.get("/credentials/status/1")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/vc+ld+json")
    assert answer.content == bytes(SignedList.objects.get().document)
    assert answer.json()["id"] == "http://testserver/credentials/status/1"


def test_a_list_that_was_never_signed_is_told_as_a_problem(client: Client) -> None:
    answer = client.get("/credentials/status/7")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


# --- credentials ----------------------------------------------------------------------------------


def test_whoever_has_the_id_reads_the_bytes_that_were_signed(client: Client) -> None:
    certificate = a_printed_certificate()
    signed = certificate.credential

    document = client.get(at("credential_json", certificate.public_id)).content
    jwt = client.get(at("credential_jwt", certificate.public_id)).content

    assert [sha256(content).hexdigest() for content in (document, jwt)] == [signed.sha256, signed.jwt_sha256]


def test_the_badge_has_the_credential_inside(client: Client) -> None:
    certificate = a_printed_certificate()

    baked = client.get(at("badge_png", certificate.public_id)).content

    assert unbake_png(baked) == client.get(at("credential_json", certificate.public_id)).content


@pytest.mark.parametrize(("name", "kind"), FORMS.items())
def test_each_form_has_its_type_and_the_number_as_its_name(client: Client, name: str, kind: str) -> None:
    certificate = a_printed_certificate()

    answer = client.get(at(name, certificate.public_id))

    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert certificate.number in answer.headers["Content-Disposition"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_addresses_in_a_credential_are_those_that_answer(client: Client) -> None:
    sign_lists()
    document = client.get(at("credential_json", a_printed_certificate().public_id)).json()
    achievement = document["credentialSubject"]["achievement"]
    told = [document["credentialStatus"]["statusListCredential"], document["issuer"]["image"]["id"]]
    told += [achievement["id"], achievement["image"]["id"]]

    assert [client.get(url.removeprefix("http://testserver")).status_code for url in told] == [200] * 4


@pytest.mark.parametrize("name", FORMS)
def test_a_revoked_one_is_not_handed_out_again(client: Client, name: str) -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate, "Issued to the wrong person.", "Only for us.")

    answer = client.get(at(name, certificate.public_id))

    assert (answer.status_code, "was revoked" in answer.json()["detail"]) == (410, True)


@pytest.mark.parametrize("name", FORMS)
def test_one_whose_holder_was_erased_says_that_the_name_is_gone(client: Client, name: str) -> None:
    certificate = a_printed_certificate()
    people.erase(person=holder_of(certificate), by=None)

    answer = client.get(at(name, certificate.public_id))

    assert (answer.status_code, "removed at its holder's wish" in answer.json()["detail"]) == (410, True)


def test_a_withheld_one_is_for_its_holder_alone(client: Client, sign_in: SignIn) -> None:
    certificate = withheld(a_printed_certificate())
    address = at("credential_json", certificate.public_id)

    answers = [
        reader.get(address) for reader in (client, sign_in(UserFactory.create()), sign_in(holder_of(certificate)))
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 200]


def test_one_that_the_journal_does_not_know_yet_is_not_shown(client: Client) -> None:
    assert client.get(at("credential_json", a_certificate().public_id)).status_code == 404


def test_a_file_that_is_gone_is_told_without_an_error_page(client: Client) -> None:
    certificate = a_printed_certificate()
    from django.core.files.storage import storages  # noqa: PLC0415

    storages["certificates"].delete(certificate.credential.path)

    assert client.get(at("credential_json", certificate.public_id)).status_code == 404
