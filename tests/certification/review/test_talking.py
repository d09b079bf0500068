"""Notes among those who decide, questions to the candidate, and answers: who may say what, who is told."""

from datetime import timedelta
from typing import Any

import pytest

from certification.review import actions, queries
from certification.review.models import Case, Message, Review, Seat
from certification.review.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = scenes.at(scenes.NOW + timedelta(days=31))


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def ask(case: Case, by: User, text: str = "What did you do when it went quiet?") -> Message:
    return actions.ask_candidate(case_id=case.pk, text=text, by=by, clock=LATER)


def answer(question: Message, by: User, text: str = "I waited.") -> Message:
    return actions.answer(question_id=question.pk, text=text, by=by, clock=LATER)


def note(case: Case, by: User, text: str = "Look at the second dialogue.") -> Message:
    return actions.note(case_id=case.pk, text=text, by=by, clock=LATER)


def told(name: str) -> set[Any]:
    return set(OutgoingMail.objects.filter(name=name).values_list("person", flat=True))


def reasons(refusal: pytest.ExceptionInfo[Refused]) -> tuple[Any, ...]:
    return refusal.value.reasons


def texts(rows: list[Message]) -> list[str]:
    return [row.text for row in rows]


# --- notes ----------------------------------------------------------------------------------------


def test_a_note_is_read_by_its_author_and_by_others_once_they_have_decided() -> None:
    case, author, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    said = note(case, author)

    before = queries.desk(case, other, at=scenes.NOW).notes
    own = queries.desk(case, author, at=scenes.NOW).notes
    scenes.decide(case, other)

    assert (before, own, queries.desk(case, other, at=scenes.NOW).notes) == ([], [said], [said])


def test_a_note_is_read_by_all_who_may_read_once_the_review_is_over() -> None:
    case, author = scenes.an_application(), scenes.a_core_member()
    note(case, author)
    scenes.decide(case, author)
    case = scenes.decide(case, scenes.a_core_member())

    assert texts(queries.desk(case, scenes.an_admin(), at=scenes.NOW).notes) == ["Look at the second dialogue."]


def test_a_note_tells_nobody_by_mail() -> None:
    case = scenes.an_application()
    before = OutgoingMail.objects.count()

    note(case, scenes.a_core_member())

    assert OutgoingMail.objects.count() == before


@pytest.mark.parametrize("say", [note, ask])
def test_who_may_not_decide_says_nothing(say: Any) -> None:
    case, mentor = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(person=mentor, other=candidate_of(case), kind=Relation.Kind.MENTOR)

    with pytest.raises(Refused) as refusal:
        say(case, mentor)

    assert (reasons(refusal), Message.objects.count()) == ((Reason.MENTOR,), 0)


@pytest.mark.parametrize("say", [note, ask])
def test_nothing_is_said_without_words(say: Any) -> None:
    with pytest.raises(Refused) as refusal:
        say(scenes.an_application(), scenes.a_core_member(), " ")

    assert reasons(refusal) == (Reason.WORDS_MISSING,)


@pytest.mark.parametrize("say", [note, ask])
def test_nothing_is_said_after_the_review(say: Any) -> None:
    case = scenes.an_approved_case()

    with pytest.raises(Refused) as refusal:
        say(case, scenes.a_core_member())

    assert reasons(refusal) == (Reason.NOT_IN_REVIEW,)


# --- questions and answers ------------------------------------------------------------------------


def test_a_question_tells_the_candidate_and_nobody_else() -> None:
    case = scenes.an_application()

    ask(case, scenes.a_core_member())

    assert told("application_question") == {case.enrolment.person_id}


def test_an_answer_tells_whoever_asked_and_all_who_were_asked_to_read() -> None:
    case, asker = scenes.an_application(), scenes.a_core_member()
    seated = set(Seat.objects.values_list("reviewer", flat=True))

    answer(ask(case, asker), candidate_of(case))

    assert told("application_answered") == seated | {asker.pk}


def test_who_is_told_of_an_answer_is_the_same_whoever_has_decided() -> None:
    case, asker, quick = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    seated = set(Seat.objects.values_list("reviewer", flat=True))
    question = ask(case, asker)
    # Takes the seat of somebody who was asked.
    scenes.decide(case, quick)

    answer(question, candidate_of(case))

    assert seated <= told("application_answered")


def test_a_question_and_its_answer_are_read_by_all_who_read_the_application() -> None:
    case = scenes.an_application()
    answer(ask(case, scenes.a_core_member()), candidate_of(case))

    read = queries.desk(case, scenes.an_admin(), at=scenes.NOW).talk

    assert texts(read) == ["What did you do when it went quiet?", "I waited."]


def test_only_the_candidate_answers() -> None:
    case, asker = scenes.an_application(), scenes.a_core_member()
    question = ask(case, asker)

    with pytest.raises(Refused) as refusal:
        answer(question, asker)

    assert reasons(refusal) == (Reason.NOT_THE_CANDIDATE,)


def test_a_question_is_answered_once() -> None:
    case = scenes.an_application()
    question = ask(case, scenes.a_core_member())
    answer(question, candidate_of(case))

    with pytest.raises(Refused) as refusal:
        answer(question, candidate_of(case))

    assert reasons(refusal) == (Reason.ANSWERED_ALREADY,)


def test_a_question_is_not_answered_after_the_review() -> None:
    case = scenes.an_application()
    question = ask(case, scenes.a_core_member())
    scenes.decide(case, scenes.a_core_member())
    scenes.decide(case, scenes.a_core_member())

    with pytest.raises(Refused) as refusal:
        answer(question, candidate_of(case))

    assert reasons(refusal) == (Reason.NOT_IN_REVIEW,)


def test_a_note_cannot_be_answered() -> None:
    case = scenes.an_application()
    said = note(case, scenes.a_core_member())

    with pytest.raises(Message.DoesNotExist):
        answer(said, candidate_of(case))


def test_what_was_said_before_stays_in_its_own_review() -> None:
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    note(case, one)
    scenes.decide(case, one)
    scenes.close(scenes.decide(case, other, Review.Decision.NOT_YET), other)
    case = scenes.an_application(case.enrolment)

    desk = queries.desk(case, UserFactory.create(roles=[Role.CORE_GROUP]), at=scenes.NOW)

    assert (texts(desk.notes), [texts(row.notes) for row in desk.earlier]) == ([], [["Look at the second dialogue."]])
