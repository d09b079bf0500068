"""Which names can be printed: in any script, and nothing hidden or drawn."""

import unicodedata

import pytest

from certification.review import rules
from certification.review.rules import Reason

IN_ANY_SCRIPT = (
    "Amara Okafor",
    "Ọmọ́túndé Adéyẹmí",
    "Nguyễn Thị Minh Khai",
    "محمد علي",
    "پرویز می\u200cخواهم",
    "שָׁלוֹם כֹּהֵן",
    "क्षितिज शर्मा",
    "श्री\u200dलंका",
    "王小明",
    "渡\U000e0100辺",
    "김민준",
    "สมชาย ใจดี",
    "Jean-Luc D’Arcy, Jr.",
    "O´Brien",
    "ǃXóõ",
    "Ludwig Ⅲ",
    "X Æ A-12",
    "山田\u3000太郎",
)


@pytest.mark.parametrize("name", IN_ANY_SCRIPT)
def test_a_name_of_any_script_can_be_printed_as_it_is(name: str) -> None:
    assert (rules.spelled(name), rules.decide_name(name)) == (unicodedata.normalize("NFC", name), rules.Decision())


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("", Reason.NAME_MISSING),
        ("  \u00a0 ", Reason.NAME_MISSING),
        ("Amara \u202eevil", Reason.NAME_HIDDEN),
        ("Amara\u2066Okafor\u2069", Reason.NAME_HIDDEN),
        ("Amara\x07", Reason.NAME_HIDDEN),
        ("Amara\nOkafor", Reason.NAME_HIDDEN),
        ("Amara\u2028Okafor", Reason.NAME_HIDDEN),
        ("Amara\U000e0041", Reason.NAME_HIDDEN),
        ("Amara\ue000", Reason.NAME_HIDDEN),
        ("Amara\u00ad", Reason.NAME_HIDDEN),
        ("Amara 😀", Reason.NAME_PICTURE),
        ("👩\u200d🏫", Reason.NAME_PICTURE),
        ("Amara <3", Reason.NAME_PICTURE),
        ("Amara ™", Reason.NAME_PICTURE),
        ("...", Reason.NAME_WITHOUT_LETTERS),
        ("\u3164", Reason.NAME_WITHOUT_LETTERS),
        ("\u0301\u0302", Reason.NAME_WITHOUT_LETTERS),
        ("12345", Reason.NAME_WITHOUT_LETTERS),
        ("Z" + "\u0336" * 11 + "algo", Reason.NAME_PILED),
        ("A" * 201, Reason.NAME_TOO_LONG),
    ],
)
def test_what_cannot_be_printed_is_refused_for_one_reason(name: str, because: Reason) -> None:
    assert rules.decide_name(rules.spelled(name)).because == (because,)


def test_two_spellings_of_the_same_letters_are_one() -> None:
    assert rules.spelled(" Jose\u0301   Nin\u0303o ") == "José Niño"


def test_two_hundred_characters_are_counted_as_they_are_spelled() -> None:
    assert not rules.decide_name(rules.spelled("e\u0301" * 200)).refused
