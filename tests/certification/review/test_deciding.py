"""What the forms of the desk's screen keep or refuse: a decision, a changed one, the words to the candidate, talk."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from certification.review import actions, queries
from certification.review.forms import ChangedReviewForm
from certification.review.models import Ask, AskJudgement, Case, Message, Review, Round, Seat
from lms.people.models import Relation
from tests import scenes
from tests.certification.review.at_the_desk import (
    APPROVE,
    DECLINE,
    HOME,
    NOT_YET,
    a_settled_case,
    a_step,
    address,
    candidate_of,
    errors,
    read,
    send,
    typed,
)
from tests.conftest import SignIn
from tests.factories import PASSWORD, RelationFactory

pytestmark = pytest.mark.django_db
HIDDEN = "What others decide stays hidden until you have decided."


@pytest.fixture(autouse=True)
def _in_the_time_of_the_scenes() -> Iterator[None]:
    with time_machine.travel(scenes.NOW + timedelta(days=31), tick=False):
        yield


# --- deciding -------------------------------------------------------------------------------------


def test_an_approval_is_kept_and_leads_back_to_the_decision(sign_in: SignIn) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()

    answer = send(sign_in(member), case, "decide", **typed(case))

    assert answer["Location"] == f"{address(case)}#decision"
    assert Review.objects.get().reviewer == member


def test_a_not_yet_is_kept_with_its_next_steps_and_their_competencies(sign_in: SignIn) -> None:
    case = scenes.an_application()

    send(sign_in(scenes.a_core_member()), case, "decide", **typed(case, decision="not_yet"), **a_step())

    assert list(Ask.objects.values_list("competency", "text", "met_by")) == [("frame", "Lead one more.", "A pause.")]


def test_what_is_said_of_earlier_next_steps_is_kept(sign_in: SignIn) -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)

    send(sign_in(scenes.a_core_member()), case, "decide", **typed(case))

    assert AskJudgement.objects.get().verdict == "met"


@pytest.mark.parametrize(
    ("fields", "at_fields"),
    [
        ({"reason": ""}, ["reason"]),
        ({"decision": ""}, ["decision"]),
        ({"decision": "not_yet"}, ["ask_0"]),
        ({"decision": "not_yet", **a_step(1, met_by="", by_date="")}, ["by_date_1", "met_by_1"]),
        ({"decision": "not_yet", **a_step(2, by_date="2026-01-01")}, ["by_date_2"]),
        ({"decision": "decline"}, ["letter"]),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    sign_in: SignIn, fields: dict[str, Any], at_fields: list[str]
) -> None:
    case = scenes.an_application()

    answer = send(sign_in(scenes.a_core_member()), case, "decide", **(typed(case) | fields))

    page = answer.content.decode()
    assert (sorted(errors(answer)), Review.objects.exists()) == (at_fields, False)
    assert all(str(words) in page for words in fields.values() if words)


def test_an_earlier_next_step_without_a_word_about_it_is_said_at_its_field(sign_in: SignIn) -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)
    ask = queries.asks_before(case).get()

    answer = send(sign_in(scenes.a_core_member()), case, "decide", **typed(case, **{f"verdict_{ask.pk}": ""}))

    assert list(errors(answer)) == [f"verdict_{ask.pk}"]


def test_who_decides_on_an_older_history_is_told_once_and_decides_on_what_they_then_see(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(scenes.a_core_member())
    old = typed(case)
    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    told = send(client, case, "decide", **old)
    again = told.context["form"]["seen"].value()
    send(client, case, "decide", **old | {"seen": again})

    assert list(errors(told)) == ["__all__"]
    assert Review.objects.count() == 1


def test_a_refused_decision_answers_the_same_whatever_others_have_decided(sign_in: SignIn) -> None:
    case, client = scenes.an_application(), sign_in(scenes.a_core_member())
    pages = [send(client, case, "decide", **typed(case, reason="")).context["desk"].ballot]
    scenes.decide(case, scenes.a_core_member(), NOT_YET)
    pages.append(send(client, case, "decide", **typed(case, reason="")).context["desk"].ballot)

    assert pages[0] == pages[1]


def test_a_second_look_is_asked_for_two_answers_and_no_next_steps(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()
    actions.appeal(case_id=case.pk, words="Please look again.", by=candidate_of(case))
    asked = Seat.objects.filter(round__case=case, round__kind="appeal").order_by("pk")[0].reviewer

    form = sign_in(asked).get(address(case)).context["form"]

    assert ([str(label) for _code, label in form["decision"].field.choices], list(form.rows())) == (
        ["Open it again", "The decision stands"],
        [],
    )


# --- a recent sign-in -----------------------------------------------------------------------------


def test_deciding_changing_and_closing_ask_for_a_recent_sign_in(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case()
    client = sign_in(one, hours_ago=2)

    led_to = [send(client, case, name, **typed(case))["Location"] for name in ("decide", "change", "close")]

    assert all(address.startswith("/accounts/reauthenticate/") for address in led_to)
    assert Review.objects.count() == 2


def test_what_is_refused_after_confirming_that_its_oneself_is_not_lost(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(scenes.a_core_member(), hours_ago=2)
    led_to = send(client, case, "decide", **typed(case, decision="not_yet", reason="One more would help."))

    answer = client.post(led_to["Location"], {"password": PASSWORD})

    assert list(errors(answer)) == ["ask_0"]
    assert "One more would help." in answer.content.decode()


# --- after one's own vote -------------------------------------------------------------------------


def test_before_their_own_vote_a_member_reads_that_others_stay_hidden_and_after_it_their_reasons(
    sign_in: SignIn,
) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()
    scenes.decide(case, scenes.a_core_member(), NOT_YET, reason="One more would help.")
    client = sign_in(member)

    before = read(client, case)
    scenes.decide(case, member)
    after = read(client, case)

    assert ("One more would help." in before, HIDDEN in before) == (False, True)
    assert ("One more would help." in after, HIDDEN in after) == (True, False)


def test_who_may_not_decide_any_more_sees_their_own_vote_and_no_others() -> None:
    case, member = scenes.an_application(), scenes.a_core_member()
    scenes.decide(case, scenes.a_core_member(), NOT_YET)
    scenes.decide(case, member)
    RelationFactory.create(person=member, other=candidate_of(case), kind=Relation.Kind.MENTOR)

    ballot = queries.desk(Case.objects.get(), member, at=scenes.NOW).ballot

    assert (ballot.own is not None, ballot.others, ballot.to_close) == (True, [], False)


def test_a_changed_decision_keeps_the_earlier_one_readable(sign_in: SignIn) -> None:
    case, member, _other = a_settled_case(NOT_YET, NOT_YET)
    client = sign_in(member)

    send(client, case, "change", **typed(case, reason="We talked.", changed_because="I had missed the second one."))

    own = queries.desk(Case.objects.get(), member, at=scenes.NOW).own_vote
    assert own is not None
    assert (own.decision, [row.decision for row in own.earlier]) == (APPROVE, [NOT_YET])
    assert "I had missed the second one." in read(client, case)


def test_a_change_without_a_reason_for_it_is_refused_at_its_field(sign_in: SignIn) -> None:
    case, member, _other = a_settled_case()

    answer = send(sign_in(member), case, "change", **typed(case, changed_because=""))

    assert list(errors(answer, "changing")) == ["changed_because"]


def test_a_change_begins_from_what_was_decided() -> None:
    _case, _one, other = a_settled_case()
    vote = Review.objects.get(reviewer=other)

    form = ChangedReviewForm.from_vote(vote)

    assert [form[name].value() for name in ("decision", "ask_0", "met_by_0")] == [
        NOT_YET,
        "Lead one more.",
        "A pause after each question.",
    ]


# --- closing --------------------------------------------------------------------------------------


def test_one_of_those_who_decided_tells_the_candidate_with_chosen_steps_in_their_order(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case(NOT_YET, NOT_YET)
    first, second = Ask.objects.order_by("pk")

    send(sign_in(one), case, "close", step_0=second.pk, step_1=first.pk, letter="You are close.", way_forward="")

    assert list(Ask.objects.told()) == [second, first]
    assert Round.objects.get().letter == "You are close."


def test_what_the_candidate_will_read_is_shown_before_and_nothing_is_kept(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case()
    ask = Ask.objects.get()

    page = send(sign_in(one), case, "preview", step_0=ask.pk, letter="You are close.").content.decode()

    assert "What they will read" in page
    assert Round.objects.get().closed_at is None


def test_a_decline_needs_kind_words_and_a_way_forward_at_their_fields(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case(DECLINE, DECLINE)

    answer = send(sign_in(one), case, "close", letter="", way_forward="")

    assert sorted(errors(answer, "closing")) == ["letter", "way_forward"]


def test_without_any_next_step_the_candidate_is_not_told(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case()

    assert list(errors(send(sign_in(one), case, "close", step_0=""), "closing")) == ["step_0"]


def test_who_has_not_decided_closes_nothing_and_learns_nothing(sign_in: SignIn) -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member(), NOT_YET, reason="One more would help.")

    answer = send(sign_in(scenes.a_core_member()), case, "close", letter="x", way_forward="y")

    assert "One more would help." not in answer.content.decode()
    assert Round.objects.get().closed_at is None


def test_a_step_that_nobody_proposed_is_not_told(sign_in: SignIn) -> None:
    case, one, _other = a_settled_case()

    answer = send(sign_in(one), case, "close", step_0=Ask.objects.get().pk + 1)

    assert list(errors(answer, "closing")) == ["step_0"]


# --- talking on the screen ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), [("note", "note"), ("ask", "question")])
def test_a_note_and_a_question_are_kept_from_the_screen(sign_in: SignIn, name: str, kind: str) -> None:
    case = scenes.an_application()

    send(sign_in(scenes.a_core_member()), case, name, **{f"{name}-text": "How was it?"})

    assert (Message.objects.get().kind, Message.objects.get().text) == (kind, "How was it?")


@pytest.mark.parametrize(("name", "form"), [("note", "noting"), ("ask", "asking")])
def test_saying_nothing_is_said_at_the_field(sign_in: SignIn, name: str, form: str) -> None:
    case = scenes.an_application()

    answer = send(sign_in(scenes.a_core_member()), case, name, **{f"{name}-text": " "})

    assert list(errors(answer, form)) == ["text"]


VERBS = ("decide", "change", "preview", "close", "note", "ask")


def test_who_is_not_of_the_core_group_sends_nothing(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(scenes.an_admin())

    assert [send(client, case, name)["Location"] for name in VERBS] == [HOME] * len(VERBS)


def test_nothing_of_it_is_done_by_opening_an_address(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(scenes.a_core_member())

    assert [client.get(address(case, name)).status_code for name in VERBS] == [405] * len(VERBS)
