"""Promising to lead a chat on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.practice import personal_data
from courses.practice.actions import promises
from courses.practice.models import Promise
from courses.practice.rules import Reason, decide_promise, decide_taking_back
from courses.progress import queries
from courses.progress.models import Enrolment, LedgerEvent
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

TODAY = scenes.NOW.date()
SOON = TODAY + timedelta(days=30)
ASKED = [{"kind": "make_promise", "key": "promise", "within_days": 90}, *scenes.usual_requirements()]


def asked_to_promise() -> tuple[Enrolment, User]:
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=ASKED))
    assert enrolment.person is not None
    return enrolment, enrolment.person


def promise(person: User, on: date = SOON) -> Promise:
    return promises.make(on=on, by=person, clock=scenes.at(scenes.NOW))


def is_met(person: User) -> bool:
    return queries.training(person, "facilitator", at=scenes.NOW).requirements[0].status.met


@pytest.mark.parametrize(
    ("on", "promised", "because"),
    [
        (TODAY, False, ()),
        (TODAY - timedelta(days=1), False, (Reason.DAY_PASSED,)),
        (TODAY + timedelta(days=91), False, (Reason.DAY_TOO_FAR,)),
        (TODAY, True, (Reason.ALREADY_PROMISED,)),
    ],
)
def test_a_promise_is_for_a_day_that_counts(on: date, promised: bool, because: tuple[Reason, ...]) -> None:
    farthest = TODAY + timedelta(days=90)

    assert decide_promise(on, today=TODAY, farthest=farthest, promised=promised).because == because


def test_where_no_training_asks_for_it_any_day_ahead_may_be_promised() -> None:
    assert not decide_promise(date(2099, 1, 1), today=TODAY, farthest=None, promised=False).refused


def test_one_takes_back_ones_own_promise_once() -> None:
    assert decide_taking_back(own=False, withdrawn=False).because == (Reason.NOT_YOURS,)
    assert decide_taking_back(own=True, withdrawn=True).because == (Reason.ALREADY_TAKEN_BACK,)


def test_a_promise_meets_what_asks_for_it_until_it_is_taken_back() -> None:
    _enrolment, person = asked_to_promise()

    made = promise(person)
    kept = is_met(person)
    promises.withdraw(promise_id=made.pk, by=person)

    assert (kept, is_met(person)) == (True, False)


def test_a_day_too_far_ahead_is_refused() -> None:
    _enrolment, person = asked_to_promise()

    with pytest.raises(Refused, match="day_too_far"):
        promise(person, TODAY + timedelta(days=91))


def test_a_promise_made_before_the_training_began_counts_for_it() -> None:
    scenes.a_release(requirements=ASKED)
    person = scenes.a_core_member()
    promise(person)

    scenes.an_enrolment(person)

    assert is_met(person)


@pytest.mark.database
def test_the_database_refuses_the_same_day_twice() -> None:
    person = scenes.a_core_member()
    promise(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.create(person=person, on=SOON, made_at=scenes.NOW)


def test_the_page_keeps_a_promise_and_takes_it_back(sign_in: SignIn) -> None:
    _enrolment, person = asked_to_promise()
    client = sign_in(person)
    on = timezone.localdate() + timedelta(days=5)

    client.post(reverse("practice:promise"), {"on": on.isoformat()})
    made = Promise.objects.get()
    client.post(reverse("practice:take_back", args=[made.pk]))

    made.refresh_from_db()
    assert (made.on, made.withdrawn_at is not None) == (on, True)
    assert [row.value["state"] for row in LedgerEvent.objects.order_by("seq")] == ["made", "withdrawn"]


def test_a_day_that_has_passed_is_told_at_the_field(sign_in: SignIn) -> None:
    _enrolment, person = asked_to_promise()

    page = sign_in(person).post(reverse("practice:promise"), {"on": "2020-01-01"}).content.decode()

    assert ("This day has passed" in page, 'value="2020-01-01"' in page) == (True, True)


def test_somebody_elses_promise_is_not_there(as_trainee: Client) -> None:
    made = promise(scenes.a_core_member())

    assert as_trainee.post(reverse("practice:take_back", args=[made.pk])).status_code == 404


def test_promises_are_exported_and_erased() -> None:
    person = scenes.a_core_member()
    promise(person)

    exported = personal_data.export(person)["promises"]
    personal_data.erase(person)

    assert ([row["on"] for row in exported], Promise.objects.count()) == ([SOON], 0)
