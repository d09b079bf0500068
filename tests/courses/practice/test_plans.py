"""What happens when dialogues are planned, changed, and planned in sessions that change."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from courses.practice import queries
from courses.practice.actions import plans, sessions
from courses.practice.models import Dialogue, Pairing, Stage
from courses.practice.queries import Details, StageWords, usual_stages
from courses.practice.rules import Reason
from courses.progress.models import Enrolment, LedgerEvent
from courses.slots.actions import scheduling
from courses.slots.models import Slot
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = scenes.NOW + timedelta(days=20)


def a_practice_session(**fields: Any) -> Slot:
    return scenes.a_slot(kind=Slot.Kind.PRACTICE, zone="Europe/Paris", language="fr", **fields)


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def propose(enrolment: Enrolment, **changes: Any) -> Dialogue:
    assert enrolment.person is not None
    given: dict[str, Any] = {
        "topic": "Silence",
        "aim": "Waiting",
        "starts_at": START,
        "zone": "UTC",
        "by": enrolment.person,
    }
    return plans.propose(enrolment=enrolment, **given | {"clock": scenes.at(scenes.NOW)} | changes)


def change(dialogue: Dialogue, **changes: Any) -> Dialogue:
    dialogue.refresh_from_db()
    given: dict[str, Any] = {name: getattr(dialogue, name) for name in ("topic", "aim", "starts_at", "zone")}
    details = queries.details_of(dialogue)
    by = lead_of(dialogue)
    clock = scenes.at(scenes.NOW + timedelta(days=1))
    return plans.change(dialogue_id=dialogue.pk, **given | {"by": by, "details": details, "clock": clock} | changes)


def longer(minutes: int) -> Details:
    return Details(stages=usual_stages() | {Stage.BREAKOUT: StageWords(minutes=minutes)})


def states_in_ledger(dialogue: Dialogue) -> list[str]:
    rows = LedgerEvent.objects.filter(subject=f"dialogue:{dialogue.pk}").order_by("seq")
    return [row.value["state"] for row in rows]


def test_a_plan_keeps_all_that_was_written() -> None:
    stages = usual_stages() | {
        Stage.BREAKOUT: StageWords(minutes=18, script="Visit each room.", questions="One?\nTwo?", group_size=4)
    }
    told = Details(concept="A", definition="B", materials=({"title": "C", "url": ""},), stages=stages, language="fr")

    dialogue = propose(scenes.an_enrolment(), details=told)

    assert queries.details_of(dialogue) == told


def test_the_same_plan_sent_twice_is_one() -> None:
    enrolment = scenes.an_enrolment()

    assert propose(enrolment) == propose(enrolment)
    assert Dialogue.objects.count() == 1


def test_a_plan_in_a_session_takes_its_time_zone_and_language() -> None:
    slot = a_practice_session()

    dialogue = propose(scenes.an_enrolment(), details=Details(slot_id=slot.pk))

    assert (dialogue.slot, dialogue.starts_at) == (slot, slot.starts_at)
    assert (dialogue.zone, dialogue.language) == ("Europe/Paris", "fr")


@pytest.mark.parametrize(
    "fields",
    [
        {"published": False},
        {"kind": Slot.Kind.TRAINING},
        {"audience": Slot.Audience.ROLE, "for_role": "core_group"},
    ],
    ids=["a draft", "no practice session", "for others"],
)
def test_a_session_that_is_not_open_to_the_lead_is_refused(fields: dict[str, Any]) -> None:
    given: dict[str, Any] = {"kind": Slot.Kind.PRACTICE}
    slot = scenes.a_slot(**given | fields)

    with pytest.raises(Refused) as refusal:
        propose(scenes.an_enrolment(), details=Details(slot_id=slot.pk))

    assert refusal.value.reasons == (Reason.SESSION_NOT_OPEN,)


def test_five_stages_longer_than_the_hour_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        propose(scenes.an_enrolment(), details=longer(21))

    assert refusal.value.reasons == (Reason.TOO_LONG,)


def test_a_longer_session_leaves_more_time() -> None:
    slot = a_practice_session()
    Slot.objects.filter(pk=slot.pk).update(ends_at=slot.starts_at + timedelta(minutes=90))

    assert propose(scenes.an_enrolment(), details=replace(longer(50), slot_id=slot.pk)).slot == slot


def test_new_words_leave_a_cleared_plan_cleared_and_ask_nobody() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    details = replace(queries.details_of(dialogue), definition="Shorter.")

    change(dialogue, aim="Something else", details=details)

    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.definition, dialogue.aim) == ("cleared", "Shorter.", "Something else")
    assert not OutgoingMail.objects.filter(name="dialogue_moved").exists()


@pytest.mark.parametrize(
    "changes",
    [{"starts_at": START + timedelta(days=1)}, {"topic": "Speech"}, {"details": Details(language="fr")}],
    ids=["time", "topic", "language"],
)
def test_what_was_agreed_to_is_cleared_anew_and_everybody_is_asked_again(changes: dict[str, Any]) -> None:
    observer = UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)

    change(dialogue, **changes)

    dialogue.refresh_from_db()
    rows = Pairing.objects.filter(dialogue=dialogue, person=observer).order_by("pk")
    assert dialogue.state == Dialogue.State.PROPOSED
    assert [row.state for row in rows] == ["withdrawn", "asked"]
    assert OutgoingMail.objects.filter(name="dialogue_moved", person=observer).count() == 1


def test_clearing_a_changed_plan_again_tells_the_lead_again_and_stands_in_the_ledger() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    change(dialogue, topic="Speech")

    later = scenes.at(scenes.NOW + timedelta(days=2))
    plans.clear(dialogue_id=dialogue.pk, by=scenes.a_core_member(), clock=later)

    assert states_in_ledger(dialogue) == ["planned", "cleared", "planned", "cleared"]
    assert OutgoingMail.objects.filter(name="dialogue_cleared").count() == 2


def test_nobody_else_changes_a_plan() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    with pytest.raises(Refused) as refusal:
        change(dialogue, by=UserFactory.create())

    assert refusal.value.reasons == (Reason.NOT_THE_LEAD,)


def test_a_plan_stays_as_it_was_led() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))

    with pytest.raises(Refused) as refusal:
        change(dialogue, aim="Something else")

    assert refusal.value.reasons == (Reason.ALREADY_OVER,)


def in_a_session() -> tuple[Dialogue, User]:
    """A cleared dialogue in a practice session, and its observer."""
    dialogue, observer = (
        propose(scenes.an_enrolment(), details=Details(slot_id=a_practice_session().pk)),
        UserFactory.create(),
    )
    scenes.ask_to_observe(dialogue, observer)
    return plans.clear(dialogue_id=dialogue.pk, by=scenes.a_core_member(), clock=scenes.at(scenes.NOW)), observer


def follow() -> int:
    return sessions.follow_all(clock=scenes.at(scenes.NOW + timedelta(days=1)))


def test_a_dialogue_moves_with_its_session() -> None:
    dialogue, observer = in_a_session()
    assert dialogue.slot is not None
    later = {"starts_at": dialogue.starts_at + timedelta(days=2), "ends_at": dialogue.slot.ends_at + timedelta(days=2)}
    changes = later | {"signup_closes_at": later["starts_at"], "cancel_until": later["starts_at"]}
    scheduling.change(slot_id=dialogue.slot.pk, changes=changes, by=scenes.an_admin(), clock=scenes.at(scenes.NOW))

    assert (follow(), follow()) == (1, 0)

    dialogue.refresh_from_db()
    assert (dialogue.starts_at, dialogue.state) == (later["starts_at"], Dialogue.State.PROPOSED)
    assert OutgoingMail.objects.filter(name="dialogue_moved", person=observer).count() == 1
    assert OutgoingMail.objects.filter(name="dialogue_session_moved", person=lead_of(dialogue)).count() == 1


def test_a_dialogue_whose_session_is_called_off_looks_for_another_time() -> None:
    dialogue, observer = in_a_session()
    assert dialogue.slot is not None
    clock = scenes.at(scenes.NOW)
    scheduling.call_off(slot_id=dialogue.slot.pk, because="A storm.", by=scenes.an_admin(), clock=clock)

    assert (follow(), follow()) == (1, 0)

    dialogue.refresh_from_db()
    assert (dialogue.slot_id, dialogue.state) == (None, "proposed")
    assert Pairing.objects.open().filter(dialogue=dialogue).count() == 1
    assert OutgoingMail.objects.filter(name="dialogue_on_hold", person=observer).count() == 1
    assert OutgoingMail.objects.filter(name="dialogue_without_session", person=lead_of(dialogue)).count() == 1


def test_a_dialogue_that_is_held_follows_no_session() -> None:
    dialogue, _observer = in_a_session()
    Dialogue.objects.filter(pk=dialogue.pk).update(state=Dialogue.State.HELD)
    Slot.objects.update(state=Slot.State.CANCELLED)

    assert follow() == 0
