"""Ways between the pages of a session: nobody who stands before its door, or runs it, looks for the next page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.slots.actions import scheduling
from courses.slots.forms import ClosingForm
from courses.slots.models import Slot
from lms.people.models import User
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page

pytestmark = pytest.mark.django_db


def of(slot: Slot) -> str:
    return slot.get_absolute_url()


def check_in(slot: Slot) -> str:
    return f'href="{reverse("slots:check_in", args=[slot.pk])}"'


def test_the_page_that_the_screen_points_to_leads_to_check_in_before_one_has_signed_in(client: Client) -> None:
    assert check_in(slot := scenes.a_running_slot()) in page(client, of(slot))
    assert check_in(slot := scenes.a_slot()) not in page(client, of(slot))


def test_who_waits_can_say_at_the_door_that_they_are_there(sign_in: SignIn) -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(minutes=-5))

    assert check_in(house.slot) in page(sign_in(house.waiting[0]), of(house.slot))


@pytest.mark.parametrize(("room", "link", "shown"), [("Library", "", False), ("Library", scenes.JOIN_LINK, True)])
def test_a_room_is_entered_on_foot(sign_in: SignIn, trainee: User, room: str, link: str, *, shown: bool) -> None:
    slot = scenes.a_running_slot(trainee, room=room, join_link=link)
    client = sign_in(trainee)

    assert [("Join now" in page(client, place)) for place in (of(slot), "/training/")] == [shown, shown]


def test_who_sits_in_a_session_is_not_told_how_to_stay_away(sign_in: SignIn, trainee: User) -> None:
    text = page(sign_in(trainee), of(scenes.a_running_slot(trainee)))

    assert "It has begun. Come in." in text
    assert ["give it back" in text, "into your calendar" in text] == [False, False]


def test_a_session_that_is_called_off_promises_no_door(client: Client, core_member: User) -> None:
    slot = scenes.a_slot()
    scheduling.call_off(slot_id=slot.pk, because="The host is ill.", by=core_member)

    assert "The door opens on this page" not in page(client, of(slot))


def test_where_nobody_waits_yet_the_next_is_first_in_line(client: Client) -> None:
    slot = scenes.a_full_house().slot

    assert "you'd be first in line" in page(client, of(slot)).replace("&#x27;", "'")
    assert "and nobody waits yet" in page(client, f"{of(slot)}new/")


def ways(client: Client, slot: Slot) -> list[bool]:
    """Whether the roster leads to the page of the hour, to closing, and to the meeting report."""
    text = page(client, reverse("sessions:roster", args=[slot.pk]))
    return [f'href="{reverse(f"sessions:{name}", args=[slot.pk])}"' in text for name in ("run", "close", "reports")]


@pytest.mark.parametrize(
    ("state", "minutes_ago", "shown"),
    [
        ("draft", -600, [False, False, False]),
        ("published", -600, [True, False, False]),
        ("published", 10, [True, True, True]),
        ("published", 90, [True, True, True]),
        ("closed", 90, [True, False, True]),
        ("cancelled", 90, [False, False, False]),
    ],
)
def test_the_roster_leads_to_what_can_be_done_now(
    as_core_member: Client, state: str, minutes_ago: int, shown: list[bool]
) -> None:
    slot = scenes.a_running_slot(minutes_ago=minutes_ago)
    closed_at = timezone.now() if state == "closed" else None
    Slot.objects.update(state=state, closed_at=closed_at, cancelled_because="Ill." if state == "cancelled" else "")

    assert ways(as_core_member, slot) == shown


@pytest.mark.parametrize(("minutes_ago", "shown"), [(10, True), (90, False)])
def test_a_link_is_missed_as_long_as_somebody_needs_it(
    as_core_member: Client, minutes_ago: int, *, shown: bool
) -> None:
    slot = scenes.a_running_slot(minutes_ago=minutes_ago, join_link="")

    assert ("the link is missing" in page(as_core_member, reverse("sessions:roster", args=[slot.pk]))) == shown


def test_an_empty_room_is_told_in_words() -> None:
    assert str(ClosingForm(there=0).fields["agrees"].label) == "Yes, nobody was there"
