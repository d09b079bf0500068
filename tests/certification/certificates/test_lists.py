"""The signed lists of what was revoked."""

import json
from datetime import timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_django import Settings

from certification.certificates import actions, keys
from certification.certificates.actions import issuing, lists
from certification.certificates.models import STATUS_LIST_SIZE, Certificate, JournalEntry, SignedList
from certification.credentials.did import trusted
from certification.credentials.keys import PublicKey
from certification.credentials.proof import UnknownKey, verify
from certification.credentials.status import read_bit
from tests import scenes
from tests.certification.certificates.test_actions import a_certificate, a_printed_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def _own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.ISSUER_KEYS_DIR = tmp_path


def signed_at(hours: float = 0) -> int:
    return actions.sign_lists(clock=scenes.at(scenes.NOW + timedelta(hours=hours)))


def document() -> dict[str, object]:
    return dict(json.loads(bytes(SignedList.objects.get().document)))


def proof_keys() -> list[PublicKey]:
    return [key for key in trusted(keys.history()) if isinstance(key, PublicKey)]


def test_there_is_a_list_before_anything_is_revoked() -> None:
    signed_at()

    verify(document(), did=keys.did(), keys=proof_keys())
    assert SignedList.objects.get().revoked == 0


def test_the_bit_of_a_revoked_one_is_set_and_no_other() -> None:
    one, other = a_printed_certificate(), a_certificate("test:2")
    scenes.revoke(one)
    signed_at()

    bits = [read_bit(document(), row.status_index or 0) for row in (one, other)]

    assert bits == [True, False]


def test_a_suspension_sets_no_bit() -> None:
    certificate, by = a_printed_certificate(), scenes.an_admin()
    actions.suspend(certificate_id=certificate.pk, public_reason="Looked into.", private_reason="", by=by)
    signed_at()

    assert not read_bit(document(), certificate.status_index or 0)


def test_a_list_is_signed_anew_when_its_bits_change_and_in_time_before_it_runs_out() -> None:
    certificate = a_printed_certificate()

    signed = [signed_at(), signed_at(1)]
    scenes.revoke(certificate)
    signed += [signed_at(2), signed_at(3), signed_at(14.1)]

    assert signed == [1, 0, 1, 0, 1]
    found = SignedList.objects.get()
    assert found.valid_until - found.signed_at == lists.VALID_FOR


def test_each_signing_is_told_to_the_journal() -> None:
    signed_at()
    signed_at(13)

    assert list(JournalEntry.objects.values_list("kind", flat=True)) == ["listed", "listed"]


def test_after_a_change_of_keys_lists_are_signed_with_the_new_one() -> None:
    signed_at()
    keys.make()

    assert signed_at(1) == 1
    assert keys.signer().proof.public.multibase.encode() in bytes(SignedList.objects.get().document)


def test_a_distrusted_key_vouches_for_no_list() -> None:
    signed_at()
    keys.distrust(keys.signer().proof.public.multibase)

    with pytest.raises(UnknownKey):
        verify(document(), did=keys.did(), keys=proof_keys())


def test_places_are_drawn_at_random_and_a_taken_one_is_drawn_again() -> None:
    first = a_certificate()
    drawn = count(start=(first.status_index or 0))

    with patch("secrets.randbelow", lambda _size: next(drawn) % STATUS_LIST_SIZE):
        second = a_certificate("test:2")

    assert second.status_index == ((first.status_index or 0) + 1) % STATUS_LIST_SIZE


def test_a_list_that_is_half_full_begins_another() -> None:
    with patch.object(issuing, "STATUS_LIST_SIZE", 4):
        for number in range(3):
            a_certificate(f"test:{number}")

    assert list(Certificate.objects.order_by("pk").values_list("status_list", flat=True)) == [1, 1, 2]
    assert signed_at() == 2
