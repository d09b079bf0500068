"""What happens when people apply, decide and take back; and what is left after the candidate is erased."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from certification.certificates.models import Certificate, Holder
from certification.review import actions, queries
from certification.review.actions.applying import Named
from certification.review.models import Ask, Case, Review, Round
from certification.review.rules import Reason
from courses.practice.models import Observation
from courses.progress import chain
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOT_YET = Review.Decision.NOT_YET
APPROVE = Review.Decision.APPROVE


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def reasons_against(case: Case, reviewer: User) -> tuple[Any, ...]:
    with pytest.raises(Refused) as refusal:
        scenes.decide(case, reviewer)
    return refusal.value.reasons


def mails(name: str) -> int:
    return OutgoingMail.objects.filter(name=name).count()


# --- applying -------------------------------------------------------------------------------------


def test_applying_freezes_the_evidence_as_it_stands_with_a_digest() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()

    case = scenes.an_application(enrolment)

    frozen = Round.objects.get(case=case)
    assert frozen.evidence["ledger"] == {"seq": enrolment.last_seq, "hash": enrolment.last_hash}
    assert [row["met"] for row in frozen.evidence["requirements"]] == [True] * 5
    assert frozen.evidence_digest == chain.digest(frozen.evidence)


def test_what_happens_after_applying_does_not_change_the_evidence() -> None:
    case = scenes.an_application()
    frozen = Round.objects.get(case=case).evidence

    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    assert Round.objects.get(case=case).evidence == frozen


def test_the_evidence_holds_codes_and_numbers_and_no_words_or_names() -> None:
    enrolment = scenes.a_trainee_ready_to_apply(UserFactory.create(display_name="Ọláyínká Adébáyọ̀"))

    case = scenes.an_application(enrolment)

    for words in ("Ọláyínká", "You let silence work.", "I heard it twice.", "We slowed down."):
        assert words not in str(Round.objects.get(case=case).evidence)


def test_who_misses_something_is_refused() -> None:
    enrolment = scenes.an_enrolment()

    with pytest.raises(Refused) as refusal:
        scenes.an_application(enrolment)

    assert refusal.value.reasons == (Reason.NOT_ELIGIBLE,)
    assert not Case.objects.exists()


def test_nobody_applies_with_somebody_elses_training() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()

    with pytest.raises(Enrolment.DoesNotExist):
        actions.apply(enrolment_id=enrolment.pk, named=Named(printed_name="X"), motivation="Y", by=UserFactory.create())


def test_applying_twice_is_refused_and_tells_nobody_twice() -> None:
    case = scenes.an_application()
    told = OutgoingMail.objects.count()

    with pytest.raises(Refused) as refusal:
        scenes.an_application(case.enrolment)

    assert refusal.value.reasons == (Reason.ALREADY_OPEN,)
    assert OutgoingMail.objects.count() == told


def test_who_is_certified_does_not_apply_again() -> None:
    case = scenes.an_approved_case()

    with pytest.raises(Refused) as refusal:
        scenes.an_application(case.enrolment)

    assert refusal.value.reasons == (Reason.ALREADY_CERTIFIED,)


def test_the_candidate_and_those_who_were_asked_to_read_are_told() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    observer = Observation.objects.get().observer
    mentor = scenes.a_core_member()
    RelationFactory.create(person=mentor, other=enrolment.person, kind=Relation.Kind.MENTOR)

    scenes.an_application(enrolment)

    told = set(OutgoingMail.objects.filter(name="application_to_review").values_list("person", flat=True))
    assert len(told) == 2
    assert not told & {observer.pk, mentor.pk, enrolment.person_id}
    assert mails("application_received") == 1


# --- deciding -------------------------------------------------------------------------------------


def test_one_approval_of_two_leaves_the_application_open() -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member())

    assert (case.state, Certificate.objects.count()) == (Case.State.IN_REVIEW, 0)


def test_two_approvals_issue_one_certificate_with_what_was_earned() -> None:
    case = scenes.an_approved_case()

    certificate = Certificate.objects.get()
    assert (case.state, certificate.cause) == (Case.State.APPROVED, f"review.case/{case.pk}")
    assert certificate.holder.name == case.printed_name
    earned = {name: certificate.snapshot[name] for name in ("minutes", "sessions", "dialogues", "syllabus_number")}
    assert earned == {"minutes": 80, "sessions": 1, "dialogues": 1, "syllabus_number": 1}


def test_each_vote_is_in_the_audit_log_once_the_round_has_ended_without_what_it_was() -> None:
    case = scenes.an_application()
    reviewer = scenes.a_core_member()

    scenes.decide(case, reviewer)
    assert not ModelLogEntry.objects.filter(action="review.decide").exists()
    actions.withdraw(case_id=case.pk, by=candidate_of(case))

    entry = ModelLogEntry.objects.get(action="review.decide")
    about = str(queries.round_of(case).pk)
    assert (entry.user, entry.object_id, entry.data) == (reviewer, about, {"case": case.pk})


def test_a_member_who_has_decided_is_refused_in_the_same_round() -> None:
    case = scenes.an_application()
    reviewer = scenes.a_core_member()
    scenes.decide(case, reviewer)

    assert reasons_against(case, reviewer) == (Reason.ALREADY_DECIDED,)
    assert Review.objects.count() == 1


def test_nobody_decides_after_the_round_has_ended() -> None:
    case = scenes.an_approved_case()

    assert reasons_against(case, scenes.a_core_member()) == (Reason.NOT_IN_REVIEW,)


def test_the_only_observer_does_not_decide() -> None:
    observer = scenes.a_core_member()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(observer=observer))

    assert reasons_against(case, observer) == (Reason.ONLY_OBSERVER,)


def test_one_of_two_observers_decides() -> None:
    observer = scenes.a_core_member()
    enrolment = scenes.a_trainee_ready_to_apply(observer=observer)
    scenes.observe(scenes.hold(scenes.a_dialogue(enrolment, starts_at=scenes.NOW + timedelta(days=22))))

    scenes.decide(scenes.an_application(enrolment), observer)

    assert Review.objects.get().reviewer == observer


@pytest.mark.parametrize(
    ("kind", "reviewer_is", "reason"),
    [
        (Relation.Kind.MENTOR, "person", Reason.MENTOR),
        (Relation.Kind.MENTOR, "other", Reason.MENTOR),
        (Relation.Kind.MANAGER, "person", Reason.MANAGER),
        (Relation.Kind.MANAGER, "other", Reason.REPORT),
        (Relation.Kind.CONFLICT, "person", Reason.DECLARED),
        (Relation.Kind.CONFLICT, "other", Reason.DECLARED),
    ],
)
def test_who_is_close_to_the_candidate_does_not_decide(kind: Relation.Kind, reviewer_is: str, reason: Reason) -> None:
    case, reviewer = scenes.an_application(), scenes.a_core_member()
    candidate_is = "other" if reviewer_is == "person" else "person"
    RelationFactory.create(kind=kind, **{reviewer_is: reviewer, candidate_is: candidate_of(case)})

    assert reasons_against(case, reviewer) == (reason,)


def test_working_in_the_same_unit_does_not_keep_from_deciding() -> None:
    case, reviewer = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(kind=Relation.Kind.UNIT, person=reviewer, other=candidate_of(case))

    scenes.decide(case, reviewer)

    assert Review.objects.get().reviewer == reviewer


def test_nobody_decides_on_themselves() -> None:
    member = scenes.a_core_member()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(member))

    assert reasons_against(case, member) == (Reason.ONESELF,)


def test_a_superuser_decides_only_as_a_member_of_the_core_group() -> None:
    case = scenes.an_application()

    assert reasons_against(case, UserFactory.create(is_superuser=True)) == (Reason.NOT_CORE_GROUP,)
    assert reasons_against(case, UserFactory.create(roles=[Role.PROGRAM_ADMIN])) == (Reason.NOT_CORE_GROUP,)


def test_a_not_yet_is_told_by_one_of_those_who_decided_once_all_have_voted() -> None:
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()

    case = scenes.decide(case, one, NOT_YET)
    with pytest.raises(Refused):
        scenes.close(case, one)
    case = scenes.decide(case, other)
    assert (case.state, mails("application_not_yet")) == (Case.State.IN_REVIEW, 0)
    case = scenes.close(case, other)

    assert (case.state, mails("application_not_yet")) == (Case.State.CHANGES_REQUESTED, 1)
    assert [ask.text for ask in Ask.objects.told()] == ["Lead one more."]
    assert not Certificate.objects.exists()


def test_after_a_not_yet_the_candidate_applies_again_in_a_new_round_where_all_may_vote_again() -> None:
    first, second = scenes.a_core_member(), scenes.a_core_member()
    case = scenes.an_application()
    scenes.decide(case, first, NOT_YET)
    scenes.close(scenes.decide(case, second), second)

    again = scenes.an_application(case.enrolment)
    scenes.decide(again, first)
    scenes.decide(again, second)

    assert (again.pk, again.round) == (case.pk, 2)
    assert list(Review.objects.values_list("round__number", "decision")) == [
        (1, NOT_YET),
        (1, APPROVE),
        (2, APPROVE),
        (2, APPROVE),
    ]
    assert Certificate.objects.count() == 1


def test_how_many_approvals_are_needed_is_what_the_syllabus_says() -> None:
    release = scenes.a_release(approvals=1)
    enrolment = scenes.a_trainee_ready_to_apply()
    assert enrolment.syllabus.number == release.syllabus.number

    case = scenes.decide(scenes.an_application(enrolment), scenes.a_core_member())

    assert case.state == Case.State.APPROVED


# --- taking back and being forgotten --------------------------------------------------------------


def test_the_candidate_takes_an_application_back_and_may_apply_anew() -> None:
    case = scenes.an_application()

    withdrawn = actions.withdraw(case_id=case.pk, by=candidate_of(case))
    anew = scenes.an_application(case.enrolment)

    assert withdrawn.state == Case.State.WITHDRAWN
    assert (anew.pk != case.pk, anew.round) == (True, 1)


def test_nobody_else_takes_an_application_back() -> None:
    case = scenes.an_application()

    with pytest.raises(Refused) as refusal:
        actions.withdraw(case_id=case.pk, by=scenes.a_core_member())

    assert refusal.value.reasons == (Reason.NOT_THE_CANDIDATE,)


def test_an_approved_application_is_not_taken_back() -> None:
    case = scenes.an_approved_case()

    with pytest.raises(Refused) as refusal:
        actions.withdraw(case_id=case.pk, by=candidate_of(case))

    assert refusal.value.reasons == (Reason.NOT_OPEN,)


def test_nobody_decides_on_an_application_that_was_taken_back() -> None:
    case = scenes.an_application()
    actions.withdraw(case_id=case.pk, by=candidate_of(case))

    assert reasons_against(case, scenes.a_core_member()) == (Reason.NOT_IN_REVIEW,)


def test_erasing_the_candidate_ends_the_application_and_removes_all_words() -> None:
    case = scenes.an_application()
    scenes.decide(case, scenes.a_core_member(), NOT_YET)

    people.erase(person=candidate_of(case), by=None)

    case = Case.objects.get()
    review = Review.objects.get()
    assert (case.state, case.printed_name, Round.objects.get().words) == (Case.State.WITHDRAWN, "", "")
    assert case.decided_at is not None
    assert (review.reason, review.asks.get().text) == ("—", "—")
    assert reasons_against(case, scenes.a_core_member()) == (Reason.ONESELF, Reason.NOT_IN_REVIEW)


def test_erasing_a_reviewer_keeps_that_the_vote_was_cast_and_counts_it_no_more() -> None:
    case = scenes.an_application()
    reviewer = scenes.a_core_member()
    scenes.decide(case, reviewer)

    people.erase(person=reviewer, by=None)
    scenes.decide(case, scenes.a_core_member())

    assert list(Review.objects.values_list("decision", "set_aside_because")) == [
        (APPROVE, [Reason.NOT_CORE_GROUP]),
        (APPROVE, []),
    ]
    assert not Certificate.objects.exists()


def test_erasing_a_certified_person_keeps_the_application_approved() -> None:
    case = scenes.an_approved_case()

    people.erase(person=candidate_of(case), by=None)

    case.refresh_from_db()
    assert (case.state, case.printed_name) == (Case.State.APPROVED, "")
    assert Holder.objects.get().name == ""
