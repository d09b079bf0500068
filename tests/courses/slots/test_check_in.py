"""Saying oneself that one is there: what it is worth, how long it counts, and that it gets in nobody's way."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.progress.models import LedgerEvent
from courses.slots import queries, rules
from courses.slots.actions import attendance, checkin, closing, doorways, scheduling, tries
from courses.slots.models import AttendanceMark, Slot
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.scenes import at

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def check_in(slot: Slot, person: User, minute: int, *, grant_id: str = "") -> AttendanceMark:
    clock = at(slot.starts_at + timedelta(minutes=minute))
    return checkin.check_in(slot_id=slot.pk, person=person, grant_id=grant_id, clock=clock)


def check_out(slot: Slot, person: User, minute: int) -> AttendanceMark:
    return checkin.check_out(slot_id=slot.pk, person=person, clock=at(slot.starts_at + timedelta(minutes=minute)))


def refused(slot: Slot, person: User, minute: int) -> tuple[object, ...]:
    with pytest.raises(Refused) as refusal:
        check_in(slot, person, minute)
    return refusal.value.reasons


def standing(slot: Slot, person: User) -> tuple[int, str]:
    mark = queries.standing_mark(slot, person)
    assert mark
    return mark.minutes, mark.source


@pytest.mark.parametrize(("minute", "minutes"), [(-15, 60), (0, 60), (12, 48), (59, 1)])
def test_minutes_count_from_coming_to_the_end(trainee: User, minute: int, minutes: int) -> None:
    slot = scenes.a_running_slot(trainee)

    check_in(slot, trainee, minute)

    assert standing(slot, trainee) == (minutes, "check-in")


def test_checking_in_twice_changes_nothing(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    first = check_in(slot, trainee, 5)

    assert (check_in(slot, trainee, 40), AttendanceMark.objects.count()) == (first, 1)


def test_who_leaves_has_the_minutes_until_then(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, 5)

    check_out(slot, trainee, 35)
    check_out(slot, trainee, 50)

    assert (standing(slot, trainee), AttendanceMark.objects.count()) == ((30, "check-in"), 2)


def test_who_comes_back_goes_on_from_there(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, 0)
    check_out(slot, trainee, 10)
    check_in(slot, trainee, 40)

    check_out(slot, trainee, 50)

    assert standing(slot, trainee) == (20, "check-in")


def test_who_leaves_before_the_start_has_no_minutes(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, -10)

    check_out(slot, trainee, -5)

    assert standing(slot, trainee) == (0, "check-in")


@pytest.mark.parametrize("ends", ["close", "call_off"])
def test_nobody_leaves_what_the_host_has_ended_already(trainee: User, ends: str) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, 0)
    now = at(slot.starts_at + timedelta(minutes=20))
    if ends == "close":
        closing.close(slot_id=slot.pk, headcount=1, by=road.a_core_member(), clock=now)
    else:
        scheduling.call_off(slot_id=slot.pk, because="A fire alarm", by=road.a_core_member(), clock=now)

    with pytest.raises(Refused) as refusal:
        check_out(slot, trainee, 30)

    assert (refusal.value.reasons, standing(slot, trainee)) == ((Reason.ALREADY_OVER,), (60, "check-in"))


def test_nobody_leaves_who_has_not_come(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)

    with pytest.raises(Refused) as refusal:
        check_out(slot, trainee, 5)

    assert refusal.value.reasons == (Reason.NOT_CHECKED_IN,)


@pytest.mark.parametrize(
    ("minute", "fields", "reason"),
    [
        (-16, {}, Reason.CHECK_IN_NOT_YET),
        (60, {}, Reason.CHECK_IN_OVER),
        (-1, {"check_in_opens": 0}, Reason.CHECK_IN_NOT_YET),
        (20, {"check_in_closes": 20}, Reason.CHECK_IN_OVER),
        (60, {"check_in_closes": 90}, Reason.CHECK_IN_OVER),
    ],
)
def test_outside_of_its_window_nobody_checks_in(
    trainee: User, minute: int, fields: dict[str, int], reason: Reason
) -> None:
    slot = scenes.a_running_slot(trainee, **fields)

    assert (refused(slot, trainee, minute), AttendanceMark.objects.exists()) == ((reason,), False)


@pytest.mark.parametrize(
    ("minute", "fields"), [(-15, {}), (59, {}), (0, {"check_in_opens": 0}), (19, {"check_in_closes": 20})]
)
def test_at_the_edges_of_its_window_people_check_in(trainee: User, minute: int, fields: dict[str, int]) -> None:
    slot = scenes.a_running_slot(trainee, **fields)

    assert check_in(slot, trainee, minute).came_at


def test_who_has_no_seat_is_told_how_to_get_in(trainee: User) -> None:
    assert refused(scenes.a_running_slot(), trainee, 5) == (Reason.WALK_IN,)


def test_who_waits_is_at_the_door(trainee: User) -> None:
    slot = scenes.a_running_slot(scenes.people(1)[0], seats=1)
    [row] = scenes.sign_up(slot, trainee)

    assert (refused(slot, trainee, 5), doorways.at_the_door([row.pk])) == ((Reason.AT_THE_DOOR,), {row.pk})


def test_what_one_code_opened_lets_in_one_person(trainee: User) -> None:
    other = scenes.people(1)[0]
    slot = scenes.a_running_slot(trainee, other)
    check_in(slot, trainee, 5, grant_id="once")

    with pytest.raises(Refused) as refusal:
        check_in(slot, other, 6, grant_id="once")

    assert refusal.value.reasons == (Reason.GRANT_SPENT,)


def test_who_has_left_does_not_come_back_by_the_old_grant(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, 5, grant_id="once")
    check_out(slot, trainee, 6)

    with pytest.raises(Refused) as refusal:
        check_in(slot, trainee, 7, grant_id="once")

    assert refusal.value.reasons == (Reason.GRANT_SPENT,)


def test_staffs_word_holds_before_a_check_in_whichever_came_first(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    attendance.mark(slot_id=slot.pk, person=trainee, minutes=30, by=road.a_core_member())

    check_in(slot, trainee, 5)

    assert standing(slot, trainee) == (30, "staff")


def test_a_check_in_reaches_no_ledger_by_itself(trainee: User) -> None:
    enrolment = road.an_enrolment(trainee)
    slot = scenes.a_running_slot(trainee)

    check_in(slot, trainee, 5)

    assert not LedgerEvent.objects.filter(enrolment=enrolment, subject__startswith="attendance:").exists()
    assert queries.attended(trainee) == []


def test_a_training_that_begins_meanwhile_knows_nothing_of_it_either(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    check_in(slot, trainee, 5)

    enrolment = road.an_enrolment(trainee)

    assert not LedgerEvent.objects.filter(enrolment=enrolment, subject__startswith="attendance:").exists()


def test_tries_are_counted_for_each_span() -> None:
    now = timezone.now()

    taken = [tries.take("slot:1", most=3, at=now) for _try in range(5)]
    later = tries.take("slot:1", most=3, at=now + rules.TRIES_SPAN)

    assert (taken, later) == ([True, True, True, False, False], True)


def test_a_right_code_costs_no_try(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    now = timezone.now()
    for _time in range(rules.ACCOUNT_TRIES + 5):
        checkin.enter_code(slot, scenes.code_of(slot, now), reader=trainee, at=now)

    with pytest.raises(Refused) as refusal:
        checkin.enter_code(slot, scenes.wrong_code(slot), reader=trainee, at=now)

    assert refusal.value.reasons == (Reason.WRONG_CODE,)


def test_after_too_many_tries_a_right_code_is_not_even_looked_at(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    now = timezone.now()
    for _time in range(rules.ACCOUNT_TRIES):
        with pytest.raises(Refused):
            checkin.enter_code(slot, scenes.wrong_code(slot), reader=trainee, at=now)

    with pytest.raises(Refused) as refusal:
        checkin.enter_code(slot, scenes.code_of(slot, now), reader=trainee, at=now)

    assert refusal.value.reasons == (Reason.TOO_MANY_TRIES,)


def test_of_an_address_only_a_hash_is_kept_and_it_says_nothing_elsewhere() -> None:
    one, other = scenes.a_running_slot(), scenes.a_running_slot()
    for _person in range(3):
        doorways.count_address(one, "192.0.2.7", at=timezone.now())
    doorways.count_address(other, "192.0.2.7", at=timezone.now())
    doorways.count_address(one, "192.0.2.8", at=timezone.now())

    kept = [key for key in cache._cache if "slots.address" in key]  # type: ignore[attr-defined]
    assert (doorways.same_address(one), doorways.same_address(other)) == (3, 1)
    assert (len(kept), any("192" in key for key in kept)) == (5, False)
