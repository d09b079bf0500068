"""The room by the server's word: presses that arrive late or twice, slips, early ends, and rooms left open."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from courses.practice import personal_data
from courses.practice.actions import notes, room
from courses.practice.models import Dialogue, Note, Pairing, Press, Stage, StageRun
from courses.practice.rules import Reason
from courses.progress.models import LedgerEvent
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def dialogue(db: None) -> Dialogue:
    return scenes.a_dialogue(scenes.an_enrolment())


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def after(dialogue: Dialogue, minutes: float) -> datetime:
    return dialogue.starts_at + timedelta(minutes=minutes)


def begin(dialogue: Dialogue, *stages: Stage, every: float = 10) -> None:
    """Stages begun so many minutes apart, the first at the start."""
    for number, stage in enumerate(stages):
        clock = scenes.at(after(dialogue, number * every))
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead_of(dialogue), clock=clock)


def press(
    dialogue: Dialogue,
    act: Press.Act,
    stage: Stage | None = None,
    *,
    pressed: float,
    arrived: float | None = None,
    key: UUID | None = None,
    by: User | None = None,
) -> None:
    """A press, in minutes after the start, which arrives at once unless said otherwise."""
    said = room.Pressed(act=act, key=key or uuid4(), at=after(dialogue, pressed), stage=stage)
    clock = scenes.at(after(dialogue, pressed if arrived is None else arrived))
    room.take_press(dialogue_id=dialogue.pk, pressed=said, by=by or lead_of(dialogue), clock=clock)


def ran(dialogue: Dialogue) -> list[tuple[str, float, float | None]]:
    """Each stage with the minutes after the start at which it began and ended."""

    def minute(at: datetime | None) -> float | None:
        return (at - dialogue.starts_at).total_seconds() / 60 if at else None

    rows = StageRun.objects.filter(dialogue=dialogue)
    return [(row.stage, minute(row.started_at) or 0.0, minute(row.ended_at)) for row in rows]


def test_a_press_that_waited_for_the_network_counts_from_when_it_was_pressed(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)

    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=9, arrived=12)

    assert ran(dialogue) == [("check_in", 0, 9), ("concept", 9, None)]


def test_presses_that_waited_together_arrive_in_their_order(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)

    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=9, arrived=15)
    press(dialogue, Press.Act.BEGIN, Stage.FRAME, pressed=13, arrived=15)

    assert ran(dialogue) == [("check_in", 0, 9), ("concept", 9, 13), ("frame", 13, None)]


def test_a_press_from_more_than_ten_minutes_ago_changes_nothing_and_says_so(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)

    with pytest.raises(Refused) as refusal:
        press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=9, arrived=19.5)

    assert refusal.value.reasons == (Reason.PRESSED_LONG_AGO,)
    assert (ran(dialogue), Press.objects.count()) == ([("check_in", 0, None)], 0)


@pytest.mark.parametrize(("pressed", "counts_from"), [(3, 10), (14, 12)])
def test_no_press_counts_before_the_running_stage_or_after_it_arrived(
    dialogue: Dialogue, pressed: float, counts_from: float
) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    press(dialogue, Press.Act.BEGIN, Stage.FRAME, pressed=pressed, arrived=12)

    assert ran(dialogue)[-1] == ("frame", counts_from, None)


def test_the_same_press_twice_is_one(dialogue: Dialogue) -> None:
    key = uuid4()
    begin(dialogue, Stage.CHECK_IN)

    for arrived in (9, 11):
        press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=9, arrived=arrived, key=key)

    assert (ran(dialogue), Press.objects.count()) == ([("check_in", 0, 9), ("concept", 9, None)], 1)


def test_a_press_that_arrives_again_after_it_was_taken_back_begins_nothing(dialogue: Dialogue) -> None:
    key = uuid4()
    begin(dialogue, Stage.CHECK_IN)
    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=4, key=key)
    press(dialogue, Press.Act.TAKE_BACK, Stage.CONCEPT, pressed=4.5)

    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=4, arrived=5, key=key)

    assert ran(dialogue) == [("check_in", 0, None)]


def test_a_press_for_a_stage_that_the_other_lead_began_changes_nothing(dialogue: Dialogue) -> None:
    pair = UserFactory.create()
    scenes.ask(dialogue, pair, Pairing.Part.CO_LEAD)
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=9, arrived=12, by=pair)

    assert ran(dialogue) == [("check_in", 0, 10), ("concept", 10, None)]


def test_a_slip_is_taken_back_as_if_nothing_had_been(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    clock = scenes.at(after(dialogue, 10.9))
    room.go_back(dialogue_id=dialogue.pk, stage=Stage.CONCEPT, by=lead_of(dialogue), clock=clock)

    assert ran(dialogue) == [("check_in", 0, None)]


def test_a_stage_that_ran_for_more_than_a_minute_stays_begun(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    clock = scenes.at(after(dialogue, 11.1))
    with pytest.raises(Refused) as refusal:
        room.go_back(dialogue_id=dialogue.pk, stage=Stage.CONCEPT, by=lead_of(dialogue), clock=clock)

    assert refusal.value.reasons == (Reason.NOTHING_TO_TAKE_BACK,)


def test_taking_back_the_first_stage_leaves_a_dialogue_that_may_still_be_called_off(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)

    clock = scenes.at(after(dialogue, 0.5))
    room.go_back(dialogue_id=dialogue.pk, stage=Stage.CHECK_IN, by=lead_of(dialogue), clock=clock)

    dialogue.refresh_from_db()
    assert (dialogue.state, ran(dialogue)) == (Dialogue.State.CLEARED, [])


def test_notes_follow_the_stage_that_ran_when_they_were_written(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN)
    for minute in (5, 11):
        notes.write(
            dialogue_id=dialogue.pk,
            kind=Note.Kind.OWN,
            text=f"At {minute}",
            noted_at=after(dialogue, minute),
            key=uuid4(),
            by=lead_of(dialogue),
            clock=scenes.at(after(dialogue, 12)),
        )

    press(dialogue, Press.Act.BEGIN, Stage.CONCEPT, pressed=10, arrived=13)

    assert list(Note.objects.values_list("text", "stage")) == [("At 5", "check_in"), ("At 11", "concept")]


def test_ending_early_counts_the_stages_that_ran(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    room.end_early(dialogue_id=dialogue.pk, by=lead_of(dialogue), clock=scenes.at(after(dialogue, 14)))

    event = LedgerEvent.objects.filter(subject=f"dialogue:{dialogue.pk}").latest("seq")
    assert event.value == {"state": "held", "stages": {"check_in": 10, "concept": 4}}


def test_a_dialogue_whose_last_stage_runs_is_closed_and_not_ended_early(dialogue: Dialogue) -> None:
    begin(dialogue, *Stage)

    with pytest.raises(Refused) as refusal:
        room.end_early(dialogue_id=dialogue.pk, by=lead_of(dialogue), clock=scenes.at(after(dialogue, 50)))

    assert refusal.value.reasons == (Reason.ALL_BEGUN,)


def test_of_a_room_that_was_left_open_no_more_counts_than_was_planned(dialogue: Dialogue) -> None:
    begin(dialogue, *Stage)

    room.finish(dialogue_id=dialogue.pk, by=lead_of(dialogue), clock=scenes.at(after(dialogue, 24 * 60)))

    event = LedgerEvent.objects.filter(subject=f"dialogue:{dialogue.pk}").latest("seq")
    assert ran(dialogue)[-1] == ("debrief", 40, 55)
    assert (event.value["stages"]["debrief"], event.occurred_at) == (15, after(dialogue, 55))


def test_the_core_group_closes_a_room_that_its_leads_left_open(dialogue: Dialogue) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    clock = scenes.at(after(dialogue, 10 + 5 + 31))
    held = room.close_for_them(dialogue_id=dialogue.pk, by=scenes.a_core_member(), clock=clock)

    assert (held.state, ran(dialogue)[-1]) == (Dialogue.State.HELD, ("concept", 10, 15))
    assert OutgoingMail.objects.filter(name="dialogue_closed_for_you", person=lead_of(dialogue)).count() == 1


@pytest.mark.parametrize(
    ("minutes", "own", "reason"), [(44, False, Reason.NOT_LEFT_OPEN), (60, True, Reason.OWN_DIALOGUE)]
)
def test_nobody_closes_a_room_that_is_led_or_their_own(
    dialogue: Dialogue, minutes: int, own: bool, reason: Reason
) -> None:
    begin(dialogue, Stage.CHECK_IN, Stage.CONCEPT)

    by = lead_of(dialogue) if own else scenes.a_core_member()
    with pytest.raises(Refused) as refusal:
        room.close_for_them(dialogue_id=dialogue.pk, by=by, clock=scenes.at(after(dialogue, minutes)))

    assert refusal.value.reasons == (reason,)


@pytest.mark.parametrize("act", Press.Act.values)
def test_whoever_observes_presses_nothing(act: str) -> None:
    observer = UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)
    begin(dialogue, Stage.CHECK_IN)

    with pytest.raises(Refused) as refusal:
        press(dialogue, Press.Act(act), Stage.CONCEPT, pressed=10, by=observer)

    assert Reason.NOT_THE_LEAD in refusal.value.reasons
    assert ran(dialogue) == [("check_in", 0, None)]


def test_an_erased_lead_leaves_presses_without_a_name(dialogue: Dialogue) -> None:
    press(dialogue, Press.Act.BEGIN, Stage.CHECK_IN, pressed=0)

    exported = personal_data.export(lead_of(dialogue))["pressed_by_you"]
    personal_data.erase(lead_of(dialogue))

    assert [(row["act"], row["stage"]) for row in exported] == [("begin", "check_in")]
    assert list(Press.objects.values_list("by", flat=True)) == [None]
