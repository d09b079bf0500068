"""The life of an application after its first vote: closing, appeals, stepping aside, guests, and what time does."""

from datetime import timedelta

import pytest

from certification.certificates.models import Certificate
from certification.review import actions, queries
from certification.review.models import Case, Guest, Review, Round, Seat
from certification.review.rules import Reason
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def candidate_of(case: Case) -> User:
    person = Enrolment.objects.get(pk=case.enrolment_id).person
    assert person is not None
    return person


def seated(case: Case) -> list[int]:
    return list(Seat.objects.held().filter(round=queries.round_of(case)).values_list("reviewer", flat=True))


def test_as_many_as_the_quorum_are_asked_and_the_case_is_in_review() -> None:
    case = scenes.an_application()

    assert (case.state, len(seated(case))) == (Case.State.IN_REVIEW, 2)


def test_with_too_few_independent_people_a_case_waits_and_says_so_once() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    for member in User.objects.filter(groups__name=Role.CORE_GROUP):
        RelationFactory.create(person=member, other=enrolment.person, kind=Relation.Kind.CONFLICT)

    case = scenes.an_application(enrolment)
    actions.mind(clock=scenes.at(scenes.NOW + timedelta(days=31)))

    case.refresh_from_db()
    assert (case.state, seated(case)) == (Case.State.SUBMITTED, [])
    assert OutgoingMail.objects.filter(name="review_short").count() == len(
        {*User.objects.filter(groups__name=Role.PROGRAM_ADMIN).values_list("pk", flat=True)}
    )


def test_a_guest_named_by_two_decides_until_the_case_is_closed() -> None:
    case = scenes.an_application()
    one, other, guest = scenes.a_core_member(), scenes.a_core_member(), UserFactory.create(roles=[Role.TRAINEE])
    named = actions.name_guest(
        case_id=case.pk,
        person=guest,
        reason="Knows the work.",
        until=scenes.NOW + timedelta(days=60),
        by=one,
        clock=scenes.at(scenes.NOW + timedelta(days=30)),
    )
    with pytest.raises(Refused):
        actions.second_guest(guest_id=named.pk, by=one, clock=scenes.at(scenes.NOW + timedelta(days=30)))
    actions.second_guest(guest_id=named.pk, by=other, clock=scenes.at(scenes.NOW + timedelta(days=30)))

    scenes.decide(case, guest)
    case = scenes.decide(case, one)
    actions.end_guests(clock=scenes.at(scenes.NOW + timedelta(days=31)))

    assert case.state == Case.State.APPROVED
    assert Guest.objects.get().ended_at is not None
    assert not guest.groups.filter(name=Role.GUEST_REVIEWER).exists()


def test_a_tie_that_two_found_no_obstacle_excludes_no_more_and_a_declared_one_always() -> None:
    case, mentor = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(person=mentor, other=candidate_of(case), kind=Relation.Kind.MENTOR)
    one, other = scenes.a_core_member(), scenes.a_core_member()
    asked = actions.ask_consent(case_id=case.pk, reviewer=mentor, reason="Long ago.", by=one)
    for refused in (mentor, one):
        with pytest.raises(Refused):
            actions.consent(consent_id=asked.pk, by=refused)
    actions.consent(consent_id=asked.pk, by=other)
    scenes.decide(case, mentor)

    actions.declare_tie(case_id=case.pk, by=mentor)
    case = scenes.decide(case, one)

    assert case.state == Case.State.IN_REVIEW
    assert queries.votes(queries.round_of(case)).get().reviewer == one


def test_a_vote_counts_no_more_when_its_reviewer_loses_the_role_before_the_round_is_decided() -> None:
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    scenes.decide(case, one)
    people.withdraw_role(person=one, role=Role.CORE_GROUP, by=None)

    case = scenes.decide(case, other)
    assert (case.state, Certificate.objects.count()) == (Case.State.IN_REVIEW, 0)
    case = scenes.decide(case, scenes.a_core_member())

    assert (case.state, Certificate.objects.count()) == (Case.State.APPROVED, 1)


def test_who_stepped_aside_is_followed_by_somebody_else() -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    first = User.objects.get(pk=seated(case)[0])

    actions.recuse(case_id=case.pk, by=first)

    assert first.pk not in seated(case)
    assert len(seated(case)) == 2


def test_a_decline_can_be_looked_at_once_by_people_who_did_not_decide() -> None:
    case = scenes.a_declined_case()
    voted = {vote.reviewer for vote in queries.votes(queries.round_of(case))}
    for _ in range(2):
        scenes.a_core_member()
    case = actions.appeal(
        case_id=case.pk,
        words="You saw one dialogue only.",
        by=candidate_of(case),
        clock=scenes.at(scenes.NOW + timedelta(days=40)),
    )
    assert case.state == Case.State.APPEALED
    with pytest.raises(Refused) as refusal:
        scenes.decide(case, voted.pop(), days=41)
    assert refusal.value.reasons == (Reason.DECIDED_BEFORE,)

    looking = [User.objects.get(pk=pk) for pk in seated(case)]
    scenes.decide(case, looking[0], days=41)
    case = scenes.decide(case, looking[1], Review.Decision.DECLINE, days=41)
    assert case.state in (Case.State.REOPENED, Case.State.IN_REVIEW)
    assert Round.objects.get(case=case, kind="appeal").outcome == Round.Outcome.REOPENED


def test_an_appeal_that_nobody_decides_opens_the_case_again() -> None:
    case = scenes.a_declined_case()
    for _ in range(3):
        scenes.a_core_member()
    actions.appeal(
        case_id=case.pk, words="Please.", by=candidate_of(case), clock=scenes.at(scenes.NOW + timedelta(days=40))
    )

    actions.mind(clock=scenes.at(scenes.NOW + timedelta(days=55)))

    case.refresh_from_db()
    assert (case.state, case.round) == (Case.State.IN_REVIEW, 3)
    assert Round.objects.get(case=case, kind="appeal").outcome == Round.Outcome.LAPSED


def test_a_round_that_nobody_closes_is_told_as_it_stands_after_three_days() -> None:
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    scenes.decide(case, one, Review.Decision.DECLINE)
    scenes.decide(case, other, Review.Decision.DECLINE)

    actions.mind(clock=scenes.at(scenes.NOW + timedelta(days=35)))

    case.refresh_from_db()
    round_ = queries.round_of(case)
    assert (case.state, round_.closed_by, round_.letter) == (Case.State.DECLINED, one, "Thank you for all you gave.")


def test_a_correction_after_an_approval_marks_the_case_and_tells_reviewers_and_holder_once() -> None:
    case = scenes.an_approved_case()

    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    case.refresh_from_db()
    assert (case.state, case.corrected_at is not None) == (Case.State.APPROVED, True)
    names = OutgoingMail.objects.filter(name__endswith="evidence_corrected").values_list("name", flat=True)
    assert sorted(names) == ["application_evidence_corrected", "review_evidence_corrected", "review_evidence_corrected"]
    assert Certificate.objects.count() == 1
