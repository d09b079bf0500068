"""People who are put forward: all of a list or none, read by the same quorum as any other."""

from datetime import date
from typing import Any

import pytest

from certification.certificates.models import Certificate
from certification.review import actions, queries
from certification.review.actions.roads import Proposal, RowsRefused
from certification.review.models import Ask, Case, FoundingList, Review, Round
from certification.review.rules import Doing, Reason
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from tests import scenes
from tests.certification.review.road_scenes import (
    AT,
    LATER,
    a_core_group,
    a_founding_list,
    a_pathway,
    a_proposal,
    approve,
    cases_of,
    somebody,
)
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def mails(person: User) -> list[str]:
    return sorted(OutgoingMail.objects.filter(person=person).values_list("name", flat=True))


def refusals(rows: list[Proposal], by: User | None = None) -> dict[int, tuple[Any, ...]]:
    with pytest.raises(RowsRefused) as refused:
        actions.put_forward(
            pathway=a_pathway(), title="Those who began", rows=rows, by=by or scenes.an_admin(), clock=AT
        )
    return {place: refusal.reasons for place, refusal in refused.value.refusals.items()}


# --- putting forward ------------------------------------------------------------------------------


def test_each_row_becomes_an_application_with_its_own_readers() -> None:
    core = a_core_group(4)

    made = a_founding_list()

    cases = cases_of(made)
    assert [(case.state, case.road, case.round) for case in cases] == [("in_review", "founding", 1)] * 3
    assert [case.rounds.get().places.count() for case in cases] == [2, 2, 2]
    assert {row.reviewer for case in cases for row in case.rounds.get().places.all()} <= set(core)


def test_the_person_reads_one_mail_that_says_what_is_going_on_and_none_about_a_training() -> None:
    a_core_group()
    person = somebody()

    a_founding_list(person)

    assert mails(person) == ["put_forward"]
    assert Enrolment.objects.get(person=person).state == "active"


def test_the_person_can_say_no_with_one_act() -> None:
    a_core_group()
    person = somebody()
    (case,) = cases_of(a_founding_list(person))

    actions.withdraw(case_id=case.pk, by=person, clock=LATER)

    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert not case.rounds.get().is_open


def test_who_is_in_training_goes_on_in_the_training_that_they_have() -> None:
    a_core_group()
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None

    (case,) = cases_of(a_founding_list(enrolment.person))

    assert case.enrolment == enrolment


def test_what_it_rests_on_is_frozen_as_a_hash_that_any_change_of_it_changes() -> None:
    a_core_group()
    (case,) = cases_of(a_founding_list(somebody()))
    round_ = case.rounds.get()

    frozen = round_.evidence["candidate"]["reference"]

    assert frozen == queries.hashed(round_.salt, case.reference)
    assert frozen != queries.hashed(round_.salt, case.reference + ".")


def test_nothing_of_a_list_is_kept_when_one_row_cannot_be() -> None:
    a_core_group()
    first, open_one, gone = somebody(), somebody(), UserFactory.create(is_active=False)
    a_founding_list(open_one)
    before = (Case.objects.count(), OutgoingMail.objects.count(), Enrolment.objects.count())

    found = refusals([a_proposal(first), a_proposal(open_one), a_proposal(gone), a_proposal(first, reference=" ")])

    assert found == {
        1: (Reason.OPEN_THERE,),
        2: (Reason.PERSON_GONE,),
        3: (Reason.TWICE_IN_LIST, Reason.REFERENCE_MISSING),
    }
    assert (Case.objects.count(), OutgoingMail.objects.count(), Enrolment.objects.count()) == before


def test_nobody_puts_themselves_forward_and_a_name_of_two_is_none() -> None:
    by = scenes.an_admin()
    two = [UserFactory.create(display_name="Kim Lee"), UserFactory.create(display_name="Kim Lee")]

    rows = [a_proposal(by), Proposal(people=two, printed_name="Kim Lee", reference="Led.")]

    assert refusals(rows, by=by) == {0: (Reason.PUT_ONESELF_FORWARD,), 1: (Reason.SEVERAL_THERE,)}


def test_an_empty_list_is_none() -> None:
    with pytest.raises(Refused, match="no_rows"):
        actions.put_forward(pathway=a_pathway(), title="Nobody", rows=[], by=scenes.an_admin(), clock=AT)
    assert not FoundingList.objects.exists()


def test_who_is_certified_for_good_is_not_put_forward_again() -> None:
    core = a_core_group()
    person = somebody()
    made = a_founding_list(person)
    approve(made, core[0])
    approve(made, core[1])

    assert refusals([a_proposal(person)]) == {0: (Reason.CERTIFIED_THERE,)}


def test_each_reader_has_one_mail_about_a_list_however_many_stand_in_it() -> None:
    core = a_core_group(2)

    a_founding_list()

    assert [mails(person) for person in core] == [["founding_to_review"], ["founding_to_review"]]


def test_at_half_time_and_at_the_target_each_reader_is_told_once_about_the_list() -> None:
    core = a_core_group(2)
    made = a_founding_list()
    due = Round.objects.filter(case__founding=made).latest("due_at").due_at

    actions.mind(clock=scenes.at(due))

    assert mails(core[0]) == ["founding_late", "founding_reminder", "founding_to_review"]


def test_where_people_are_missing_the_core_group_is_told_once_about_the_list() -> None:
    (alone,) = a_core_group(1)

    a_founding_list()

    assert mails(alone).count("founding_short") == 1
    assert set(Case.objects.values_list("state", flat=True)) == {"submitted"}


# --- deciding about a list ------------------------------------------------------------------------


def test_each_person_chosen_gets_a_vote_of_their_own_with_the_one_reason() -> None:
    core = a_core_group()
    made = a_founding_list()

    approve(made, core[0])

    votes = Review.objects.filter(round__case__founding=made)
    assert list(votes.values_list("decision", "reason")) == [("approve", "I was there.")] * 3


def test_the_quorum_of_each_certifies_them_as_what_they_are() -> None:
    core = a_core_group()
    made = a_founding_list()

    approve(made, core[0])
    approve(made, core[1])

    assert [case.state for case in cases_of(made)] == ["approved"] * 3
    facts = [row.snapshot for row in Certificate.objects.all()]
    assert [(row["kind"], row["requirements"], "valid_until" in row) for row in facts] == [("founding", [], False)] * 3


def test_one_who_is_tied_to_a_row_decides_about_none_when_they_choose_it() -> None:
    core = a_core_group()
    made = a_founding_list()
    first, *_others = cases_of(made)
    assert first.enrolment.person is not None
    RelationFactory.create(person=core[0], kind=Relation.Kind.MENTOR, other=first.enrolment.person)

    with pytest.raises(RowsRefused) as refused:
        approve(made, core[0])

    assert {case: refusal.reasons for case, refusal in refused.value.refusals.items()} == {first.pk: (Reason.MENTOR,)}
    assert not Review.objects.exists()


def test_the_rows_that_one_may_decide_about_can_be_chosen_alone() -> None:
    core = a_core_group()
    made = a_founding_list()
    _first, *others = cases_of(made)

    approve(made, core[0], others)

    assert set(Review.objects.values_list("round__case", flat=True)) == {case.pk for case in others}


def test_whoever_put_them_forward_does_not_decide_though_of_the_core_group() -> None:
    proposer, *_core = a_core_group()
    made = a_founding_list(by=proposer)

    with pytest.raises(RowsRefused) as refused:
        approve(made, proposer)

    assert {refusal.reasons for refusal in refused.value.refusals.values()} == {(Reason.PUT_FORWARD,)}


def test_a_history_that_moved_since_the_page_was_opened_is_looked_at_once_more() -> None:
    core = a_core_group()
    made = a_founding_list(somebody())
    (case,) = cases_of(made)

    with pytest.raises(RowsRefused) as refused:
        actions.approve_together(
            list_id=made.pk, chosen={case.pk: case.enrolment.last_seq + 1}, reason="Yes.", by=core[0], clock=LATER
        )

    assert refused.value.refusals[case.pk].reasons == (Reason.EVIDENCE_MOVED,)


def test_people_of_another_list_are_not_decided_about_in_passing() -> None:
    core = a_core_group()
    made, other = a_founding_list(somebody()), a_founding_list(somebody())

    with pytest.raises(Refused, match="no_rows"):
        approve(made, core[0], cases_of(other))


def test_a_second_reading_is_not_decided_beside_others() -> None:
    core = a_core_group()
    person = somebody()
    made = a_founding_list(person)
    (case,) = cases_of(made)
    scenes.decide(case, core[0], Review.Decision.NOT_YET)
    scenes.decide(case, core[1])
    scenes.close(case, core[0])
    scenes.an_application(case.enrolment)
    (case,) = cases_of(made)

    with pytest.raises(RowsRefused) as refused:
        approve(made, core[2])

    assert (case.round, case.state) == (2, "in_review")
    assert refused.value.refusals[case.pk].reasons == (Reason.READ_ALONE,)


def test_who_was_put_forward_answers_next_steps_without_a_training() -> None:
    core = a_core_group()
    (case,) = cases_of(a_founding_list(somebody()))
    scenes.decide(case, core[0], Review.Decision.NOT_YET)
    scenes.decide(case, core[1])
    scenes.close(case, core[0])

    again = scenes.an_application(case.enrolment)

    assert (again.pk, again.round, Ask.objects.get().answer) == (case.pk, 2, "I led one more, and paused.")


# --- honouring ------------------------------------------------------------------------------------


def honoured(person: User, until: date | None, by: User | None = None) -> Case:
    return actions.put_forward_honorary(
        pathway=a_pathway(), row=a_proposal(person), valid_until=until, by=by or scenes.an_admin(), clock=AT
    )


def decided(case: Case, *people: User) -> Case:
    for person in people:
        case = scenes.decide(case, person)
    return case


def test_an_honorary_certification_needs_the_same_quorum_and_says_until_when() -> None:
    core = a_core_group()
    case = honoured(somebody(), date(2027, 12, 31))

    assert decided(case, core[0]).state == "in_review"
    assert decided(case, core[1]).state == "approved"
    facts = Certificate.objects.get().snapshot
    assert (facts["kind"], facts["valid_until"], facts["requirements"]) == ("honorary", "2027-12-31", [])


def test_a_day_that_is_past_is_refused() -> None:
    with pytest.raises(Refused, match="until_missing"):
        honoured(somebody(), date(2026, 10, 1))
    assert not Case.objects.exists()


def test_who_was_certified_for_a_time_can_be_certified_again_or_for_good() -> None:
    core = a_core_group()
    person = somebody()
    decided(honoured(person, date(2027, 12, 31)), *core[:2])
    decided(honoured(person, date(2028, 12, 31)), *core[:2])
    decided(honoured(person, None), *core[:2])

    assert Case.objects.filter(state="approved").count() == Certificate.objects.count() == 3
    with pytest.raises(Refused, match="certified_there"):
        honoured(person, None)


def test_who_was_honoured_for_a_time_can_still_apply_after_their_training() -> None:
    core = a_core_group()
    enrolment = scenes.a_trainee_ready_to_apply()
    assert enrolment.person is not None
    decided(honoured(enrolment.person, date(2027, 12, 31)), *core[:2])

    assert scenes.an_application(enrolment).road == "usual"


# --- the page of a list ---------------------------------------------------------------------------


def test_a_row_shows_what_ties_the_reader_and_nothing_else_of_ones_own() -> None:
    core = a_core_group()
    made = a_founding_list(core[0], somebody())

    own, other = queries.listed_people(made, core[0], at=AT())

    assert (own.readable, own.choosable, own.because) == (False, False, (Reason.ONESELF,))
    assert (other.readable, other.choosable, other.because) == (True, True, ())


def test_a_program_admin_reads_the_list_and_decides_about_nobody() -> None:
    a_core_group()
    rows = queries.listed_people(a_founding_list(), scenes.an_admin(), at=AT())

    assert {(row.readable, row.choosable, row.because) for row in rows} == {(True, False, (Reason.NOT_CORE_GROUP,))}


@pytest.mark.parametrize("superuser", [False, True])
def test_who_belongs_to_neither_sees_nobody(superuser: bool) -> None:
    a_core_group()

    assert queries.listed_people(a_founding_list(), UserFactory.create(is_superuser=superuser), at=AT()) == []


@pytest.mark.parametrize("decision", ["approve", "not_yet", "decline", None])
def test_what_others_decided_changes_nothing_on_the_page_of_one_who_has_not(decision: str | None) -> None:
    core = a_core_group()
    made = a_founding_list()
    if decision:
        scenes.decide(cases_of(made)[0], core[0], Review.Decision(decision), days=2)

    rows = queries.listed_people(made, core[2], at=AT())

    assert [(row.case.state, row.own, row.readable, row.choosable, row.because) for row in rows] == [
        ("in_review", None, True, True, ())
    ] * 3


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_of_a_list_costs_four_queries(people: int, django_assert_num_queries: Any) -> None:
    core = a_core_group()
    made = a_founding_list(*(somebody() for _ in range(people)))

    with django_assert_num_queries(4):
        assert len(queries.listed_people(made, core[0], at=AT())) == people


def test_the_case_knows_who_put_them_forward_without_another_query() -> None:
    proposer, *_core = a_core_group()
    (case,) = cases_of(a_founding_list(somebody(), by=proposer))
    subject = queries.Subject.of_case(case)

    found = queries.board([subject], at=AT()).may(Doing.DECIDE, subject, proposer.pk)

    assert found.because == (Reason.PUT_FORWARD,)
