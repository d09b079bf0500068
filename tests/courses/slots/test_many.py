"""However many sessions there are, a page asks the database as often."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.slots.models import Seat, SignUp, Slot
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MANY = 500


def many_sessions(like: Slot) -> list[Slot]:
    """Copies, an hour apart, with two seats each."""
    same = {field.attname: getattr(like, field.attname) for field in Slot._meta.concrete_fields}
    made = []
    for hours in range(1, MANY + 1):
        later = {name: same[name] + timedelta(hours=hours) for name in ("starts_at", "ends_at")}
        made.append(Slot(**{**same, **later, "id": None}))
    slots = Slot.objects.bulk_create(made)
    Seat.objects.bulk_create(Seat(slot=slot, number=number) for slot in slots for number in (1, 2))
    return slots


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/sessions/", "/api/v1/sessions/"])
def test_a_page_of_five_hundred_sessions_asks_as_often_as_a_page_of_one(client: Client, address: str) -> None:
    slot, people = scenes.a_slot(seats=2), scenes.people(4)
    scenes.sign_up(slot, *people)
    client.force_login(people[0], backend="django.contrib.auth.backends.ModelBackend")
    client.get(address)
    one = questions(client, address)

    at = timezone.now()
    rows = [SignUp(slot=copy, person=people[0], state="waiting", created_at=at) for copy in many_sessions(slot)]
    SignUp.objects.bulk_create(rows)

    assert questions(client, address) == one
