"""Groups of those who are in the room: the same on every device, mixed again, and forgotten at the end."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from courses.practice import queries
from courses.practice.actions import breakouts, room
from courses.practice.models import Dialogue, Stage
from courses.practice.rules import Reason
from courses.slots.actions import checkin, seats
from lms.actions import Refused
from lms.people.models import Institution, User
from tests import scenes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def in_a_session(count: int) -> tuple[Dialogue, list[User]]:
    """A dialogue in a practice session, in which so many people and the lead have a seat."""
    slot = scenes.a_slot(seats=count + 2, starts_at=scenes.NOW + timedelta(days=20))
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    dialogue.slot = slot
    dialogue.save()
    homes = [Institution.objects.create(name=name) for name in ("North", "South")]
    people = [
        UserFactory.create(display_name=f"Person {number:02}", institution=homes[number % 2]) for number in range(count)
    ]
    for person in [*people, lead_of(dialogue)]:
        seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=scenes.at(scenes.NOW))
    return dialogue, people


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def parted(dialogue: Dialogue, *, seed: int = 1, people: int | None = None, n: int = 3) -> queries.Breakout:
    made = breakouts.make(
        dialogue_id=dialogue.pk, size_or_number="size", n=n, people=people, seed=seed, by=lead_of(dialogue)
    )
    found = queries.breakout_of(made)
    assert found is not None
    return found


def test_everybody_with_a_seat_but_the_lead_is_in_one_group() -> None:
    dialogue, people = in_a_session(7)

    groups = parted(dialogue).groups

    assert sorted(name for group in groups for name in group.names) == [str(person) for person in people]
    assert [group.size for group in groups] == [3, 2, 2]


def test_institutions_are_spread_over_the_groups() -> None:
    dialogue, people = in_a_session(8)

    groups = parted(dialogue, n=4).groups

    north = {str(person) for person in people if str(person.institution) == "North"}
    assert [len(north.intersection(group.names)) for group in groups] == [2, 2]


def test_a_reload_and_the_other_device_show_the_same_groups() -> None:
    dialogue, _ = in_a_session(9)
    first = parted(dialogue)

    again = queries.breakout_of(Dialogue.objects.select_related("enrolment", "slot").get(pk=dialogue.pk))

    assert again == first


def test_somebody_who_comes_later_moves_nobody() -> None:
    dialogue, _ = in_a_session(4)
    first = parted(dialogue)
    assert dialogue.slot is not None
    late = UserFactory.create()

    seats.sign_up(slot_id=dialogue.slot.pk, person=late, by=late, clock=scenes.at(scenes.NOW))

    again = queries.breakout_of(Dialogue.objects.select_related("enrolment", "slot").get(pk=dialogue.pk))
    assert again is not None
    assert (first.late, again.late, again.groups) == (0, 1, first.groups)


def test_once_people_have_checked_in_only_they_are_parted() -> None:
    dialogue, people = in_a_session(6)
    assert dialogue.slot is not None
    for person in people[:4]:
        clock = scenes.at(dialogue.slot.starts_at + timedelta(minutes=1))
        checkin.check_in(slot_id=dialogue.slot.pk, person=person, clock=clock)

    assert sorted(name for group in parted(dialogue).groups for name in group.names) == [str(one) for one in people[:4]]


def test_mixing_again_keeps_how_groups_are_made() -> None:
    dialogue, _ = in_a_session(9)
    first = parted(dialogue)

    again = queries.breakout_of(breakouts.mix_again(dialogue_id=dialogue.pk, seed=2, by=lead_of(dialogue)))

    assert again is not None
    assert [group.size for group in again.groups] == [group.size for group in first.groups]
    assert again.groups != first.groups


def test_a_number_of_people_makes_groups_without_names() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    found = parted(dialogue, people=10, n=4)

    assert [(group.size, group.names) for group in found.groups] == [(4, ()), (3, ()), (3, ())]


def test_groups_need_somebody_to_part() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    with pytest.raises(Refused) as refusal:
        parted(dialogue)

    assert refusal.value.reasons == (Reason.TOO_FEW_PEOPLE,)


def test_there_is_nothing_to_mix_again_before_groups_were_made() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    with pytest.raises(Refused) as refusal:
        breakouts.mix_again(dialogue_id=dialogue.pk, seed=1, by=lead_of(dialogue))

    assert refusal.value.reasons == (Reason.NO_GROUPS_YET,)


def test_who_sat_with_whom_is_forgotten_when_the_dialogue_ends() -> None:
    dialogue, _ = in_a_session(6)
    parted(dialogue)
    clock = scenes.at(dialogue.starts_at)
    room.begin_stage(dialogue_id=dialogue.pk, stage=Stage.CHECK_IN, by=lead_of(dialogue), clock=clock)

    ended = room.end_early(dialogue_id=dialogue.pk, by=lead_of(dialogue), clock=clock)

    assert "members" not in Dialogue.objects.get(pk=ended.pk).breakout


@pytest.mark.parametrize("count", [3, 9])
def test_groups_take_seven_queries_however_many_people(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    dialogue, _ = in_a_session(count)
    parted(dialogue)
    found = Dialogue.objects.select_related("enrolment", "slot").get(pk=dialogue.pk)

    with django_assert_num_queries(7):
        queries.breakout_of(found)
