"""The history of somebody who was approved is put right: it shows and is told once; nothing is reopened or revoked."""

from collections import Counter
from collections.abc import Callable
from threading import Event, Thread, Timer
from typing import Any

import pytest
from django.db import connection, transaction

from certification.certificates.models import Certificate, Revocation
from certification.review import queries
from certification.review.models import Case, Review
from certification.review.rules import Reason
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent, Release
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOLDER, REVIEWER = "application_evidence_corrected", "review_evidence_corrected"
PATIENCE_SECONDS = 20


def candidate_of(case: Case) -> User:
    person = Enrolment.objects.select_related("person").get(pk=case.enrolment_id).person
    assert person is not None
    return person


def told() -> dict[str, int]:
    return dict(Counter(OutgoingMail.objects.filter(name__in=[HOLDER, REVIEWER]).values_list("name", flat=True)))


def seq_of(case: Case, subject: str) -> int:
    row = LedgerEvent.objects.filter(enrolment=case.enrolment_id, subject=subject).earliest("seq")
    return int(row.seq)


def attendance_of(case: Case) -> tuple[str, dict[str, Any]]:
    progress = Enrolment.objects.get(pk=case.enrolment_id).progress
    return next((name, dict(row.value)) for name, row in progress.items() if name.startswith("attendance:"))


LESSON = f"lesson:{scenes.key('listening')}"


def done_no_more(case: Case) -> None:
    scenes.assert_subject(candidate_of(case), LESSON, {"done": False})


def undone(case: Case) -> None:
    by = scenes.an_admin()
    ledger.undo(enrolment_id=case.enrolment_id, seq=seq_of(case, LESSON), because="Of somebody else.", by=by)


def a_persons_word_over_a_check_in(case: Case) -> None:
    subject, value = attendance_of(case)
    scenes.assert_subject(candidate_of(case), subject, value | {"minutes": 5}, rank=Rank.PERSON, by=scenes.an_admin())


@pytest.mark.parametrize("correct", [done_no_more, undone, a_persons_word_over_a_check_in])
def test_what_contradicts_the_frozen_evidence_marks_the_case_and_is_told_to_both_once(
    correct: Callable[[Case], None],
) -> None:
    case = scenes.an_approved_case()

    correct(case)

    after = Case.objects.get()
    assert (after.state, after.corrected_at is not None) == (Case.State.APPROVED, True)
    assert told() == {HOLDER: 1, REVIEWER: 2}
    assert (Certificate.objects.count(), Revocation.objects.count()) == (1, 0)


def test_each_further_event_is_told_again_and_the_first_day_stays() -> None:
    case = scenes.an_approved_case()
    done_no_more(case)
    first = Case.objects.get().corrected_at

    a_persons_word_over_a_check_in(case)

    assert (told(), Case.objects.get().corrected_at) == ({HOLDER: 2, REVIEWER: 4}, first)


def test_a_waiver_that_counted_and_is_ended_is_told() -> None:
    by = scenes.an_admin()
    enrolment = scenes.a_trainee_ready_to_apply()
    ledger.waive(enrolment_id=enrolment.pk, requirement="dialogues", because="Led many elsewhere.", by=by)
    enrolment.refresh_from_db()
    case = scenes.an_application(enrolment)
    for _ in range(2):
        scenes.decide(case, scenes.a_core_member())

    ledger.end_waiver(enrolment_id=enrolment.pk, requirement="dialogues", because="It was a mistake.", by=by)

    assert told() == {HOLDER: 1, REVIEWER: 2}


def a_new_lesson(case: Case) -> None:
    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('another')}", {"done": True})


def the_same_again(case: Case) -> None:
    scenes.assert_subject(candidate_of(case), LESSON, {"done": True})


def a_new_waiver(case: Case) -> None:
    by = scenes.an_admin()
    ledger.waive(enrolment_id=case.enrolment_id, requirement="rubric", because="Known for long.", by=by)


def an_import_that_says_less_than_a_person(case: Case) -> None:
    subject, value = attendance_of(case)
    scenes.assert_subject(candidate_of(case), subject, value | {"minutes": 1}, rank=Rank.IMPORT)


@pytest.mark.parametrize(
    "happens", [a_new_lesson, the_same_again, a_new_waiver, an_import_that_says_less_than_a_person]
)
def test_what_contradicts_nothing_is_told_to_nobody(happens: Callable[[Case], None]) -> None:
    case = scenes.an_approved_case()

    happens(case)

    assert (told(), Case.objects.get().corrected_at) == ({}, None)


def move_to_a_floor_of(average: float) -> None:
    requirements = [row | ({"average": average} if "average" in row else {}) for row in scenes.usual_requirements()]
    scenes.a_release(rule=Release.Rule.MOVE, requirements=requirements)


def test_a_move_to_another_syllabus_is_no_correction() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    move_to_a_floor_of(2.4)
    enrolment.refresh_from_db()
    case = scenes.an_application(enrolment)
    for _ in range(2):
        scenes.decide(case, scenes.a_core_member())

    move_to_a_floor_of(2.3)

    assert Enrolment.objects.get(pk=enrolment.pk).syllabus.number == 3
    assert (told(), Case.objects.get().corrected_at) == ({}, None)


def test_before_the_approval_it_shows_on_the_desk_and_is_told_to_nobody() -> None:
    case = scenes.an_application()

    done_no_more(case)

    desk = queries.desk(queries.whole().get(), scenes.a_core_member(), at=scenes.NOW)
    assert (bool(desk.reading.gist.changed), told()) == (True, {})


def test_who_decides_by_a_page_that_is_older_than_a_correction_is_asked_to_look_once_more() -> None:
    case, reviewer = scenes.an_application(), scenes.a_core_member()
    seen = Enrolment.objects.get(pk=case.enrolment_id).last_seq
    done_no_more(case)

    with pytest.raises(Refused) as refusal:
        scenes.decide(case, reviewer, seen=seen)

    assert (refusal.value.reasons, Review.objects.count()) == ((Reason.EVIDENCE_MOVED,), 0)


# --- in the same moment ---------------------------------------------------------------------------


def while_another(holds: Callable[[], object], happens: Callable[[], object]) -> None:
    """Something begins while another's transaction has done its part and not committed; then that one commits."""
    done, over = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                holds()
                done.set()
                over.wait(PATIENCE_SECONDS)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    assert done.wait(PATIENCE_SECONDS)
    release = Timer(0.5, over.set)
    release.start()
    try:
        happens()
    finally:
        over.set()
        holder.join()
        release.join()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_correction_waits_for_the_vote_that_approves_at_the_same_moment_and_then_marks_it() -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member())
    last = scenes.a_core_member()

    while_another(lambda: scenes.decide(case, last), lambda: done_no_more(case))

    after = Case.objects.get()
    assert (after.state, after.corrected_at is not None, told()) == ("approved", True, {HOLDER: 1, REVIEWER: 2})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_vote_waits_for_the_correction_of_the_same_moment_and_is_asked_to_look_once_more() -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member())
    last = scenes.a_core_member()
    seen = Enrolment.objects.get(pk=case.enrolment_id).last_seq
    refused: list[object] = []

    def vote() -> None:
        try:
            scenes.decide(case, last, seen=seen)
        except Refused as refusal:
            refused.extend(refusal.reasons)

    while_another(lambda: done_no_more(case), vote)

    assert (refused, Case.objects.get().state, told()) == ([Reason.EVIDENCE_MOVED], "in_review", {})
