"""Pausing, going on, withdrawing, coming back, and the day one wants to be done by."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.progress import queries
from courses.progress.actions import enrolments, releases
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent, Release
from courses.progress.rules import Reason, decide_plan, decide_state
from courses.slots.actions import seats
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

VERBS = {"pause": "paused", "withdraw": "withdrawn"}
TODAY = scenes.NOW.date()


def own(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def subjects() -> list[tuple[str, dict[str, object]]]:
    return list(LedgerEvent.objects.order_by("seq").values_list("subject", "value"))


def test_who_has_withdrawn_comes_back_before_they_pause() -> None:
    assert decide_state("paused", own=True, now="withdrawn").because == (Reason.WITHDRAWN,)
    assert not decide_state("active", own=True, now="withdrawn").refused


def test_nobody_pauses_for_somebody_else() -> None:
    assert decide_state("paused", own=False, now="active").because == (Reason.NOT_YOURS,)


@pytest.mark.parametrize(
    ("finish_by", "because"),
    [
        (None, ()),
        (TODAY, ()),
        (TODAY - timedelta(days=1), (Reason.DAY_PASSED,)),
        (date(2096, 1, 1), (Reason.DAY_TOO_FAR,)),
    ],
)
def test_a_day_to_be_done_by_lies_ahead(finish_by: date | None, because: tuple[Reason, ...]) -> None:
    assert decide_plan(finish_by, own=True, today=TODAY).because == because


@pytest.mark.parametrize(("verb", "state"), VERBS.items())
def test_saying_it_twice_is_saying_it_once(verb: str, state: str) -> None:
    enrolment = scenes.an_enrolment()
    for _ in range(2):
        getattr(enrolments, verb)(enrolment_id=enrolment.pk, by=own(enrolment))

    assert subjects() == [("training", {"state": state})]
    assert Enrolment.objects.get().state == state


def test_who_withdrew_comes_back_and_has_what_they_had() -> None:
    enrolment = scenes.an_enrolment()
    scenes.read_all_lessons(enrolment)
    enrolments.withdraw(enrolment_id=enrolment.pk, by=own(enrolment))
    enrolments.resume(enrolment_id=enrolment.pk, by=own(enrolment))

    training = queries.training(own(enrolment), "facilitator", at=scenes.NOW)
    assert (training.enrolment.state, training.requirements[0].status.met) == ("active", True)


def test_what_staff_said_before_doesnt_keep_anybody_from_going_on() -> None:
    enrolment = scenes.an_enrolment()
    scenes.assert_subject(own(enrolment), "training", {"state": "paused"}, rank=Rank.PERSON, by=scenes.an_admin())
    enrolments.resume(enrolment_id=enrolment.pk, by=own(enrolment))

    assert Enrolment.objects.get().state == "active"


def test_the_core_group_cannot_withdraw_somebody() -> None:
    with pytest.raises(Refused, match="not_yours"):
        enrolments.withdraw(enrolment_id=scenes.an_enrolment().pk, by=scenes.a_core_member())


@pytest.mark.parametrize("verb", VERBS)
def test_looking_says_what_will_happen_and_changes_nothing(sign_in: SignIn, verb: str) -> None:
    client = sign_in(own(scenes.an_enrolment()))

    page = client.get(reverse(f"progress:{verb}", args=["facilitator"])).content.decode()

    assert ("You needn&#x27;t say why" in page or "You needn't say why" in page, subjects()) == (True, [])


@pytest.mark.parametrize(("verb", "state"), VERBS.items())
def test_sending_it_changes_the_state_and_leads_to_the_way_back(sign_in: SignIn, verb: str, state: str) -> None:
    client = sign_in(own(scenes.an_enrolment()))

    page = client.post(reverse(f"progress:{verb}", args=["facilitator"]), follow=True).content.decode()

    assert (Enrolment.objects.get().state, reverse("progress:resume", args=["facilitator"]) in page) == (state, True)


def test_the_way_back_leads_back(sign_in: SignIn) -> None:
    enrolment = scenes.an_enrolment()
    enrolments.withdraw(enrolment_id=enrolment.pk, by=own(enrolment))

    sign_in(own(enrolment)).post(reverse("progress:resume", args=["facilitator"]))

    assert Enrolment.objects.get().state == "active"


def test_withdrawing_names_the_seats_to_give_back_and_the_open_application(sign_in: SignIn) -> None:
    case = scenes.an_application()
    slot = scenes.a_slot(starts_at=scenes.NOW + timedelta(days=3650))
    person = own(case.enrolment)
    seats.sign_up(slot_id=slot.pk, person=person, by=person)

    page = sign_in(person).get(reverse("progress:withdraw", args=["facilitator"])).content.decode()

    assert (slot.get_absolute_url() in page, reverse("review:status", args=["facilitator"]) in page) == (True, True)


@pytest.mark.parametrize("name", ["pause", "withdraw", "resume", "plan", "transcript"])
def test_somebody_elses_training_is_not_there(as_trainee: Client, name: str) -> None:
    scenes.an_enrolment()

    assert as_trainee.get(reverse(f"progress:{name}", args=["facilitator"])).status_code == 404


def test_a_day_of_ones_own_is_kept_and_moved(sign_in: SignIn) -> None:
    client = sign_in(own(scenes.an_enrolment()))
    address = reverse("progress:plan", args=["facilitator"])
    for day in ("2030-05-01", "2030-05-01", ""):
        client.post(address, {"finish_by": day})

    assert subjects() == [("plan", {"finish_by": "2030-05-01"}), ("plan", {"finish_by": None})]


def test_a_day_that_has_passed_is_told_at_the_field_and_stays_typed(sign_in: SignIn) -> None:
    client = sign_in(own(scenes.an_enrolment()))

    page = client.post(reverse("progress:plan", args=["facilitator"]), {"finish_by": "2020-05-01"}).content.decode()

    assert ("This day has passed" in page, 'value="2020-05-01"' in page, subjects()) == (True, True, [])


def test_without_a_day_of_ones_own_the_usual_weeks_give_one() -> None:
    document, versions = scenes.a_document()
    releases.release(
        document={**document, "weeks": 6},
        lessons=versions,
        rule=Release.Rule.KEEP,
        by=scenes.an_admin(),
        clock=scenes.at(scenes.NOW),
    )
    enrolment = scenes.an_enrolment()

    goal = queries.goal_of(enrolment, at=scenes.NOW)

    assert goal == queries.Goal(TODAY + timedelta(weeks=6), own=False, passed=False)


def test_over_the_api_it_is_the_same_pause(sign_in: SignIn) -> None:
    client = sign_in(own(scenes.an_enrolment()))
    for _ in range(2):
        answer = client.put("/api/v1/training/facilitator/state/", {"state": "paused"}, content_type="application/json")

    assert (answer.json()["state"], subjects()) == ("paused", [("training", {"state": "paused"})])


def test_over_the_api_a_refusal_says_why(sign_in: SignIn) -> None:
    enrolment = scenes.an_enrolment()
    enrolments.withdraw(enrolment_id=enrolment.pk, by=own(enrolment))

    answer = sign_in(own(enrolment)).put(
        "/api/v1/training/facilitator/state/", {"state": "paused"}, content_type="application/json"
    )

    assert (answer.status_code, "Come back first" in answer.content.decode()) == (409, True)


def test_over_the_api_a_day_is_set_and_let_go(sign_in: SignIn) -> None:
    client = sign_in(own(scenes.an_enrolment()))
    address = "/api/v1/training/facilitator/plan/"

    told = [
        client.put(address, {"finish_by": day}, content_type="application/json").json()["finish_by"]
        for day in ("2030-05-01", None)
    ]

    assert told == ["2030-05-01", None]
