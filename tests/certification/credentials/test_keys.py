"""Keys are read in one spelling only, and kept to themselves."""

import pytest

from certification.credentials.keys import JwtKey, JwtPublicKey, NotAKey, PublicKey, SigningKey, public_key


def test_a_key_from_its_file_is_the_same_key() -> None:
    key, jwt_key = SigningKey.generate(), JwtKey.generate()

    assert SigningKey.from_pem(key.to_pem()).public == key.public
    assert JwtKey.from_pem(jwt_key.to_pem()).public == jwt_key.public


def test_a_history_of_keys_is_a_list_of_text() -> None:
    key, jwt_key = SigningKey.generate().public, JwtKey.generate().public

    assert (key.multibase[:4], jwt_key.multibase[:3]) == ("z6Mk", "zDn")
    assert [public_key(key.multibase), public_key(jwt_key.multibase)] == [key, jwt_key]


def test_a_signature_is_told_from_another() -> None:
    key = SigningKey.generate()
    signature = key.sign(b"certified")

    assert key.public.signed(b"certified", signature)
    assert not key.public.signed(b"Certified", signature)
    assert not SigningKey.generate().public.signed(b"certified", signature)


def test_a_key_for_jwt_is_published_without_its_private_half() -> None:
    assert sorted(JwtKey.generate().public_jwk) == ["crv", "kty", "x", "y"]


def test_a_private_key_shows_itself_in_no_log() -> None:
    key = SigningKey.generate()

    assert key.to_pem().decode().splitlines()[1] not in f"{key!r} {key} {vars(key)}"


@pytest.mark.parametrize("pem", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_without_a_key_is_refused(pem: bytes) -> None:
    with pytest.raises(NotAKey):
        SigningKey.from_pem(pem)


def test_one_kind_of_key_is_not_taken_for_the_other() -> None:
    with pytest.raises(NotAKey):
        SigningKey.from_pem(JwtKey.generate().to_pem())
    with pytest.raises(NotAKey):
        JwtKey.from_pem(SigningKey.generate().to_pem())
    with pytest.raises(NotAKey):
        PublicKey.from_multibase(JwtKey.generate().public.multibase)
    with pytest.raises(NotAKey):
        JwtPublicKey.from_multibase(SigningKey.generate().public.multibase)


@pytest.mark.parametrize("text", ["", "z", "z6Mk", "6Mkr", "z6Mk" + "1" * 44, "z6Mk" + "0" * 44, "z" + "6" * 9999])
def test_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        PublicKey.from_multibase(text)
