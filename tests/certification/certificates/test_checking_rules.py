"""Which name is the same, which id is meant, and what a file is: pure decisions."""

import pytest

from certification.certificates.rules import FileFacts, Verdict, decide_file, public_id_in, same_name

ID = "4f1b9c0e7a2d4853b6c1d09e8f7a6b5c"


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Ọláyínká Adébáyọ̀", "olayinka adebayo"),
        ("Zoë O’Brien-Smith", "ZOE O'BRIEN SMITH"),
        ("مُحَمَّد علي", "محمد علي"),
        ("李小龍", " 李小龍 "),
        ("Ｚｏｅ", "zoe"),
    ],
)
def test_spellings_of_one_name_are_the_same(printed: str, typed: str) -> None:
    assert same_name(printed, typed)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("Zoë", "Zoé B"), ("अनन्या", "अनन्य"), ("สมชาย ใจดี", "สมชาย ใจด"), ("", ""), ("", "Zoë"), (" ", " ")],
)
def test_other_names_and_no_name_are_not(printed: str, typed: str) -> None:
    assert not same_name(printed, typed)


@pytest.mark.parametrize("typed", [ID, ID.upper(), f"https://x.example/verify/{ID}/?a=b", f"x.example/verify/{ID}"])
def test_an_id_is_found_in_what_is_pasted(typed: str) -> None:
    assert public_id_in(typed) == ID


@pytest.mark.parametrize("typed", ["C4C-2026-000123-4", ID[:-1], f"{ID}0", "", f"https://x.example/other/{ID}/"])
def test_anything_else_is_no_id(typed: str) -> None:
    assert public_id_in(typed) is None


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (FileFacts(certificate=True, journalled=True), Verdict.REAL),
        (FileFacts(certificate=True, sealed=True, says_the_same=True), Verdict.REAL),
        (FileFacts(certificate=True, says_the_same=True), Verdict.ALTERED),
        (FileFacts(certificate=True, sealed=True), Verdict.ALTERED),
        (FileFacts(sealed=True, says_the_same=True), Verdict.NEVER_ISSUED),
        (FileFacts(), Verdict.NEVER_ISSUED),
    ],
)
def test_what_we_wrote_down_decides_and_no_signature_alone(facts: FileFacts, verdict: Verdict) -> None:
    assert decide_file(facts) is verdict
