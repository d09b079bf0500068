"""The staff pages of the words of mails: read, previewed without anything being kept, kept, and restored."""

import html

import pytest
from django.test import Client

from lms.mail import actions, queries, samples
from lms.mail.models import MailWords, OutgoingMail
from tests import scenes as road
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

MAIL = "/admin/mail/words/slot_called_off/en/"
SUBJECT = "Called off: %(title)s"


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    return sign_in(road.an_admin())


def typed(words: str) -> dict[str, str]:
    """All sentences as they stand, with another subject."""
    sentences = queries.sentences("slot_called_off", "en")
    return queries.chosen({SUBJECT: words}, sentences)


def page(admin: Client, url: str = MAIL) -> str:
    return html.unescape(admin.get(url).content.decode())


def test_every_mail_is_listed_with_when_it_is_written(admin: Client) -> None:
    listed = page(admin, "/admin/mail/words/")

    assert [name for name, purpose in samples.PURPOSES.items() if str(purpose) not in listed] == []


def test_a_mails_page_shows_each_sentence_with_its_original(admin: Client) -> None:
    shown = page(admin)

    assert shown.count("<textarea") == len(queries.sentences("slot_called_off", "en"))
    assert "Original: Called off: {title}" in shown


def test_words_are_seen_before_they_are_kept(admin: Client) -> None:
    seen = admin.post(f"{MAIL}preview/", typed("{title} is off"))
    text = admin.post(f"{MAIL}preview/text/", typed("{title} is off"))

    assert "<h1" in seen.content.decode()
    assert "Listening to understand is off" in seen.content.decode()
    assert text.content.decode().startswith("Listening to understand is off\n\nHello Amara Okafor,")
    assert not MailWords.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_preview_stands_in_our_own_frame_and_in_no_other(admin: Client) -> None:
    answer = admin.get(f"{MAIL}preview/")

    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_a_preview_of_words_that_dont_fit_says_what_is_missing(admin: Client) -> None:
    answer = admin.post(f"{MAIL}preview/", typed("It is off"))

    assert answer.status_code == 422
    assert answer.content.decode() == "Subject: Please keep {title}: something is filled in there."


def test_words_are_kept_and_the_page_shows_them(admin: Client) -> None:
    answer = admin.post(MAIL, typed("{title} is off"), follow=True)

    assert "From now on this mail is written in these words" in answer.content.decode()
    assert MailWords.objects.values_list("original", "words").get() == (SUBJECT, "{title} is off")
    assert "{title} is off</textarea>" in page(admin)
    assert "1 own sentence" in page(admin, "/admin/mail/words/")


def test_what_doesnt_fit_is_told_at_its_sentence_and_nothing_typed_is_lost(admin: Client) -> None:
    answer = html.unescape(admin.post(MAIL, typed("{titel} fällt aus")).content.decode())

    assert "Please keep {title}: something is filled in there." in answer
    assert "Nothing is known to fill in for {titel} here." in answer
    assert "{titel} fällt aus</textarea>" in answer
    assert not MailWords.objects.exists()


def test_a_sentence_that_was_not_sent_stays_as_it_is(admin: Client) -> None:
    admin.post(MAIL, typed("{title} is off"))

    admin.post(MAIL, {})

    assert MailWords.objects.get().words == "{title} is off"


def test_all_original_words_come_back_by_one_button(admin: Client) -> None:
    admin.post(MAIL, typed("{title} is off"))

    admin.post(f"{MAIL}restore/")

    assert not MailWords.objects.exists()
    assert "Go back to all original words" not in page(admin)


def test_words_that_are_left_over_are_shown_and_can_be_let_go(admin: Client) -> None:
    kept = {"An earlier sentence": "Ours of before", SUBJECT: "{title} is off"}
    actions.word(name="slot_called_off", language="en", words=kept, by=road.an_admin())
    shown = page(admin)

    admin.post(f"{MAIL}left-over/")

    assert "Ours of before" in shown
    assert [row.words for row in MailWords.objects.all()] == ["{title} is off"]


@pytest.mark.parametrize("url", ["/admin/mail/words/none_of_ours/en/", "/admin/mail/words/slot_called_off/xx/preview/"])
def test_there_are_no_words_of_a_mail_or_a_language_that_isnt_there(admin: Client, url: str) -> None:
    assert admin.get(url).status_code == 404


def test_the_core_group_reads_and_words_no_mails(sign_in: SignIn) -> None:
    core = sign_in(road.a_core_member())

    answers = [core.get(url).status_code for url in ("/admin/mail/words/", MAIL, f"{MAIL}preview/")]
    core.post(MAIL, typed("{title} is off"))

    # Wagtail leads back to its first page, and says there that this isn't theirs.
    assert answers == [302] * 3
    assert not MailWords.objects.exists()
