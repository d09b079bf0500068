"""What nobody can work out: of fewer than five nothing is shown anywhere, and four planted answers reveal no fifth.

Each test looks at every page, file and answer of the API that somebody could compare, twice, and finds no difference.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.practice.actions.feedback import Given
from courses.practice.models import FeedbackRound
from courses.practice.rules import PLANTED
from lms.people import personal_data
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.feedback_scenes import a_round, answers, observer_of, release

pytestmark = pytest.mark.django_db

# What differs from page to page whatever is shown.
_PASSING = re.compile(r'name="(?:csrfmiddlewaretoken|key)" value="[^"]+"|nonce="[^"]+"|"CSRF_TOKEN": "[^"]+"')
STAFF = ("co-lead", "admin")
PLANT = Given(interest=4, action=4, recommend=4, stages=["check_in"], wish="Planted.", may_quote=True)
FIFTHS = (
    Given(interest=1),
    Given(interest=4, action=4, recommend=4, stages=["frame", "debrief"]),
    Given(wish="Only I could have said this.", may_quote=True),
)


@pytest.fixture
def round_() -> FeedbackRound:
    return a_round(8)


@pytest.fixture(autouse=True)
def _a_week_later() -> Iterable[None]:
    with time_machine.travel(scenes.NOW + timedelta(days=30), tick=False):
        yield


def addresses(round_: FeedbackRound, *, staff: bool) -> list[str]:
    names = ("detail", "feedback", "room", "observe")
    own = [reverse("practice:list"), reverse("progress:home"), "/api/v1/training/"]
    shared = [*(reverse(f"practice:{name}", args=[round_.dialogue_id]) for name in names), *own]
    if not staff:
        return shared
    lists = ("answers:index", "answers:testimonials", "dialogues:index", "wagtailadmin_reports:site_history")
    inspect = reverse("dialogues:inspect", args=[round_.dialogue_id])
    return [*shared, inspect, *(reverse(name) for name in lists)]


def seen(round_: FeedbackRound, clients: dict[str, Client]) -> dict[str, str]:
    """Every page as each reader sees it, each reader's own data, and the history of the lead."""
    cache.clear()
    found = {
        f"{name} {address}": _PASSING.sub("", client.get(address).content.decode())
        for name, client in clients.items()
        for address in addresses(round_, staff=name in STAFF)
    }
    lead = round_.dialogue.enrolment.person
    assert lead is not None
    found["own data"] = str(personal_data.export_all(lead))
    found["history"] = str(list(round_.dialogue.enrolment.events.values_list("subject", "value")))
    found["audit"] = str(list(ModelLogEntry.objects.values_list("action", "data")))
    return found


def after(round_: FeedbackRound, given: Iterable[Given], clients: dict[str, Client]) -> dict[str, str]:
    """What is seen after these answers and a release; everything is as before afterwards."""
    with transaction.atomic():
        answers(round_, *given)
        release(round_)
        found = seen(FeedbackRound.objects.select_related("dialogue__enrolment__person").get(pk=round_.pk), clients)
        transaction.set_rollback(True)
    return found


def readers(round_: FeedbackRound, sign_in: SignIn) -> dict[str, Client]:
    lead, co_lead = round_.dialogue.enrolment.person, scenes.a_core_member()
    assert lead is not None
    times = {"asked_at": scenes.NOW, "answered_at": scenes.NOW}
    round_.dialogue.pairings.create(person=co_lead, part="co_lead", state="accepted", **times)
    people: dict[str, User] = {
        "lead": lead,
        "co-lead": co_lead,
        "observer": observer_of(round_.dialogue),
        "admin": scenes.an_admin(),
    }
    return {name: sign_in(person) for name, person in people.items()}


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [place for place, told in one.items() if told != other[place]]


def test_four_answers_look_like_none_to_everybody(round_: FeedbackRound, sign_in: SignIn) -> None:
    clients = readers(round_, sign_in)

    assert differences(after(round_, [], clients), after(round_, [PLANT] * 4, clients)) == []


def test_what_is_sealed_looks_like_nothing_to_everybody(round_: FeedbackRound, sign_in: SignIn) -> None:
    clients = readers(round_, sign_in)
    before = seen(round_, clients)

    answers(round_, *[PLANT] * 8)

    assert differences(before, seen(round_, clients)) == []


def test_four_planted_answers_reveal_no_fifth(round_: FeedbackRound, sign_in: SignIn) -> None:
    clients = readers(round_, sign_in)

    first, *others = (after(round_, [*[PLANT] * PLANTED, fifth], clients) for fifth in FIFTHS)

    assert [differences(first, other) for other in others] == [[], []]


def test_with_four_planted_what_is_told_comes_from_five_others_at_least(round_: FeedbackRound, sign_in: SignIn) -> None:
    round_.dialogue.headcount = 12
    round_.dialogue.save()
    lead = {"lead": readers(round_, sign_in)["lead"]}

    told = [
        "It is told in words" in after(round_, [PLANT] * PLANTED + [FIFTHS[1]] * others, lead)[f"lead {address}"]
        for others in (4, 5)
        for address in [reverse("practice:feedback", args=[round_.dialogue_id])]
    ]

    assert told == [False, True]


def test_a_question_that_few_answered_is_not_told(round_: FeedbackRound, sign_in: SignIn) -> None:
    round_.dialogue.headcount = 12
    round_.dialogue.save()
    lead = {"lead": readers(round_, sign_in)["lead"]}
    address = f"lead {reverse('practice:feedback', args=[round_.dialogue_id])}"

    told = after(round_, [PLANT] * PLANTED + [Given(recommend=4)] * 5, lead)[address]

    assert (told.count("too few answered this"), told.count("nearly everybody")) == (2, 1)
