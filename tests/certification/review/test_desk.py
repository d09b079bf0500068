"""The desk's one screen: who may open it, what stands on it, and what its forms keep or refuse."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certification.review import actions, queries
from certification.review.forms import ChangedReviewForm
from certification.review.models import Ask, AskJudgement, Case, Message, Review, Round
from courses.practice.models import Dialogue, Pairing
from lms.people.models import Relation, User
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOT_YET, APPROVE, DECLINE = Review.Decision.NOT_YET, Review.Decision.APPROVE, Review.Decision.DECLINE
# Where the staff pages lead who may not do something.
HOME = "/admin/"
HIDDEN = "What others decide stays hidden until you have decided."


@pytest.fixture(autouse=True)
def _in_the_time_of_the_scenes() -> Any:
    with time_machine.travel(scenes.NOW + timedelta(days=31), tick=False):
        yield


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def address(case: Case, name: str = "inspect") -> str:
    return reverse(f"cases:{name}", args=[case.pk])


def read(client: Client, case: Case) -> str:
    return client.get(address(case)).content.decode()


def typed(case: Case, **fields: Any) -> dict[str, Any]:
    """A whole approval, or what the fields make of it."""
    case.refresh_from_db()
    told = {"decision": "approve", "reason": "I saw it in the observations.", "seen": case.enrolment.last_seq}
    return told | {f"verdict_{ask.pk}": "met" for ask in queries.asks_before(case)} | fields


def a_step(number: int = 0, **fields: Any) -> dict[str, Any]:
    told = {"ask": "Lead one more.", "met_by": "A pause.", "by_date": "2026-12-31", "competency": "frame"} | fields
    return {f"{name}_{number}": words for name, words in told.items()}


def send(client: Client, case: Case, name: str, **fields: Any) -> Any:
    return client.post(address(case, name), fields)


def errors(answer: Any, form: str = "form") -> dict[str, list[str]]:
    return {name: list(told) for name, told in answer.context[form].errors.items()}


def a_settled_case(*decisions: Review.Decision) -> tuple[Case, User, User]:
    """Two have decided, and can talk."""
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    for reviewer, decision in zip((one, other), decisions or (APPROVE, NOT_YET), strict=True):
        case = scenes.decide(case, reviewer, decision)
    return case, one, other


# --- who may open it ------------------------------------------------------------------------------


def test_the_candidate_finds_no_such_page_even_as_a_member_of_the_core_group(sign_in: SignIn) -> None:
    member = scenes.a_core_member()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(member))
    client = sign_in(member)

    answers = [client.get(address(case)), send(client, case, "decide", **typed(case))]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("step_aside", [actions.recuse, actions.declare_tie])
def test_who_steps_aside_or_declares_a_tie_reads_why_and_nothing_of_the_evidence(
    sign_in: SignIn, step_aside: Any
) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()
    step_aside(case_id=case.pk, by=member)
    client = sign_in(member)

    pages = [client.get(address(case)), send(client, case, "decide", **typed(case))]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any("I want rooms where people can be honest." in page.content.decode() for page in pages)
    assert not Review.objects.exists()


def test_a_program_admin_reads_the_evidence_and_no_vote_until_the_review_is_over(sign_in: SignIn) -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member(), reason="Unmistakable.")
    client = sign_in(scenes.an_admin())

    during = read(client, case)
    scenes.decide(case, scenes.a_core_member())

    assert ("I want rooms" in during, "Unmistakable." in during) == (True, False)
    assert "Unmistakable." in read(client, case)


def test_a_program_admin_sends_no_decision(sign_in: SignIn) -> None:
    case = scenes.an_application()

    assert send(sign_in(scenes.an_admin()), case, "decide", **typed(case))["Location"] == HOME
    assert not Review.objects.exists()


def test_a_guest_opens_their_own_case_and_finds_no_other(sign_in: SignIn) -> None:
    case = scenes.an_application()
    guest, other = UserFactory.create(), scenes.an_application()
    named = actions.name_guest(
        case_id=case.pk,
        person=guest,
        reason="Knows the program.",
        until=timezone.now() + timedelta(days=9),
        by=scenes.a_core_member(),
    )
    actions.second_guest(guest_id=named.pk, by=scenes.a_core_member())
    client = sign_in(guest)

    assert [client.get(address(row)).status_code for row in (case, other)] == [200, 404]


def test_a_mentor_reads_the_evidence_and_is_told_why_others_decide(sign_in: SignIn) -> None:
    case, mentor = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(person=mentor, other=candidate_of(case), kind=Relation.Kind.MENTOR)

    page = read(sign_in(mentor), case)

    assert ("You and the candidate are mentor and mentee." in page, "Keep my decision" in page) == (True, False)


# --- what stands on it ----------------------------------------------------------------------------


def test_the_screen_says_who_it_is_how_the_name_is_said_and_when_to_decide(sign_in: SignIn) -> None:
    case = scenes.an_application()
    Case.objects.update(pronunciation="AH-nah", pronouns="she/her", name_language="vi")

    page = read(sign_in(scenes.a_core_member()), case)

    for told in ('lang="vi"', "said “AH-nah”", "she/her", "with its reviewers", "To be decided by"):
        assert told in page


def test_all_that_was_written_about_a_dialogue_is_on_the_screen(sign_in: SignIn) -> None:
    page = read(sign_in(scenes.a_core_member()), scenes.an_application())

    for told in ("You let silence work.", "Name the time left.", "I heard it twice.", "We slowed down.", "3 · Level 3"):
        assert told in page


def test_the_rubric_is_drawn_with_a_letter_for_each_observer() -> None:
    case = scenes.an_application()

    panels = queries.desk(case, scenes.a_core_member(), at=scenes.NOW).proof.rubric.plot.panels

    assert ([panel.name for panel in panels], {row.letters for panel in panels for row in panel.rows}) == (
        list(scenes.COMPETENCIES),
        {"A"},
    )


def test_what_an_observer_still_writes_about_is_neither_shown_nor_drawn(sign_in: SignIn) -> None:
    enrolment, late = scenes.a_trainee_ready_to_apply(), scenes.a_core_member()
    Pairing.objects.create(
        dialogue=Dialogue.objects.get(), person=late, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )
    case = scenes.an_application(enrolment)

    desk = queries.desk(case, late, at=scenes.NOW)

    assert (desk.still_observes, desk.proof.held[0].seen, desk.proof.observers) == (True, (), ())
    assert "We slowed down." not in read(sign_in(late), case)


def test_each_requirement_tells_the_entries_that_count_for_it() -> None:
    desk = queries.desk(scenes.an_application(), scenes.a_core_member(), at=scenes.NOW)

    lines = [[line.words for line in asked.lines] for asked in desk.proof.asked]
    assert lines[1] == ["Was in a live training session, 60 minutes"]
    assert lines[4] == ["Shared a reflection"]


def test_what_has_changed_since_it_was_sent_is_said_in_words() -> None:
    case = scenes.an_application()
    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    desk = queries.desk(Case.objects.get(), scenes.a_core_member(), at=scenes.NOW)

    assert desk.changed_words == [
        "Complete all required lessons: 2 before, now 1, and not met",
        "The lesson “Listening” is open again",
    ]


def test_the_next_round_says_what_has_changed_since_the_one_before() -> None:
    case = scenes.a_not_yet_case()
    dialogue = scenes.hold(scenes.a_dialogue(case.enrolment, starts_at=scenes.NOW + timedelta(days=22)))
    scenes.observe(dialogue)
    case.enrolment.refresh_from_db()
    case = scenes.an_application(case.enrolment, clock=scenes.at(scenes.NOW + timedelta(days=33)))

    told = queries.desk(case, scenes.a_core_member(), at=scenes.NOW).since_before

    assert "Led a practice dialogue · Silence and speech" in told
    assert "An observer handed in what they saw · Silence and speech" in told


def test_a_correction_after_the_approval_is_said_first(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    Case.objects.update(corrected_at=scenes.NOW)

    assert "something was put right in the history" in read(sign_in(scenes.a_core_member()), case)


def test_earlier_next_steps_stand_with_what_the_candidate_did(sign_in: SignIn) -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)

    page = read(sign_in(scenes.a_core_member()), case)

    for told in ("Lead one more.", "I led one more, and paused.", "What they were asked to do before", "Still open"):
        assert told in page


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

    form = sign_in(scenes.a_core_member()).get(address(case)).context["form"]

    assert ([str(label) for _code, label in form["decision"].field.choices], list(form.rows())) == (
        ["Open it again", "The decision stands"],
        [],
    )


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
