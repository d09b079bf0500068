"""Where an observer is nudged from who somebody is to what they did, and where nothing is said."""

import pytest

from courses.practice.rules.wording import Kind, Nudge, look
from courses.practice.words import NUDGES


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("I felt you were very arrogant in the frame.", Kind.BLAME, "you were very arrogant"),
        ("She’s too defensive when people ask.", Kind.BLAME, "She’s too defensive"),
        ("You are a natural leader.", Kind.PRAISE, "natural leader"),
        ("In a room you’re a natural.", Kind.PRAISE, "a natural"),
        ("He came across as nervous.", Kind.MANNER, "He came across as nervous"),
        ("An inspiring facilitator!", Kind.PRAISE, "An inspiring facilitator"),
        ("You’re not the kind of person who waits.", Kind.MANNER, "kind of person"),
        ("The lead seemed really disorganised today", Kind.BLAME, "The lead seemed really disorganised"),
    ],
)
def test_words_on_a_person_are_noticed(text: str, kind: Kind, words: str) -> None:
    assert look(text) == (Nudge(kind, words),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "You let nine seconds pass before you asked again.",
        "A natural pause after the check-in.",
        "You named that some in medicine are called aggressive, and asked who says so.",
        "A participant said: the clinic was cold.",
        "You cold-called nobody.",
        "You were distant from the camera in breakout.",
        "You asked how a patient is seen as emotional.",
        "Your professional example helped: the ward round.",
        "You said “I was nervous too”, and the room laughed.",
        "You thanked her for a brilliant question.",
        "You were quiet for ten seconds.",
        "You were smartly dressed",
    ],
)
def test_words_on_what_was_seen_are_left_alone(text: str) -> None:
    assert look(text) == ()


def test_several_kinds_are_told_in_the_order_in_which_they_stand() -> None:
    found = look("You are brilliant. They were rude. You are amazing.")

    assert [nudge.kind for nudge in found] == [Kind.PRAISE, Kind.BLAME]


def test_nothing_is_said_about_a_language_without_a_list() -> None:
    assert look("You are lazy.", language="fr") == ()


def test_a_long_text_is_looked_through_at_once() -> None:
    assert look("you are so so so " * 4_000) == ()


def test_each_kind_has_its_words() -> None:
    assert set(NUDGES) == set(Kind)
