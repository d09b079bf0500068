"""Notes during a dialogue: whose they are, which stage they belong to, and that each stands once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import notes
from courses.practice.models import Dialogue, Note, Pairing
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KEY = UUID("6f2b0d7e-8c55-4a55-9d3e-000000000001")


def an_observed_dialogue(*, held: bool = True) -> tuple[Dialogue, User]:
    observer = UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)
    return (scenes.hold(dialogue) if held else dialogue), observer


def write(dialogue: Dialogue, by: User, *, minute: int = 5, arrived: int = 55, **said: Any) -> Note:
    """A note of some minute of the dialogue, that arrives at another."""
    usual: dict[str, Any] = {"kind": Note.Kind.SEEN, "text": "Names the time.", "key": uuid4()}
    moment = dialogue.starts_at + timedelta(minutes=minute)
    clock = scenes.at(dialogue.starts_at + timedelta(minutes=arrived))
    return notes.write(dialogue_id=dialogue.pk, noted_at=moment, by=by, clock=clock, **(usual | said))


def refusals(act: Any) -> tuple[Any, ...]:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.reasons


@pytest.mark.parametrize(("minute", "stage"), [(0, "check_in"), (15, "concept"), (49, "debrief"), (51, "")])
def test_a_note_belongs_to_the_stage_that_ran_when_it_was_written(minute: int, stage: str) -> None:
    dialogue, observer = an_observed_dialogue()

    assert write(dialogue, observer, minute=minute).stage == stage


def test_a_note_is_never_from_later_than_it_arrived() -> None:
    dialogue, observer = an_observed_dialogue()

    note = write(dialogue, observer, minute=600, arrived=25)

    assert (note.noted_at, note.stage) == (dialogue.starts_at + timedelta(minutes=25), "frame")


def test_the_same_key_twice_is_one_note() -> None:
    dialogue, observer = an_observed_dialogue()

    first, again = (write(dialogue, observer, key=KEY, text=text) for text in ("Waits.", "Waits."))

    assert (first, Note.objects.count()) == (again, 1)


def test_two_people_may_happen_to_choose_the_same_key() -> None:
    dialogue, observer = an_observed_dialogue(held=False)
    other = UserFactory.create()
    scenes.ask_to_observe(dialogue, other)
    scenes.hold(dialogue)

    write(dialogue, observer, key=KEY)
    write(dialogue, other, key=KEY)

    assert Note.objects.count() == 2


def test_nobody_notes_what_they_see_before_the_first_stage() -> None:
    dialogue, observer = an_observed_dialogue(held=False)

    assert refusals(lambda: write(dialogue, observer)) == (Reason.NOT_HELD,)


def test_only_an_observer_notes_what_they_see_and_only_a_lead_notes_for_themselves() -> None:
    dialogue, observer = an_observed_dialogue()
    lead = dialogue.enrolment.person
    assert lead is not None

    assert refusals(lambda: write(dialogue, lead)) == (Reason.NOT_ASSIGNED,)
    assert refusals(lambda: write(dialogue, observer, kind=Note.Kind.OWN)) == (Reason.NOT_THE_LEAD,)
    assert write(dialogue, lead, kind=Note.Kind.PARKED).kind == Note.Kind.PARKED


def test_what_was_seen_stays_once_the_observer_has_handed_in() -> None:
    dialogue, observer = an_observed_dialogue()
    note = write(dialogue, observer)
    scenes.observe(dialogue)

    closed = (Reason.NOTES_CLOSED,)
    assert refusals(lambda: write(dialogue, observer)) == closed
    assert refusals(lambda: notes.change(note_id=note.pk, text="Other.", by=observer)) == closed
    assert refusals(lambda: notes.remove(note_id=note.pk, by=observer)) == closed


def test_an_author_says_it_in_other_words_until_then_and_nobody_else_does() -> None:
    dialogue, observer = an_observed_dialogue()
    note = write(dialogue, observer)

    assert notes.change(note_id=note.pk, text=" Slower. ", by=observer).text == "Slower."
    reasons = refusals(lambda: notes.change(note_id=note.pk, text="Mine.", by=UserFactory.create()))
    assert reasons == (Reason.NOT_YOUR_NOTE,)


def test_what_was_seen_can_be_read_from_handing_in_on() -> None:
    dialogue, observer = an_observed_dialogue()
    note = write(dialogue, observer)

    before = list(queries.seen_and_handed_in(dialogue))
    scenes.observe(dialogue)

    assert (before, list(queries.seen_and_handed_in(dialogue))) == ([], [note])


# --- the door -------------------------------------------------------------------------------------


def send(client: Client, dialogue: Dialogue, *rows: Any, **headers: str) -> Any:
    url = reverse("practice:notes", args=[dialogue.pk])
    return client.post(url, list(rows), content_type="application/json", headers=headers)


def test_a_list_of_notes_is_answered_one_by_one(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    good = {"key": str(KEY), "text": "Waits.", "noted_at": dialogue.starts_at.isoformat()}

    answer = send(sign_in(observer), dialogue, good, {"key": "x", "text": "?"}, good).json()["answers"]

    assert [(row["key"], row.get("stage"), "refused" in row) for row in answer] == [
        (str(KEY), "check_in", False),
        ("x", None, True),
        (str(KEY), "check_in", False),
    ]
    assert Note.objects.count() == 1


def test_half_an_emoji_at_the_end_of_a_note_keeps_no_other_note_waiting(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    cut = {"key": str(KEY), "text": "Waits. \ud83d", "noted_at": dialogue.starts_at.isoformat()}

    answer = send(sign_in(observer), dialogue, cut, cut | {"key": str(uuid4()), "text": "Asks \U0001f44d."})

    assert answer.status_code == 200
    assert {note.text for note in Note.objects.all()} == {"Waits. ?", "Asks \U0001f44d."}


def test_nobody_signed_in_is_told_so_in_json(client: Client) -> None:
    dialogue, _ = an_observed_dialogue()

    answer = send(client, dialogue, {})

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_nothing_is_taken_that_somebody_else_wrote(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    row = {"key": str(KEY), "text": "Waits."}

    answer = send(sign_in(observer), dialogue, row, **{"X-Written-By": str(observer.pk + 1)})

    assert (answer.status_code, answer.json()["code"], Note.objects.count()) == (409, "somebody_else", 0)


@pytest.mark.parametrize("body", ["{", "{}", "[1]", "[" * 100_000])
def test_what_cannot_be_read_is_a_problem_and_no_error(sign_in: SignIn, body: str) -> None:
    dialogue, observer = an_observed_dialogue()
    url = reverse("practice:notes", args=[dialogue.pk])

    answer = sign_in(observer).post(url, body, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_the_door_asks_for_the_forms_token(observer_client: tuple[Client, Dialogue]) -> None:
    client, dialogue = observer_client

    assert send(client, dialogue, {"key": str(KEY), "text": "Waits."}).status_code == 403


@pytest.fixture
def observer_client(sign_in: SignIn) -> tuple[Client, Dialogue]:
    """An observer whose browser checks for forged requests."""
    dialogue, observer = an_observed_dialogue()
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(sign_in(observer).cookies)
    return client, dialogue


def test_the_door_opens_for_leads_and_observers_who_said_yes(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue(held=False)
    co_lead = UserFactory.create()
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    asked = UserFactory.create()
    Pairing.objects.create(dialogue=dialogue, person=asked, asked_at=scenes.NOW)
    people = [dialogue.enrolment.person, co_lead, observer, asked, UserFactory.create(), scenes.a_core_member()]

    url = reverse("practice:notes", args=[dialogue.pk])

    answers = [sign_in(person).get(url).status_code for person in people]
    assert answers == [200, 200, 200, 404, 404, 404]


def test_only_the_author_changes_a_note_or_takes_it_away(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    note = write(dialogue, observer)
    addresses = [reverse(f"practice:{verb}_note", args=[dialogue.pk, note.pk]) for verb in ("change", "remove")]

    strangers = [dialogue.lead, UserFactory.create(), scenes.a_core_member()]
    answers = {sign_in(person).post(url).status_code for person in strangers if person for url in addresses}
    kept = Note.objects.count()
    sign_in(observer).post(addresses[0], {"text": "Slower."})

    assert (answers, kept, Note.objects.get().text) == ({404}, 1, "Slower.")
    sign_in(observer).post(addresses[1])
    assert not Note.objects.exists()


@pytest.mark.database
def test_what_no_database_keeps_is_left_out_of_a_changed_note(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    note = write(dialogue, observer)

    sign_in(observer).post(reverse("practice:change_note", args=[dialogue.pk, note.pk]), {"text": "Slow\0er."})

    assert Note.objects.get().text == "Slower."


def test_without_script_a_note_is_written_by_a_form(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue()
    form = {"text": "Waits.", "key": str(KEY)}

    answer = sign_in(observer).post(reverse("practice:write_note", args=[dialogue.pk]), form, follow=True)

    assert "Noted." in answer.content.decode()
    assert Note.objects.get().kind == Note.Kind.SEEN


def test_a_note_from_before_the_first_stage_waits_on_its_phone(sign_in: SignIn) -> None:
    dialogue, observer = an_observed_dialogue(held=False)

    [answer] = send(sign_in(observer), dialogue, {"key": str(KEY), "text": "Waits."}).json()["answers"]

    assert set(answer) == {"key", "waits"}


def test_the_worker_reaches_practice_and_nothing_above_it(sign_in: SignIn, client: Client) -> None:
    answer = sign_in(UserFactory.create()).get(reverse("practice:worker"))

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert client.get(reverse("practice:worker")).status_code == 302
