"""Two hundred files that people may bring, each told rightly. In one process; ``test_hostile`` has them apart."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from certification.certificates import actions, badges, keys
from certification.certificates.models import Certificate, Holder
from certification.certificates.queries import FileAnswer, printed
from certification.certificates.rendering import render
from certification.certificates.rules import Standing, Verdict
from certification.credentials import documents, proof
from certification.credentials.credential import build
from lms.people import actions as people
from tests import scenes
from tests.certification.certificates import uploads
from tests.certification.certificates.samples import snapshot
from tests.certification.certificates.test_actions import a_printed_certificate, holder_of
from tests.certification.credentials import samples
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
KINDS = ("pdf", "json", "jwt")


@pytest.fixture
def certificate() -> Certificate:
    return a_printed_certificate()


def pdf_of(certificate: Certificate) -> bytes:
    """With its credential inside, whichever program saved it."""
    return uploads.attached(uploads.stored(certificate, "pdf"), uploads.stored(certificate, "json"))


def verdicts(files: list[bytes]) -> list[Verdict]:
    return [uploads.told(content).verdict for content in files]


def files_of(certificate: Certificate) -> list[bytes]:
    """All that its holder has of it."""
    kept = [uploads.stored(certificate, kind) for kind in KINDS]
    return [*kept, uploads.png_of(certificate), uploads.svg_of(certificate)]


def answers(files: list[bytes]) -> list[tuple[Verdict, Standing | None, str]]:
    def told(found: FileAnswer) -> tuple[Verdict, Standing | None, str]:
        answer = found.answer
        return (found.verdict, answer.standing, answer.name) if answer else (found.verdict, None, "")

    return [told(uploads.told(content)) for content in files]


# --- true ones ------------------------------------------------------------------------------------


def test_what_we_issued_is_real_in_every_form(certificate: Certificate) -> None:
    assert answers(files_of(certificate)) == [(Verdict.REAL, Standing.VALID, "Nguyễn Thị Ánh")] * 5


def test_a_revoked_one_is_real_and_revoked(certificate: Certificate) -> None:
    scenes.revoke(certificate)

    assert {row[:2] for row in answers(files_of(certificate))} == {(Verdict.REAL, Standing.REVOKED)}


def test_a_suspended_one_is_real_and_suspended(certificate: Certificate) -> None:
    by, clock = UserFactory.create(), scenes.at(scenes.NOW)
    actions.suspend(
        certificate_id=certificate.pk, public_reason="We look into it.", private_reason="", by=by, clock=clock
    )

    assert {row[:2] for row in answers(files_of(certificate))} == {(Verdict.REAL, Standing.SUSPENDED)}


def test_a_replaced_one_is_real_and_replaced(certificate: Certificate) -> None:
    by, clock = UserFactory.create(), scenes.at(scenes.NOW)
    corrected = actions.Corrected(name="Ánh Nguyễn")
    actions.reissue(certificate_id=certificate.pk, why="name", corrected=corrected, by=by, clock=clock)

    assert {row[:2] for row in answers(files_of(certificate))} == {(Verdict.REAL, Standing.SUPERSEDED)}


def test_the_own_copies_of_somebody_who_was_erased_are_real_without_a_name(certificate: Certificate) -> None:
    files = files_of(certificate)
    people.erase(person=holder_of(certificate), by=None)

    assert answers(files) == [(Verdict.REAL, Standing.VALID, "")] * 5


def test_whoever_shows_their_name_to_nobody_is_not_named_by_their_file(certificate: Certificate) -> None:
    Holder.objects.update(shown=Holder.Shown.NOBODY)

    assert answers(files_of(certificate)) == [(Verdict.REAL, Standing.VALID, "")] * 5


def test_a_credential_that_a_wallet_has_spelled_anew_is_real(certificate: Certificate) -> None:
    document = json.loads(uploads.stored(certificate, "json"))
    spellings: list[dict[str, Any]] = [{}, {"indent": 2}, {"sort_keys": True}, {"indent": "\t", "ensure_ascii": False}]
    spelled = [json.dumps(document, **spelling).encode() for spelling in spellings]

    assert verdicts([*spelled, b"\n" + spelled[0] + b"\n\n", b"\xef\xbb\xbf" + spelled[1]]) == [Verdict.REAL] * 6


# --- touched --------------------------------------------------------------------------------------


def test_one_flipped_bit_anywhere_in_a_pdf_is_told(certificate: Certificate) -> None:
    pdf = pdf_of(certificate)

    assert verdicts([uploads.flipped(pdf, seed) for seed in range(25)]) == [Verdict.ALTERED] * 25


def test_one_flipped_bit_anywhere_in_what_we_stored_is_told(certificate: Certificate) -> None:
    pdf = uploads.stored(certificate, "pdf")

    assert verdicts([uploads.flipped(pdf, seed) for seed in range(25)]) == [Verdict.ALTERED] * 25


def test_one_flipped_bit_anywhere_in_a_credential_is_told(certificate: Certificate) -> None:
    files = [uploads.stored(certificate, "json"), uploads.stored(certificate, "jwt"), uploads.png_of(certificate)]
    touched = [uploads.flipped(content, seed) for content in files for seed in range(25)]

    assert verdicts(touched) == [Verdict.ALTERED] * 75


def test_every_text_of_a_credential_is_bound(certificate: Certificate) -> None:
    touched = list(uploads.other_words(uploads.stored(certificate, "json")))

    assert len(touched) > 40
    assert verdicts(touched) == [Verdict.ALTERED] * len(touched)


def test_what_means_the_same_and_reads_otherwise_is_altered(certificate: Certificate) -> None:
    text = uploads.stored(certificate, "json").decode()
    twice = text.replace('"type":["VerifiableCredential"', '"name":"Somebody","type":["VerifiableCredential"')
    turned = text.replace(
        '["VerifiableCredential","OpenBadgeCredential"]', '["OpenBadgeCredential","VerifiableCredential"]'
    )

    assert verdicts([twice.encode(), turned.encode()]) == [Verdict.ALTERED] * 2


def test_a_name_laid_over_the_first_is_told_as_added(certificate: Certificate) -> None:
    pdf = uploads.stored(certificate, "pdf")
    found = [uploads.told(uploads.covered(pdf, f"Somebody Else {number}")) for number in range(4)]

    assert {(row.verdict, row.added) for row in found} == {(Verdict.ALTERED, True)}


def test_a_second_signature_is_told_as_added(certificate: Certificate) -> None:
    pdf = uploads.stored(certificate, "pdf")
    found = [uploads.told(uploads.signed_once_more(pdf, seed)) for seed in range(1, 4)]

    assert {(row.verdict, row.added) for row in found} == {(Verdict.ALTERED, True)}


def test_a_pdf_that_another_program_saved_is_altered_with_or_without_its_credential(certificate: Certificate) -> None:
    pdf = pdf_of(certificate)

    assert verdicts([pdf, uploads.stripped(pdf), uploads.unpacked(pdf), pdf[: len(pdf) // 2]]) == [Verdict.ALTERED] * 4


# --- never issued by us ---------------------------------------------------------------------------


def test_our_look_without_a_certificate_of_ours_is_never_issued(certificate: Certificate) -> None:
    forged = [
        render(snapshot(number=f"C4C-2026-00{serial:04d}-K", holder_name="Somebody Else", public_id=f"{serial:032x}"))
        for serial in range(3)
    ]

    assert verdicts(forged) == [Verdict.NEVER_ISSUED] * 3


def test_our_look_with_a_number_of_ours_is_altered_and_names_nobody(certificate: Certificate) -> None:
    forged = render(snapshot(number=certificate.number, holder_name="Somebody Else", verify_url="https://x.example/"))

    assert answers([forged]) == [(Verdict.ALTERED, Standing.VALID, "")]


def test_another_systems_certificates_are_never_issued(certificate: Certificate) -> None:
    others = samples.signed()
    another = render(snapshot(number="UNI-77", program_name="Elsewhere", verify_url="https://elsewhere.example/c/77"))
    files = [documents.written(others), json.dumps(others, indent=1).encode(), another, uploads.a_picture(), b"hello"]

    assert verdicts(files) == [Verdict.NEVER_ISSUED] * 5


# --- keys -----------------------------------------------------------------------------------------


@pytest.fixture
def _own_keys(settings: Settings, tmp_path: Path) -> None:
    """What is lost here is lost to no other test."""
    settings.ISSUER_KEYS_DIR = tmp_path


def test_what_a_stolen_key_signs_is_told_by_what_we_wrote_down(certificate: Certificate) -> None:
    facts = badges.facts(certificate, replace(printed(certificate), holder_name="Somebody"), email="")
    stolen = proof.sign(build(facts), keys.signer().proof, did=keys.did(), created=scenes.NOW)

    assert verdicts([documents.written(stolen)]) == [Verdict.ALTERED]


@pytest.mark.usefixtures("_own_keys")
def test_what_was_signed_before_a_key_was_stolen_stays_real(certificate: Certificate) -> None:
    keys.distrust(certificate.credential.key)

    spelled = json.dumps(json.loads(uploads.stored(certificate, "json")), indent=2).encode()
    assert verdicts([*files_of(certificate), spelled]) == [Verdict.REAL] * 6
