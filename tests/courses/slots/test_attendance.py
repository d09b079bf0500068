"""What holds of somebody's presence: whose word weighs more, corrections, and taking back, here and in the ledger."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent
from courses.slots import queries
from courses.slots.actions import attendance
from courses.slots.models import AttendanceMark, Slot
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def house() -> scenes.FullHouse:
    return scenes.a_full_house(seats=2, starts_in=timedelta(minutes=-30))


def told(house: scenes.FullHouse, rank: Rank, minutes: int) -> AttendanceMark:
    """A check-in or a report says something of the first person."""
    [person, *_others] = house.seated
    made = AttendanceMark.objects.create(
        slot=house.slot,
        person=person,
        revision=AttendanceMark.objects.count() + 1,
        minutes=minutes,
        rank=rank,
        source="told",
        marked_at=timezone.now(),
    )
    ledger.assert_all([(person.pk, attendance.claim(made))], by=None)
    return made


def mark(house: scenes.FullHouse, minutes: int, by: User, **more: str) -> AttendanceMark:
    return attendance.mark(slot_id=house.slot.pk, person=house.seated[0], minutes=minutes, by=by, **more)  # type: ignore[arg-type]


def undo(house: scenes.FullHouse, row: AttendanceMark, by: User, because: str = "") -> AttendanceMark:
    return attendance.undo(slot_id=house.slot.pk, mark_id=row.pk, by=by, because=because)


def close(house: scenes.FullHouse) -> None:
    Slot.objects.filter(pk=house.slot.pk).update(state=Slot.State.CLOSED, closed_at=timezone.now())


def holds(house: scenes.FullHouse) -> tuple[int | None, list[int | None]]:
    """The minutes that hold of the first person, here and in each of their trainings."""
    person, subject = house.seated[0], f"attendance:slot/{house.slot.pk}"
    standing = queries.standing_mark(house.slot, person)
    trainings = [row.progress.get(subject) for row in Enrolment.objects.filter(person=person).order_by("pk")]
    return standing.minutes if standing else None, [row.value["minutes"] if row else None for row in trainings]


@pytest.mark.parametrize(
    ("first", "then", "stands"),
    [
        (Rank.SELF, Rank.IMPORT, 2),
        (Rank.IMPORT, Rank.SELF, 1),
        (Rank.SELF, Rank.PERSON, 2),
        (Rank.PERSON, Rank.SELF, 1),
        (Rank.IMPORT, Rank.PERSON, 2),
        (Rank.PERSON, Rank.IMPORT, 1),
    ],
)
def test_a_persons_word_weighs_more_than_a_report_and_a_report_more_than_a_check_in(
    house: scenes.FullHouse, first: Rank, then: Rank, stands: int
) -> None:
    road.an_enrolment(house.seated[0])

    told(house, first, 1)
    told(house, then, 2)

    assert holds(house) == (stands, [stands])


def test_taking_back_lets_the_check_in_stand_again_in_all_trainings_of_the_person(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    for slug in ("facilitator", "renewal"):
        road.an_enrolment(house.seated[0], release=road.a_release(slug=slug))
    told(house, Rank.SELF, 52)
    wrong = mark(house, 0, host)
    assert holds(house) == (0, [0, 0])

    undo(house, wrong, host)

    assert holds(house) == (52, [52, 52])
    call_command("rebuild_progress", "--check")


def test_taking_back_twice_is_taking_back_once(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    road.an_enrolment(house.seated[0])
    row = mark(house, 60, host)

    for _time in range(2):
        undo(house, row, host)

    assert LedgerEvent.objects.exclude(undoes=None).count() == 1


def test_nobody_takes_back_what_somebody_else_has_said(house: scenes.FullHouse) -> None:
    row = mark(house, 60, road.a_core_member())

    with pytest.raises(Refused) as refusal:
        undo(house, row, road.a_core_member())

    assert refusal.value.reasons == (Reason.NOTHING_TO_TAKE_BACK,)


def test_what_a_colleague_has_corrected_is_not_taken_back_below_them(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    row = mark(house, 60, host)
    mark(house, 30, road.a_core_member())

    with pytest.raises(Refused) as refusal:
        undo(house, row, host)

    assert refusal.value.reasons == (Reason.CHANGED_MEANWHILE,)


def test_who_enrols_later_brings_along_what_holds_and_not_what_was_taken_back(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    told(house, Rank.IMPORT, 52)
    undo(house, mark(house, 0, host), host)

    road.an_enrolment(house.seated[0])

    assert holds(house) == (52, [52])


def test_before_a_session_is_closed_a_tap_is_changed_freely(house: scenes.FullHouse) -> None:
    mark(house, 60, road.a_core_member())
    mark(house, 0, road.a_core_member())

    assert holds(house)[0] == 0


@pytest.mark.parametrize("rank", [Rank.IMPORT, Rank.PERSON])
def test_a_closed_session_is_corrected_with_a_reason_that_is_kept(house: scenes.FullHouse, rank: Rank) -> None:
    host = road.a_core_member()
    told(house, rank, 60)
    close(house)

    with pytest.raises(Refused) as refusal:
        mark(house, 0, host, because=" ")
    made = mark(house, 0, host, because="Left at the start.")

    assert refusal.value.reasons == (Reason.CORRECTION_NEEDS_REASON,)
    assert (made.because, holds(house)[0]) == ("Left at the start.", 0)


def test_in_a_closed_session_a_check_in_is_overruled_without_a_reason(house: scenes.FullHouse) -> None:
    told(house, Rank.SELF, 60)
    close(house)

    mark(house, 0, road.a_core_member())

    assert holds(house)[0] == 0


def test_in_a_closed_session_taking_back_needs_a_reason(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    row = mark(house, 60, host)
    close(house)

    with pytest.raises(Refused):
        undo(house, row, host)
    undo(house, row, host, because="The wrong Person.")

    assert holds(house)[0] is None


def test_the_same_key_is_the_same_mark_whatever_was_said_since(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    first = mark(house, 60, host, key="tap")
    mark(house, 0, host)

    assert mark(house, 60, host, key="tap").pk == first.pk
    assert holds(house)[0] == 0


def test_a_key_names_one_mark_of_one_person() -> None:
    house, host = scenes.a_full_house(seats=2, starts_in=timedelta(hours=-2)), road.a_core_member()
    first, second = house.seated
    attendance.mark(slot_id=house.slot.pk, person=first, minutes=60, by=host, key="tap")

    with pytest.raises(Refused) as refusal:
        attendance.mark(slot_id=house.slot.pk, person=second, minutes=60, by=host, key="tap")

    assert refusal.value.reasons == (Reason.CHANGED_MEANWHILE,)


def test_the_database_takes_a_key_once(house: scenes.FullHouse) -> None:
    row = mark(house, 60, road.a_core_member(), key="tap")

    with pytest.raises(IntegrityError, match=r"attendance_key_once|slot_id.*key"), transaction.atomic():
        AttendanceMark.objects.create(
            slot=house.slot, revision=9, minutes=0, rank=2, source="staff", key=row.key, marked_at=timezone.now()
        )


def test_the_rest_is_marked_at_once_and_what_is_known_stays(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    road.an_enrolment(house.seated[1])
    told(house, Rank.SELF, 20)

    made = attendance.mark_rest(slot_id=house.slot.pk, minutes=60, by=host)

    assert [row.person_id for row in made] == [house.seated[1].pk]
    assert LedgerEvent.objects.filter(subject__startswith="attendance:").count() == 1
    assert holds(house)[0] == 20


def test_who_marks_the_rest_leaves_themselves_out(house: scenes.FullHouse) -> None:
    host = road.a_core_member()
    slot = scenes.a_slot(starts_in=timedelta(minutes=-30))
    scenes.sign_up(slot, host)

    assert attendance.mark_rest(slot_id=slot.pk, minutes=60, by=host) == []
