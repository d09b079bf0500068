"""Blind first: whoever hasn't voted sees, wherever they look, the same in all worlds, however others have voted."""

from collections.abc import Iterator, Mapping

import pytest
import time_machine
from django.test import Client

from lms.mail.models import OutgoingMail
from tests.certification.review.worlds import (
    WHEN,
    Answer,
    Scene,
    addresses,
    asked_for,
    posted_to,
    statements,
    world,
    worlds_of,
    written_by,
)
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

READERS = (
    "seated",
    "not seated",
    "tied",
    "recused",
    "mentor",
    "observer who hasn't handed in",
    "co-lead",
    "candidate",
    "guest",
    "program admin",
    "content admin",
)
# Whose pages are the same as whose: in what they read, not in what they are shown.
KINDS = ("seated", "candidate", "program admin", "content admin")
KINDS_OF = {name: name for name in KINDS} | {"co-lead": "candidate"}


@pytest.fixture
def scene() -> Scene:
    return Scene.made()


def cookies_of(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}


def telling(cookies: Mapping[str, str], places: list[str], tables: set[str]) -> Iterator[str]:
    """Those that read a table to which a vote writes."""
    for where in places:
        with statements() as seen:
            asked_for(cookies, where)
        if any(f'"{table}"' in sql for sql in seen for table in tables):
            yield where


def test_every_kind_of_reader_sees_the_same_wherever_they_look_however_others_have_voted(
    scene: Scene, sign_in: SignIn
) -> None:
    """Pages that read no table that a vote writes to can't tell of one; all others are asked for in every world."""
    assert set(scene.readers) == set(READERS)
    with time_machine.travel(WHEN, tick=False):
        worlds = worlds_of(scene)
        clients = {name: cookies_of(sign_in(person)) for name, person in scene.readers.items()}
        tables = written_by(worlds["two don't agree"])
        telling_to = {name: set(telling(clients[name], addresses(scene.own, name), tables)) for name in KINDS}
        looked_at = [(name, where) for name in READERS for where in sorted(telling_to[KINDS_OF.get(name, "seated")])]
        answers: dict[tuple[str, str], dict[str, Answer]] = {key: {} for key in looked_at}
        for called, happens in worlds.items():
            with world(happens):
                for name, where in looked_at:
                    answers[name, where][called] = asked_for(clients[name], where)

    assert telling_to["seated"] >= {f"/admin/cases/inspect/{scene.case.pk}/", "/me/data/download/"}
    differing = {key: list(told) for key, told in answers.items() if len(set(told.values())) > 1}
    assert [*differing] == []


# Whole words to the candidate, a note and a question, and no vote: whoever has cast theirs may see those of others.
SENT = {"letter": "Thank you.", "way_forward": "Lead with a friend.", "note-text": "Look at this.", "ask-text": "Why?"}


def test_whoever_tries_to_do_something_is_answered_the_same_however_others_have_voted(
    scene: Scene, sign_in: SignIn
) -> None:
    with time_machine.travel(WHEN, tick=False):
        tries = [
            (cookies_of(sign_in(scene.readers[name])), where)
            for name in ("seated", "guest", "program admin")
            for where in posted_to(scene.own)
        ]
        answers: dict[str, list[Answer]] = {}
        worlds = worlds_of(scene)
        for called in ("nobody has voted", "one approves", "two don't agree"):
            with world(worlds[called]):
                answers[called] = [asked_for(cookies, where, SENT) for cookies, where in tries]

    assert {200, 302} <= {answer[0] for answer in answers["nobody has voted"]}
    first, *others = answers.values()
    for told in others:
        assert [where for (_, where), one, other in zip(tries, first, told, strict=True) if one != other] == []


def test_nobody_is_mailed_anything_before_they_have_voted(scene: Scene) -> None:
    told = {}
    with time_machine.travel(WHEN, tick=False):
        for called, happens in worlds_of(scene).items():
            with world(happens):
                mails = OutgoingMail.objects.filter(person__in=scene.readers.values()).order_by("pk")
                told[called] = list(mails.values_list("name", "person", "cause", "facts", "subject", "queued_at"))

    assert all(mails == told["nobody has voted"] for mails in told.values())
