"""Letters from the site: anybody writes, one of staff answers once, and who wrote is forgotten in time."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import ModelLogEntry

from cms.actions import inquiries
from cms.models import Inquiry
from cms.queries import inquiries as queries
from cms.rules.inquiries import Reason
from cms.tasks import forget_letters, tell_of_chats
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import personal_data
from lms.people.models import User
from tests.cms.face_scenes import NOW, a_chat, a_letter, answered
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=10)
TYPED = {"words": "What do our charts say before we do?", "name": "Jo", "email": "jo@example.org", "website": ""}


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split()).replace("&#x27;", "'")


def send(client: Client, place: str = "suggest", **typed: str) -> Any:
    """Open the page, take ten seconds, and send it."""
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse(f"program:{place}")).content.decode()
    found = re.search(r'name="begun" value="([^"]+)"', page)
    assert found is not None
    with time_machine.travel(NOW + LATER, tick=False):
        return client.post(reverse(f"program:{place}"), {**TYPED, "begun": found[1], **typed})


def mails(name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name=name).order_by("pk"))


@pytest.mark.parametrize(("name", "kind"), [("contact", "question"), ("suggest", "topic")])
def test_what_is_written_is_kept_and_thanked_for(client: Client, name: str, kind: str) -> None:
    answer = send(client, name)

    letter = Inquiry.objects.get()
    assert (letter.kind, letter.words, letter.email_key) == (kind, TYPED["words"], "jo@example.org")
    assert "If you left an address" in words_of(client.get(answer.headers["Location"]))


def test_a_letter_needs_no_name_and_no_address(client: Client) -> None:
    send(client, name="", email="")

    assert Inquiry.objects.get().words == TYPED["words"]


@pytest.mark.parametrize("typed", [{"words": ""}, {"email": "jo at home"}, {"website": "https://buy.example"}])
def test_what_needs_another_look_is_kept_by_nobody_and_lost_to_nobody(client: Client, typed: dict[str, str]) -> None:
    answer = send(client, **typed)

    assert (answer.status_code, Inquiry.objects.count()) == (200, 0)
    assert ("another look" in words_of(answer), 'value="Jo"' in words_of(answer)) == (True, True)


def test_too_many_letters_are_asked_to_wait_in_words_and_lose_nothing(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "write_letter": "1/m/ip"}
    send(client)

    answer = send(client)

    assert (answer.status_code, Inquiry.objects.count()) == (429, 1)
    assert ("Nothing is lost" in words_of(answer), TYPED["words"] in words_of(answer)) == (True, True)


def test_a_letter_that_is_sent_twice_is_one_and_told_once(client: Client, program_admin: User) -> None:
    for words in (TYPED["words"], TYPED["words"], "Something else"):
        send(client, words=words)

    assert (Inquiry.objects.count(), len(mails("inquiry_received"))) == (2, 2)


@pytest.mark.usefixtures("core_member", "content_admin")
def test_each_program_admin_is_told_once_without_the_words(client: Client, program_admin: User) -> None:
    send(client)

    [mail] = mails("inquiry_received")
    assert mail.person == program_admin
    assert TYPED["words"] not in str(mail.facts)


def test_an_answer_reaches_who_left_an_address(program_admin: User, django_capture_on_commit_callbacks: Any) -> None:
    letter = a_letter()
    with django_capture_on_commit_callbacks(execute=True):
        answered(letter, program_admin, words="We keep it for spring.")

    [sent] = outbox.outbox
    assert (sent.to, sent.subject) == (["jo@example.org"], "What became of your topic")
    assert "We keep it for spring." in sent.body


def test_the_answer_is_framed_in_the_language_in_which_its_writer_reads(program_admin: User) -> None:
    letter = a_letter()
    Inquiry.objects.update(language="fr")
    answered(letter, program_admin)

    assert mails("inquiry_answered")[0].language == "fr"


def test_who_left_no_address_is_answered_on_the_page_alone(program_admin: User) -> None:
    answered(a_letter(email=""), program_admin)

    assert mails("inquiry_answered") == []


def test_words_of_a_letter_cannot_look_like_a_button_of_its_answer(program_admin: User) -> None:
    answered(a_letter(words="Look:\n\nhttps://buy.example\n\nnow"), program_admin)

    assert mails("inquiry_answered")[0].facts["context"]["words"] == "Look: https://buy.example now"  # type: ignore[index]


@pytest.mark.database
def test_the_second_of_two_who_answer_sees_what_the_first_wrote(sign_in: SignIn, program_admin: User) -> None:
    letter = a_letter()
    answered(letter, program_admin, words="From the first.")

    answer = sign_in(program_admin).post(
        reverse("letters:answer_later", args=[letter.pk]), {"answer": "From the second."}, follow=True
    )

    assert ("Somebody answered this letter meanwhile" in words_of(answer), "From the first." in words_of(answer)) == (
        True,
        True,
    )
    assert len(mails("inquiry_answered")) == 1


@pytest.mark.parametrize(
    ("kind", "outcome", "reason"), [("question", "later", Reason.NO_TOPIC), ("topic", "chat", Reason.NO_CHAT)]
)
def test_only_a_topic_becomes_something_and_a_chat_is_named(
    program_admin: User, kind: str, outcome: str, reason: Reason
) -> None:
    letter = a_letter(kind)

    with pytest.raises(Refused) as refused:
        answered(letter, program_admin, outcome)
    assert refused.value.reasons == (reason,)


def test_an_answer_that_names_a_public_chat_leads_there_and_nothing_follows(program_admin: User) -> None:
    answered(a_letter(), program_admin, "chat", became=a_chat())
    tell_of_chats()

    assert mails("inquiry_answered")[0].facts["context"]["path"] == "/chats/news/names/"  # type: ignore[index]
    assert mails("inquiry_chat") == []


def test_a_chat_that_is_public_later_is_told_once(program_admin: User) -> None:
    chat = a_chat(live=False)
    answered(a_letter(), program_admin, "chat", became=chat)
    tell_of_chats()
    before = len(mails("inquiry_chat"))
    chat.save_revision().publish()

    for _run in range(2):
        tell_of_chats()

    assert (before, len(mails("inquiry_chat"))) == (0, 1)


def test_a_topic_that_was_kept_can_become_a_chat_and_its_writer_hears(program_admin: User) -> None:
    letter = answered(a_letter(), program_admin, "later")
    inquiries.become(letter_id=letter.pk, chat=a_chat(), by=program_admin)

    tell_of_chats()

    assert [mail.address for mail in mails("inquiry_chat")] == ["jo@example.org"]


def test_a_chat_that_nobody_can_read_yet_is_told_without_its_title(client: Client, program_admin: User) -> None:
    answered(a_letter(), program_admin, "chat", became=a_chat("Not yet", live=False), told_as="On names")

    page = words_of(client.get(reverse("program:suggest")))

    assert ("On names" in page, "It becomes a chat." in page, "Not yet" in page) == (True, True, False)


def test_the_site_tells_what_staff_wrote_and_never_what_visitors_did(client: Client, program_admin: User) -> None:
    answered(a_letter(words="My boss, Dr. Strange"), program_admin, told_as="Hierarchy")
    answered(a_letter(words="Something private"), program_admin)

    page = words_of(client.get(reverse("program:suggest")))

    assert ("Hierarchy" in page, "Strange" in page, "private" in page) == (True, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_suggestions_is_one_query(
    program_admin: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        answered(a_letter(), program_admin, "chat", became=a_chat(), told_as="On names")

    with django_assert_num_queries(1):
        assert [row.became.title for row in queries.told() if row.became] == ["Names"] * count


def test_when_an_answer_usually_comes_is_told_from_the_last_ones(program_admin: User) -> None:
    for days in (1, 2, 3, 4, 5):
        letter = answered(a_letter(), program_admin)
        Inquiry.objects.filter(pk=letter.pk).update(answered_at=NOW + timedelta(days=days))

    assert queries.usual_days() == 4


def test_what_is_open_stands_first_in_the_staff_list(sign_in: SignIn, program_admin: User) -> None:
    done = answered(a_letter(), program_admin)
    first, second = a_letter(), a_letter(words="On rooms")

    rows = sign_in(program_admin).get(reverse("letters:index")).context["object_list"]

    assert list(rows) == [first, second, done]


def test_the_list_can_be_narrowed_and_names_no_address(sign_in: SignIn, program_admin: User) -> None:
    question, _topic = a_letter("question"), a_letter()

    answer = sign_in(program_admin).get(reverse("letters:index"), {"kind": "question"})

    assert (list(answer.context["object_list"]), "jo@example.org" in words_of(answer)) == ([question], False)


def test_who_may_not_answer_reads_topics_alone_and_nobodys_address(sign_in: SignIn, content_admin: User) -> None:
    topic, question = a_letter(), a_letter("question")
    client = sign_in(content_admin)

    pages = [client.get(reverse("letters:inspect", args=[row.pk])) for row in (topic, question)]

    assert [page.status_code for page in pages] == [200, 404]
    assert ("jo@example.org" in words_of(pages[0]), "Jo" in words_of(pages[0])) == (False, False)


@pytest.mark.parametrize("role", ["trainee", "core_member", "content_admin"])
@pytest.mark.parametrize("verb", ["answer", "answer_later", "become", "tell"])
def test_who_may_not_answer_answers_nothing(
    sign_in: SignIn, program_admin: User, request: pytest.FixtureRequest, role: str, verb: str
) -> None:
    letter = a_letter() if verb.startswith("answer") else answered(a_letter(), program_admin)
    before = Inquiry.objects.values().get()

    typed = {"answer": "No.", "told_as": "Mine", "became": a_chat().pk}
    sign_in(request.getfixturevalue(role)).post(reverse(f"letters:{verb}", args=[letter.pk]), typed)

    assert Inquiry.objects.values().get() == before


def test_what_the_site_tells_can_be_changed_and_taken_away(sign_in: SignIn, program_admin: User) -> None:
    letter = answered(a_letter(), program_admin, told_as="On names")

    sign_in(program_admin).post(reverse("letters:tell", args=[letter.pk]), {"told_as": ""})

    assert queries.told() == []


def test_kind_words_stand_ready_in_the_writers_language(sign_in: SignIn, program_admin: User) -> None:
    answer = sign_in(program_admin).get(reverse("letters:answer_not_now", args=[a_letter().pk]))

    assert "Thank you for your suggestion." in words_of(answer)


def test_no_line_of_the_log_tells_what_somebody_wrote(program_admin: User) -> None:
    answered(a_letter(words="In confidence"), program_admin)

    [line] = ModelLogEntry.objects.filter(action="cms.answer_letter")
    assert "confidence" not in f"{line.label} {line.data}"


@pytest.mark.parametrize(("days", "left"), [(364, "jo@example.org"), (366, "")])
def test_who_wrote_is_forgotten_a_year_after_the_answer(program_admin: User, days: int, left: str) -> None:
    answered(a_letter("topic", words="On names"), program_admin, told_as="Names")

    with time_machine.travel(NOW + timedelta(days=days)):
        forget_letters()

    letter = Inquiry.objects.get()
    assert (letter.email, letter.email_key, letter.told_as) == (left, left, "Names")


def test_what_was_asked_in_confidence_is_forgotten_with_it(program_admin: User) -> None:
    answered(a_letter("question", words="In confidence"), program_admin, "answered")
    inquiries.forget(older_than=timedelta(days=1), clock=lambda: NOW + timedelta(days=2))

    assert list(Inquiry.objects.values_list("words", "answer")) == [("", "")]


def test_what_nobody_answered_yet_is_not_forgotten() -> None:
    a_letter()
    inquiries.forget(older_than=timedelta(days=1), clock=lambda: NOW + timedelta(days=900))

    assert Inquiry.objects.get().email == "jo@example.org"


def test_ones_letters_are_exported_and_let_go_of_by_a_confirmed_address(program_admin: User) -> None:
    person = UserFactory.create(email="jo@example.org")
    a_letter(words="Still open")
    answered(a_letter(words="On names"), program_admin, told_as="Names")

    told = personal_data.export_all(person)["site"]["letters"]
    next(part for part in personal_data.parts() if part.name == "site").erase(person)

    assert [row["words"] for row in told] == ["Still open", "On names"]
    assert list(Inquiry.objects.values_list("words", "email_key", "told_as")) == [("", "", "Names")]


@pytest.mark.parametrize("name", ["contact", "suggest"])
def test_a_letter_page_is_kept_by_no_cache_and_its_thanks_set_no_cookie(client: Client, name: str) -> None:
    page = client.get(reverse(f"program:{name}"))
    thanks = Client().get(reverse(f"program:{name}_thanks"))

    assert ("no-store" in page.headers["Cache-Control"], len(thanks.cookies)) == (True, 0)


def test_the_first_staff_page_names_letters_that_wait_for_those_who_answer_them(
    sign_in: SignIn, program_admin: User, core_member: User
) -> None:
    waits, done = a_letter(words="On waiting rooms"), a_letter(words="On corridors")
    answered(done, program_admin)

    first = words_of(sign_in(program_admin).get("/admin/"))

    assert (f"/admin/letters/inspect/{waits.pk}/" in first, "On corridors" in first) == (True, False)
    assert "On waiting rooms" not in words_of(sign_in(core_member).get("/admin/"))
