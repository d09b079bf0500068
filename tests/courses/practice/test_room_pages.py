"""The leads' page: what it shows, who may open it, and what its forms and its door for devices answer."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from courses.practice import grounding, queries
from courses.practice.actions import breakouts, notes, pairings, room
from courses.practice.models import Dialogue, Note, Pairing, Press, Stage, StagePlan, StageRun
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

VERBS = ("stage", "go_back", "finish", "end_early", "make_groups", "mix_again", "jot", "presses")


@pytest.fixture
def dialogue(db: None) -> Iterator[Dialogue]:
    """A dialogue that begins now."""
    made = scenes.a_dialogue(scenes.an_enrolment())
    with time_machine.travel(made.starts_at):
        yield made


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def address(name: str, dialogue: Dialogue) -> str:
    return reverse(f"practice:{name}", args=[dialogue.pk])


@pytest.fixture
def as_lead(sign_in: SignIn, dialogue: Dialogue) -> Client:
    return sign_in(lead_of(dialogue))


def begin(dialogue: Dialogue, *stages: Stage) -> None:
    for stage in stages:
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead_of(dialogue))


def sent(client: Client, dialogue: Dialogue, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    """What the door says of each press."""
    answer = client.post(address("presses", dialogue), json.dumps(rows), content_type="application/json")
    return list(answer.json()["answers"])


def a_press(act: str = "begin", stage: str = "check_in") -> dict[str, Any]:
    return {"key": str(uuid4()), "act": act, "stage": stage, "pressed_at": timezone.now().isoformat()}


# --- who may --------------------------------------------------------------------------------------------


def test_nobody_but_the_two_leads_finds_the_room(client: Client, sign_in: SignIn, dialogue: Dialogue) -> None:
    pair, observer, asked = (UserFactory.create() for _ in range(3))
    scenes.ask(dialogue, pair, Pairing.Part.CO_LEAD)
    scenes.ask_to_observe(dialogue, observer)
    pairings.ask(dialogue_id=dialogue.pk, person=asked, part=Pairing.Part.OBSERVER, by=scenes.a_core_member())
    readers = [lead_of(dialogue), pair, observer, asked, UserFactory.create(), scenes.a_core_member()]

    answers = [sign_in(reader).get(address("room", dialogue)).status_code for reader in readers]

    assert answers == [200, 200, 404, 404, 404, 404]
    assert client.get(address("room", dialogue)).status_code == 302


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_but_the_two_leads_moves_anything(
    client: Client, sign_in: SignIn, dialogue: Dialogue, verb: str
) -> None:
    observer = UserFactory.create()
    scenes.ask_to_observe(dialogue, observer)
    readers = [observer, UserFactory.create(), scenes.a_core_member()]

    answers = [sign_in(reader).post(address(verb, dialogue), {"stage": "check_in"}).status_code for reader in readers]

    assert answers == [404, 404, 404]
    assert client.post(address(verb, dialogue)).status_code == (401 if verb == "presses" else 302)


def test_only_who_may_clear_closes_a_room_that_was_left_open(sign_in: SignIn, dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)
    verb = reverse("dialogues:close_room", args=[dialogue.pk])
    admin = UserFactory.create(roles=[Role.CONTENT_ADMIN])

    with time_machine.travel(dialogue.starts_at + timedelta(hours=2)):
        refused = sign_in(admin).post(verb).status_code
        sign_in(scenes.a_core_member()).post(verb)

    dialogue.refresh_from_db()
    assert (refused, dialogue.state) == (302, Dialogue.State.HELD)
    assert ModelLogEntry.objects.filter(action="practice.close_room").count() == 1


def test_the_core_group_is_told_of_a_room_that_was_left_open(sign_in: SignIn, dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)
    inspect, client = reverse("dialogues:inspect", args=[dialogue.pk]), sign_in(scenes.a_core_member())

    told = [b"This room was left open" in client.get(inspect).content]
    with time_machine.travel(dialogue.starts_at + timedelta(minutes=41)):
        told += [b"This room was left open" in sign_in(scenes.a_core_member()).get(inspect).content]

    assert told == [False, True]


# --- what is seen ---------------------------------------------------------------------------------------


def test_the_room_shows_the_questions_of_the_stage_that_runs(as_lead: Client, dialogue: Dialogue) -> None:
    StagePlan.objects.filter(dialogue=dialogue, stage=Stage.CHECK_IN).update(
        questions="How are you here?\n\n What for?"
    )
    begin(dialogue, Stage.CHECK_IN)

    show = as_lead.get(address("room", dialogue)).context["show"]

    assert show.shown == "check_in"
    assert show.blocks[0].questions == ["How are you here?", "What for?"]


def test_the_time_left_is_told_in_words(as_lead: Client, dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)

    told = []
    for minutes in (8, 10, 13):
        with time_machine.travel(dialogue.starts_at + timedelta(minutes=minutes, seconds=1)):
            told.append(as_lead.get(address("room", dialogue)).context["show"].blocks[0].left)

    assert told == [2, 0, -3]


def test_both_leads_see_what_is_parked_and_each_their_own_notes(sign_in: SignIn, dialogue: Dialogue) -> None:
    pair = UserFactory.create()
    scenes.ask(dialogue, pair, Pairing.Part.CO_LEAD)
    for kind, text in ((Note.Kind.PARKED, "Who pays?"), (Note.Kind.OWN, "I spoke too fast.")):
        notes.write(
            dialogue_id=dialogue.pk, kind=kind, text=text, noted_at=timezone.now(), key=uuid4(), by=lead_of(dialogue)
        )

    pages = [sign_in(who).get(address("room", dialogue)).content.decode() for who in (lead_of(dialogue), pair)]

    assert ["Who pays?" in page for page in pages] == [True, True]
    assert ["I spoke too fast." in page for page in pages] == [True, False]


def test_the_grounding_assumptions_are_at_hand(
    as_lead: Client, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grounding, "_PROVIDERS", [lambda language: [f"We speak from our own lives ({language})."]])

    assert "We speak from our own lives (en)." in as_lead.get(address("room", dialogue)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_leads_page_takes_a_constant_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, dialogue: Dialogue, count: int
) -> None:
    begin(dialogue, *list(Stage)[:count])
    for number in range(count):
        notes.write(
            dialogue_id=dialogue.pk,
            kind=Note.Kind.PARKED,
            text=f"Number {number}",
            noted_at=timezone.now(),
            key=uuid4(),
            by=lead_of(dialogue),
        )

    with django_assert_num_queries(4):
        found = queries.in_room_of(lead_of(dialogue)).get(pk=dialogue.pk)
        show = queries.leads_room(found, lead_of(dialogue), at=timezone.now())
        assert len(show.parked) == count


# --- what is pressed ------------------------------------------------------------------------------------


def test_presses_are_answered_by_their_keys(as_lead: Client, dialogue: Dialogue) -> None:
    good, early = a_press(), a_press(stage="debrief")

    answers = sent(as_lead, dialogue, good, early)

    assert answers == [
        {"key": good["key"]},
        {"key": early["key"], "refused": "The five stages come in their order."},
    ]
    assert StageRun.objects.get().stage == "check_in"


@pytest.mark.parametrize(
    "broken",
    [
        {"act": "dance"},
        {"stage": "lunch"},
        {"pressed_at": "soon"},
        {"pressed_at": None},
        {"pressed_at": "9999-12-31T23:59:59-12:00"},
        {"pressed_at": "0001-01-01T00:00:00+14:00"},
        {"key": "1"},
        {"key": "\ud800"},
    ],
)
def test_a_press_that_cannot_be_read_is_told_and_changes_nothing(
    as_lead: Client, dialogue: Dialogue, broken: dict[str, Any]
) -> None:
    [answer] = sent(as_lead, dialogue, a_press() | broken)

    assert answer["refused"] == "That couldn't be read. Please press again."
    assert not Press.objects.exists()


@pytest.mark.parametrize("body", ["", "{}", "[1]", "[" * 100_000])
def test_what_is_no_list_of_presses_is_refused(as_lead: Client, dialogue: Dialogue, body: str) -> None:
    answer = as_lead.post(address("presses", dialogue), body, content_type="application/json")

    assert answer.status_code == 400


def test_presses_that_somebody_else_wrote_are_not_taken(as_lead: Client, dialogue: Dialogue) -> None:
    answer = as_lead.post(
        address("presses", dialogue),
        json.dumps([a_press()]),
        content_type="application/json",
        headers={"X-Written-By": "987654"},
    )

    assert (answer.status_code, StageRun.objects.count()) == (409, 0)


def test_without_script_a_lead_goes_on_back_and_to_the_end(as_lead: Client, dialogue: Dialogue) -> None:
    for stage in ("check_in", "concept"):
        as_lead.post(address("stage", dialogue), {"stage": stage})
    as_lead.post(address("go_back", dialogue), {"stage": "concept"})
    answer = as_lead.post(address("end_early", dialogue), follow=True)

    assert [run.stage for run in StageRun.objects.all()] == ["check_in"]
    assert "The dialogue has ended here." in answer.content.decode()


def test_a_stage_that_does_not_exist_is_not_found(as_lead: Client, dialogue: Dialogue) -> None:
    assert as_lead.post(address("stage", dialogue), {"stage": "lunch"}).status_code == 404


def test_without_script_a_lead_parks_something(as_lead: Client, dialogue: Dialogue) -> None:
    as_lead.post(address("jot", dialogue), {"kind": "parked", "text": "Who pays?"})

    assert Note.objects.parked().get().text == "Who pays?"


def test_a_kind_of_note_that_is_an_observers_is_not_taken_from_a_lead(as_lead: Client, dialogue: Dialogue) -> None:
    as_lead.post(address("jot", dialogue), {"kind": "seen", "text": "Who pays?"})

    assert not Note.objects.exists()


def test_groups_by_a_number_too_large_are_told_at_the_field_and_nothing_typed_is_lost(
    as_lead: Client, dialogue: Dialogue
) -> None:
    answer = as_lead.post(address("make_groups", dialogue), {"size_or_number": "size", "n": "40", "people": "90"})

    form = answer.context["groups_form"]
    assert form.errors == {"n": ["Choose between 2 and 20 people in a group, or between 1 and 50 groups."]}
    assert (form["people"].value(), Dialogue.objects.get().breakout) == ("90", {})


def test_the_state_changes_its_version_with_whatever_leads_see(dialogue: Dialogue) -> None:
    def version() -> str:
        found = queries.in_room_of(lead_of(dialogue)).get(pk=dialogue.pk)
        return queries.RoomState(queries.room(found), timezone.now()).version

    def parked() -> None:
        notes.write(
            dialogue_id=dialogue.pk,
            kind=Note.Kind.PARKED,
            text="Who pays?",
            noted_at=timezone.now(),
            key=uuid4(),
            by=lead_of(dialogue),
        )

    acts: list[Callable[[], object]] = [
        lambda: begin(dialogue, Stage.CHECK_IN),
        parked,
        lambda: breakouts.make(
            dialogue_id=dialogue.pk, size_or_number="size", n=4, people=12, seed=1, by=lead_of(dialogue)
        ),
        lambda: room.end_early(dialogue_id=dialogue.pk, by=lead_of(dialogue)),
    ]
    versions = [version()]
    for act in acts:
        act()
        versions.append(version())

    assert len(set(versions)) == 5
    assert version() == versions[-1]


@pytest.mark.parametrize("kind", ["own", "parked"])
def test_a_lead_says_their_note_in_other_words_in_the_room(as_lead: Client, dialogue: Dialogue, kind: str) -> None:
    as_lead.post(address("jot", dialogue), {"kind": kind, "text": "Slow down."})
    change = reverse("practice:change_note", args=[dialogue.pk, Note.objects.get().pk])
    offered = change in as_lead.get(address("room", dialogue)).content.decode()

    answer = as_lead.post(change, {"text": "Wait longer."})

    room_page = address("room", dialogue)
    assert (offered, answer["Location"], Note.objects.get().text) == (True, f"{room_page}#{kind}", "Wait longer.")


def test_what_the_other_lead_parked_is_theirs_to_change(as_lead: Client, dialogue: Dialogue) -> None:
    other = UserFactory.create()
    scenes.ask(dialogue, other, Pairing.Part.CO_LEAD)
    about: dict[str, Any] = {"kind": Note.Kind.PARKED, "text": "Why now?", "noted_at": timezone.now()}
    notes.write(dialogue_id=dialogue.pk, key=uuid4(), by=other, **about)

    page = as_lead.get(address("room", dialogue)).content.decode()

    assert ("Why now?" in page, "/notes/" + str(Note.objects.get().pk) in page) == (True, False)


def test_what_is_over_offers_what_to_read_and_where_to_go_and_no_keys(as_lead: Client, dialogue: Dialogue) -> None:
    begin(dialogue, *Stage)
    room.finish(dialogue_id=dialogue.pk, by=lead_of(dialogue))

    page = as_lead.get(address("room", dialogue)).content.decode()

    over = page.partition('id="room-over"')[2].partition("</section>")[0]
    ways = [name for name in ("care", "feedback", "debrief", "reflect") if address(name, dialogue) in over]
    assert ('class="room is-over"' in page, ways) == (True, ["care", "feedback", "debrief", "reflect"])
    assert "Nothing was parked in this dialogue." in page


def test_what_was_parked_is_still_read_when_it_is_over(as_lead: Client, dialogue: Dialogue) -> None:
    begin(dialogue, *Stage)
    as_lead.post(address("jot", dialogue), {"kind": "parked", "text": "Who pays?"})
    room.finish(dialogue_id=dialogue.pk, by=lead_of(dialogue))

    page = as_lead.get(address("room", dialogue)).content.decode()

    assert ("Who pays?" in page, "Nothing was parked" in page) == (True, False)
