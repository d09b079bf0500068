"""The participants' page, the leads', and the core group's desk: what each is shown, and what nobody is."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from courses.practice import rules
from courses.practice.actions.feedback import Given
from courses.practice.models import Answer, FeedbackRound, SealedAnswer
from courses.practice.views.feedback import PACE
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.feedback_scenes import DURING, a_round, answers, observer_of, release
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ALL: dict[str, Any] = {"interest": "4", "action": "3", "recommend": "4", "stages": ["frame"], "wish": "More time."}


@pytest.fixture
def round_() -> FeedbackRound:
    return a_round(9)


@pytest.fixture(autouse=True)
def _while_it_is_open() -> Any:
    with time_machine.travel(scenes.NOW + timedelta(days=20) + DURING, tick=False):
        yield


def page(round_: FeedbackRound) -> str:
    return reverse("feedback:answer", args=[rules.told_code(round_.code)])


def lead_of(round_: FeedbackRound) -> User:
    lead = round_.dialogue.enrolment.person
    assert lead is not None
    return lead


def test_an_answer_is_taken_without_an_account_and_without_a_cookie(round_: FeedbackRound) -> None:
    client = Client(enforce_csrf_checks=True)

    shown = client.get(page(round_))
    answered = client.post(page(round_), ALL)

    assert answered.headers["Location"] == reverse("feedback:thanks", args=[rules.told_code(round_.code)])
    assert (dict(shown.cookies), dict(answered.cookies), dict(client.cookies)) == ({}, {}, {})
    assert SealedAnswer.objects.get().wish == "More time."


def test_the_page_reads_no_cookie_of_who_has_signed_in(round_: FeedbackRound, sign_in: SignIn) -> None:
    client = sign_in(lead_of(round_))

    answer = client.get(page(round_))

    assert not answer.wsgi_request.user.is_authenticated


def test_a_reader_of_french_is_asked_in_french(round_: FeedbackRound) -> None:
    answer = Client().get(page(round_), headers={"Accept-Language": "fr-CA,fr;q=0.9"})

    assert "Comment était-ce pour vous" in answer.content.decode()
    assert answer.headers["Content-Language"] == "fr"


def test_a_chosen_language_stays_until_the_end(round_: FeedbackRound) -> None:
    answer = Client().post(page(round_) + "?lang=fr", ALL, headers={"Accept-Language": "en"}, follow=True)

    assert "Merci" in answer.content.decode()


def test_no_other_page_learns_the_code(round_: FeedbackRound) -> None:
    assert Client().get(page(round_)).headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Please answer at least one question"),
        ({"interest": "9"}, "Select a valid choice"),
        ({"interest": "4", "wish": "w" * 1001}, "at most 1000 characters"),
        ({"interest": "4", "stages": ["dancing"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    round_: FeedbackRound, given: dict[str, Any], words: str
) -> None:
    answer = Client().post(page(round_), {"may_quote": "on", **given})

    told = answer.content.decode()
    assert (answer.status_code, SealedAnswer.objects.count()) == (422, 0)
    assert words in told
    assert given.get("wish", "checked") in told


@pytest.mark.parametrize(
    ("days", "words"),
    [(-30, "opens when the chat begins"), (10, "This feedback is closed"), (0, "As many answers have come")],
)
def test_a_shut_page_says_kindly_why(days: int, words: str) -> None:
    round_ = a_round(0)
    if days < 0:
        round_.dialogue.state = "cleared"
        round_.dialogue.save()
    with time_machine.travel(round_.dialogue.starts_at + DURING + timedelta(days=max(days, 0)), tick=False):
        answer = Client().get(page(round_))

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_an_unknown_code_leads_to_where_it_is_typed() -> None:
    answer = Client().get(reverse("feedback:answer", args=["0000-0000"]))

    assert answer.status_code == 404
    assert reverse("feedback:find") in answer.content.decode()


def test_a_typed_code_leads_to_its_questions(round_: FeedbackRound) -> None:
    answer = Client().get(reverse("feedback:find"), {"code": round_.code.lower(), "lang": "fr"})

    assert answer.headers["Location"] == page(round_) + "?lang=fr"


def test_many_answers_in_a_minute_are_slowed_down_and_nothing_typed_is_lost(round_: FeedbackRound) -> None:
    cache.set(f"feedback-pace:{round_.pk}", PACE, 60)

    answer = Client().post(page(round_), ALL)

    assert answer.status_code == 429
    assert "More time." in answer.content.decode()


def test_no_address_is_kept_for_slowing_down(round_: FeedbackRound) -> None:
    Client(REMOTE_ADDR="203.0.113.77").post(page(round_), ALL)

    assert "203.0.113" not in str(getattr(cache, "_cache", {}))


def test_a_lead_passes_the_link_on_and_another_trainee_finds_nothing(round_: FeedbackRound, sign_in: SignIn) -> None:
    address = reverse("practice:feedback", args=[round_.dialogue_id])

    shown = sign_in(lead_of(round_)).get(address).content.decode()

    assert page(round_) in shown
    assert sign_in(UserFactory.create()).get(address).status_code == 404
    assert sign_in(observer_of(round_.dialogue)).get(address).status_code == 404


def test_a_lead_closes_feedback_on_their_page(round_: FeedbackRound, sign_in: SignIn) -> None:
    sign_in(lead_of(round_)).post(reverse("practice:feedback_close", args=[round_.dialogue_id]))

    round_.refresh_from_db()
    assert round_.closed_at is not None


def test_a_lead_reads_what_nine_said_in_words(round_: FeedbackRound, sign_in: SignIn) -> None:
    answers(round_, *(Given(interest=4, stages=["frame"]) for _ in range(9)))
    release(round_)

    shown = sign_in(lead_of(round_)).get(reverse("practice:feedback", args=[round_.dialogue_id])).content.decode()

    assert shown.count("nearly everybody") == 2
    assert "too few answered this" in shown


def test_words_are_hidden_from_the_lead_until_they_are_read(
    round_: FeedbackRound, sign_in: SignIn, core_member: User
) -> None:
    answers(round_, *(Given(interest=4, wish="Slower, please.") for _ in range(9)))
    release(round_)
    address = reverse("practice:feedback", args=[round_.dialogue_id])
    before = sign_in(lead_of(round_)).get(address).content.decode()

    reader = sign_in(core_member)
    for row in Answer.objects.all():
        reader.post(reverse("answers:show", args=[row.pk]))

    after = sign_in(lead_of(round_)).get(address).content.decode()
    assert ("Slower, please." in before, after.count("Slower, please.")) == (False, 9)


def released_wish(round_: FeedbackRound, wish: str = "Let Amara speak more.") -> Answer:
    answers(round_, Given(wish=wish, may_quote=True), *(Given(interest=4) for _ in range(8)))
    release(round_)
    return Answer.objects.get(wish=wish)


def test_a_name_is_taken_out_before_words_are_shown(round_: FeedbackRound, sign_in: SignIn, core_member: User) -> None:
    wish = released_wish(round_)

    sign_in(core_member).post(reverse("answers:shorten", args=[wish.pk]), {"wish": "Let […] speak more."})

    wish.refresh_from_db()
    assert (wish.wish, wish.words) == ("Let […] speak more.", "shown")


def test_nothing_is_put_into_somebodys_mouth(round_: FeedbackRound, sign_in: SignIn, core_member: User) -> None:
    wish = released_wish(round_)

    answer = sign_in(core_member).post(reverse("answers:shorten", args=[wish.pk]), {"wish": "Let nobody speak more."})

    wish.refresh_from_db()
    assert wish.words == "unread"
    assert "what people said stays theirs" in answer.content.decode()


def test_words_are_read_once(round_: FeedbackRound, sign_in: SignIn, core_member: User) -> None:
    wish = released_wish(round_)
    client = sign_in(core_member)
    client.post(reverse("answers:withhold", args=[wish.pk]))

    client.post(reverse("answers:show", args=[wish.pk]))

    wish.refresh_from_db()
    assert wish.words == "withheld"


def test_words_are_not_there_for_who_leads_mentors_or_only_learns(
    round_: FeedbackRound, sign_in: SignIn, trainee: User
) -> None:
    wish = released_wish(round_)
    co_lead, mentor = scenes.a_core_member(), scenes.a_core_member()
    round_.dialogue.pairings.create(
        person=co_lead, part="co_lead", state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )
    mentor.relations.create(other=lead_of(round_), kind="mentor")
    addresses = [reverse("answers:inspect", args=[round_.pk]), reverse("answers:shorten", args=[wish.pk])]

    told = {
        name: [sign_in(person).get(address).status_code for address in addresses]
        for name, person in (("co-lead", co_lead), ("mentor", mentor))
    }

    assert told == {"co-lead": [404, 404], "mentor": [404, 404]}
    assert [sign_in(trainee).get(address).status_code in (302, 403) for address in addresses] == [True, True]


def test_a_wish_that_never_was_is_not_there(sign_in: SignIn, core_member: User) -> None:
    assert sign_in(core_member).post(reverse("answers:show", args=[uuid4()])).status_code == 404


def test_only_what_was_read_and_may_be_quoted_is_taken_along(
    round_: FeedbackRound, sign_in: SignIn, core_member: User
) -> None:
    wish = released_wish(round_)
    client = sign_in(core_member)
    before = client.get(reverse("answers:testimonials")).content.decode()

    client.post(reverse("answers:show", args=[wish.pk]))

    after = client.get(reverse("answers:testimonials")).content.decode()
    assert (wish.wish in before, wish.wish in after) == (False, True)


def test_the_core_group_sees_a_round_with_more_answers_than_people(sign_in: SignIn, core_member: User) -> None:
    round_ = release(overfull())

    shown = sign_in(core_member).get(reverse("answers:inspect", args=[round_.pk])).content.decode()

    assert "More answers came than people were counted" in shown


def overfull() -> FeedbackRound:
    round_ = a_round(9)
    answers(round_, *(Given(interest=4) for _ in range(9)))
    round_.dialogue.headcount = 6
    round_.dialogue.save()
    return round_


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_staff_list_costs_the_same_however_many(
    rounds: int, sign_in: SignIn, core_member: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(rounds):
        a_round(9)
    client = sign_in(core_member)
    client.get(reverse("answers:index"))

    with django_assert_max_num_queries(14):
        client.get(reverse("answers:index"))
