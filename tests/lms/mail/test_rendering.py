"""How a text template becomes a mail in its reader's language and zone."""

import re
from datetime import UTC, datetime

import pytest

from lms.mail.rendering import render
from lms.people.models import User

LINK = "http://testserver/accounts/password/reset/key/1-x/"


@pytest.fixture
def reader() -> User:
    return User(email="ana@example.org", display_name="Ana <b> & Co", time_zone="Asia/Tokyo", language="en")


def test_the_first_line_is_the_subject(reader: User) -> None:
    words = render("sign_in_new_password", {"link": LINK}, reader=reader, own={})

    assert words.subject == "Choose a new password"
    assert words.text.startswith("Hello Ana <b> & Co,\n\nSomeone, we hope you, asked")


def test_a_lone_address_becomes_a_button_with_the_words_above_it(reader: User) -> None:
    words = render("sign_in_new_password", {"link": LINK}, reader=reader, own={})

    assert f'href="{LINK}"' in words.html
    assert f"Choose a new password\n{LINK}" in words.text


def test_names_are_escaped_in_html_and_plain_in_text(reader: User) -> None:
    words = render("sign_in_new_password", {"link": LINK}, reader=reader, own={})

    assert "Ana &lt;b&gt; &amp; Co" in words.html
    assert "<b>" not in words.html.replace("<body", "")


def test_nobody_gets_a_button_of_ours_by_what_they_are_called(reader: User) -> None:
    reader.display_name = "Ana\n\nClaim your prize\nhttps://prizes.example\n\n"

    words = render("sign_in_new_password", {"link": LINK}, reader=reader, own={})

    assert (words.html.count("display:inline-block"), 'href="https://prizes' in words.html) == (1, False)


@pytest.mark.parametrize(
    "address", ["https://x.example", "Look here\nhttps://x.example", "http://testserver.x.example/"]
)
def test_an_address_that_somebody_wrote_is_no_button(reader: User, address: str) -> None:
    words = render("inquiry_answered", {"answer": address}, reader=reader, own={})

    assert not re.search('href="[^"]*x[.]example', words.html)


def test_what_somebody_wrote_keeps_its_lines_in_one_paragraph(reader: User) -> None:
    words = render("inquiry_answered", {"answer": "Yes.\n\nhttps://x.example"}, reader=reader, own={})

    assert "Yes.\n\nhttps://x.example" in words.text
    assert "Yes.<br><br>https://x.example" in words.html


def test_times_are_told_in_the_readers_zone(reader: User) -> None:
    at = datetime(2026, 10, 20, 15, 0, tzinfo=UTC)

    words = render("sign_in_changed", {"what": "password_changed", "at": at}, reader=reader, own={})

    assert "21 Oct 2026, midnight (JST)" in words.text


def test_a_subject_is_one_line_whatever_stands_in_it(reader: User) -> None:
    reader.display_name = "Ana\nBcc: everybody@example.org"

    assert "\n" not in render("sign_in_welcome", {"link": LINK}, reader=reader, own={}).subject
