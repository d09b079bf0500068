"""One's history as a timeline, and the transcript."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from courses.progress import queries
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.queries import EventLine
from courses.progress.words import event_words
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress.test_own_training import own

pytestmark = pytest.mark.django_db

TIMELINE_QUERIES = 2
WHOLE_TRAINING_QUERIES = 1


def lines_of(enrolment: Enrolment) -> list[EventLine]:
    page = queries.history_pages(enrolment).get_page(1)
    return [line for day in queries.timeline(enrolment, page) for line in day.lines]


def test_an_entry_that_was_taken_back_says_by_which_and_why() -> None:
    enrolment, admin = scenes.an_enrolment(), scenes.an_admin()
    scenes.assert_subject(own(enrolment), "lesson:a", {"done": True})
    ledger.undo(enrolment_id=enrolment.pk, seq=1, because="It was somebody else.", by=admin)
    enrolment.refresh_from_db()

    undo, undone = lines_of(enrolment)

    assert (undo.undoes, undo.reason, undo.by, undone.undone_by) == (1, "It was somebody else.", str(admin), 2)


def test_entries_stand_below_the_day_on_which_they_happened() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    page = queries.history_pages(enrolment).get_page(1)

    days = [day.day for day in queries.timeline(enrolment, page)]

    assert days == [
        (scenes.NOW + timedelta(days=20)).date(),
        scenes.NOW.date(),
        (scenes.NOW + timedelta(days=10)).date(),
        scenes.NOW.date(),
    ]


@pytest.mark.parametrize(("entries", "page"), [(1, 1), (160, 1), (160, 3)])
def test_a_page_of_a_history_costs_the_same_wherever_it_stands(
    django_assert_num_queries: DjangoAssertNumQueries, entries: int, page: int
) -> None:
    enrolment = scenes.an_enrolment()
    for number in range(entries):
        scenes.assert_subject(own(enrolment), f"lesson:{number}", {"done": True})
    enrolment = queries.enrolments(own(enrolment)).get()
    queries.training_of(enrolment, at=scenes.NOW)

    with django_assert_num_queries(TIMELINE_QUERIES):
        queries.timeline(enrolment, queries.history_pages(enrolment).get_page(page))


def test_the_pages_of_a_history_leave_no_entry_out() -> None:
    enrolment = scenes.an_enrolment()
    for number in range(101):
        scenes.assert_subject(own(enrolment), f"lesson:{number}", {"done": True})
    enrolment.refresh_from_db()
    pages = queries.history_pages(enrolment)

    found = [line.seq for page in pages for day in queries.timeline(enrolment, page) for line in day.lines]

    assert found == list(range(101, 0, -1))


def test_a_transcript_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    enrolment = queries.enrolments(own(scenes.a_trainee_ready_to_apply())).get()
    queries.training_of(enrolment, at=scenes.NOW)

    with django_assert_num_queries(WHOLE_TRAINING_QUERIES):
        queries.whole_training(enrolment, at=scenes.NOW)


def test_a_transcript_names_everything_that_counts_and_isnt_a_certificate(sign_in: SignIn) -> None:
    enrolment = scenes.a_trainee_ready_to_apply()

    page = sign_in(own(enrolment)).get(reverse("progress:transcript", args=["facilitator"])).content.decode()

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    for expected in (str(own(enrolment)), "version 1", "Listening", "60 minutes", "not a certificate", "Welcome to"):
        assert expected in words


def test_a_transcript_speaks_the_readers_language(sign_in: SignIn) -> None:
    person = own(scenes.an_enrolment())
    person.language = "fr"
    person.save()

    page = sign_in(person).get(reverse("progress:transcript", args=["facilitator"])).content.decode()

    assert '<html lang="fr"' in page


@pytest.mark.parametrize(
    ("subject", "value", "words"),
    [
        ("lesson:a", {"done": True, "minutes": 12}, "You finished “Listening”, 12 minutes"),
        ("lesson:b", {"done": True}, "A lesson is done"),
        ("lesson:a", {"done": False}, "A lesson is open again"),
        ("check:a", {"percent": 80, "passed": True}, "You answered the questions of “Listening”: 80%"),
        ("plan", {"finish_by": "2026-12-24"}, "You would like to be done by 24 Dec 2026"),
        ("plan", {"finish_by": None}, "You set yourself no date to be done by"),
        ("promise:1", {"on": "2026-12-24", "state": "made"}, "You promised to lead a chat on 24 Dec 2026"),
        ("training", {"state": "paused"}, "You paused the training"),
        ("something:new", {}, "Noted: something:new"),
    ],
)
def test_each_entry_reads_as_a_sentence(subject: str, value: dict[str, object], words: str) -> None:
    with translation.override("en"):
        assert event_words(subject, value, undoes=None, titles={"a": "Listening"}) == words
