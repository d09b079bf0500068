"""Participants' feedback: what is taken in, when it is released, and what is never kept."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from courses.practice import queries, rules
from courses.practice.actions import feedback
from courses.practice.actions.feedback import Given
from courses.practice.models import Answer, FeedbackRound, SealedAnswer
from courses.practice.rules import Reason
from courses.progress.models import Enrolment
from lms.actions import Refused
from tests import scenes
from tests.courses.practice import attacker
from tests.courses.practice.feedback_scenes import AFTER, DURING, a_round, answer, answers, count, release
from tests.scenes import at

pytestmark = pytest.mark.django_db

NINE = tuple(Given(interest=4, wish=f"wish {number}") for number in range(9))


def asserted(round_: FeedbackRound) -> dict[str, object]:
    enrolment = Enrolment.objects.get(pk=round_.dialogue.enrolment_id)
    _seq, _rank, value, _at = enrolment.snapshot[f"feedback:{round_.dialogue_id}"]
    return dict(value)


def test_a_cleared_plan_has_a_round_that_closes_at_midnight_three_days_after_its_end() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    round_ = FeedbackRound.objects.get(dialogue=dialogue)

    assert (round_.closes_at - dialogue.starts_at).days == 3
    assert round_.closes_at.astimezone(scenes.NOW.tzinfo).hour == 4


def test_a_plan_cleared_again_for_another_day_keeps_its_link_and_closes_after_that_day() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    before = FeedbackRound.objects.get(dialogue=dialogue)
    dialogue.starts_at += timedelta(days=7)

    after = feedback.open_round(dialogue, at=scenes.NOW)

    assert (after.code, after.closes_at - before.closes_at) == (before.code, timedelta(days=7))


def test_no_time_of_a_round_is_finer_than_a_day() -> None:
    round_ = release(a_round(6))
    assert round_.closed_at is not None

    times = [round_.opened_at, round_.closed_at, round_.closes_at - timedelta(hours=4)]

    assert [(time.hour, time.minute, time.second, time.microsecond) for time in times] == [(0, 0, 0, 0)] * 3


def test_a_code_is_found_however_it_is_typed() -> None:
    round_ = a_round()

    typed = rules.told_code(round_.code).lower().replace("0", "o").replace("1", "l")

    assert rules.plain_code(f" {typed} ") == round_.code


def test_nobody_answers_before_the_dialogue_runs() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    with pytest.raises(Refused) as refused:
        answer(FeedbackRound.objects.get(dialogue=dialogue))

    assert refused.value.reasons == (Reason.FEEDBACK_NOT_YET,)


def test_nobody_answers_after_the_last_day() -> None:
    round_ = a_round()

    with pytest.raises(Refused) as refused:
        feedback.answer(code=round_.code, given=Given(interest=4), clock=at(round_.closes_at))

    assert refused.value.reasons == (Reason.FEEDBACK_CLOSED,)


def test_no_more_answers_come_in_than_people_were_counted() -> None:
    round_ = a_round(5)
    answers(round_, *NINE[:5])

    with pytest.raises(Refused) as refused:
        answer(round_)

    assert refused.value.reasons == (Reason.FEEDBACK_FULL,)


def test_an_arrival_writes_all_sealed_answers_anew() -> None:
    round_ = a_round(9)
    answers(round_, *NINE[:3])
    before = set(SealedAnswer.objects.values_list("pk", flat=True))

    answer(round_, NINE[3])

    assert before.isdisjoint(SealedAnswer.objects.values_list("pk", flat=True))
    assert SealedAnswer.objects.count() == 4


def test_nothing_is_shown_on_arrival() -> None:
    round_ = a_round(9)
    answers(round_, *NINE)

    assert queries.results_of(round_.dialogue) is None


def test_five_are_released_and_the_sealed_ones_are_gone() -> None:
    round_ = a_round(8)
    answers(round_, *NINE[:5])

    release(round_)

    assert (round_.answered, round_.answers.count(), SealedAnswer.objects.count()) == (5, 5, 0)


def test_of_four_nothing_stays() -> None:
    round_ = a_round(8)
    answers(round_, *NINE[:4])

    release(round_)

    assert (round_.answered, Answer.objects.count(), SealedAnswer.objects.count()) == (0, 0, 0)
    assert queries.results_of(round_.dialogue) is None


def test_a_release_waits_for_the_headcount() -> None:
    round_ = a_round()
    answers(round_, *NINE)
    release(round_)
    assert round_.closed_at is None

    count(round_.dialogue, 9, clock=round_.dialogue.starts_at + AFTER)

    round_.refresh_from_db()
    assert round_.answered == 9


def test_after_two_weeks_nobody_waits_for_a_headcount_and_nothing_counts() -> None:
    round_ = a_round()
    answers(round_, *NINE)

    feedback.release(round_id=round_.pk, clock=at(round_.dialogue.starts_at + timedelta(days=16)))

    round_.refresh_from_db()
    enrolment = Enrolment.objects.get(pk=round_.dialogue.enrolment_id)
    assert round_.answered == 9
    assert f"feedback:{round_.dialogue_id}" not in enrolment.snapshot


def test_a_headcount_that_comes_after_the_release_limits_what_counts() -> None:
    round_ = a_round()
    answers(round_, *NINE)
    feedback.release(round_id=round_.pk, clock=at(round_.dialogue.starts_at + timedelta(days=16)))

    count(round_.dialogue, 6, clock=round_.dialogue.starts_at + timedelta(days=17))

    assert asserted(round_) == {"invited": 6, "answers": 6, "closed": True}


def test_more_answers_than_people_are_drawn_by_lot_and_staff_are_told() -> None:
    round_ = a_round()
    answers(round_, *NINE)
    count(round_.dialogue, 6)

    release(round_)

    assert (round_.answered, round_.overfull) == (6, True)


def test_a_release_is_never_added_to() -> None:
    round_ = a_round(9)
    answers(round_, *NINE[:5])
    release(round_)

    with pytest.raises(Refused) as refused:
        answer(round_)

    assert refused.value.reasons == (Reason.FEEDBACK_CLOSED,)
    assert feedback.release(round_id=round_.pk, clock=at(round_.closes_at)) is False


def test_the_lead_closes_early_once_people_are_counted() -> None:
    round_ = a_round(9)
    answers(round_, *NINE)
    lead = round_.dialogue.enrolment.person
    assert lead is not None

    feedback.close(dialogue_id=round_.dialogue_id, by=lead, clock=at(round_.dialogue.starts_at + DURING))

    round_.refresh_from_db()
    assert round_.answered == 9


@pytest.mark.parametrize(
    ("people", "by_lead", "reason"), [(None, True, Reason.NOT_COUNTED), (9, False, Reason.NOT_THE_LEAD)]
)
def test_closing_early_is_refused(people: int | None, by_lead: bool, reason: Reason) -> None:
    round_ = a_round(people)
    by = round_.dialogue.enrolment.person if by_lead else scenes.an_enrolment().person
    assert by is not None

    with pytest.raises(Refused) as refused:
        feedback.close(dialogue_id=round_.dialogue_id, by=by)

    assert refused.value.reasons == (reason,)


def test_the_ledger_knows_the_headcount_at_once_and_answers_after_the_release() -> None:
    round_ = a_round(8)
    answers(round_, *NINE[:6])
    before = asserted(round_)

    release(round_)

    assert before == {"invited": 8, "answers": 0, "closed": False}
    assert asserted(round_) == {"invited": 8, "answers": 6, "closed": True}


def test_the_ledger_says_nothing_of_four() -> None:
    round_ = a_round(8)
    answers(round_, *NINE[:4])

    release(round_)

    assert asserted(round_) == {"invited": 8, "answers": 0, "closed": True}


def test_a_headcount_that_is_corrected_back_counts() -> None:
    round_ = a_round(8)
    for minutes, people in ((50, 9), (55, 8)):
        count(round_.dialogue, people, clock=round_.dialogue.starts_at + timedelta(minutes=minutes))

    assert asserted(round_)["invited"] == 8


def test_a_new_training_adopts_earlier_feedback() -> None:
    round_ = a_round(8)
    answers(round_, *NINE[:5])
    release(round_)
    person = round_.dialogue.enrolment.person

    enrolment = scenes.an_enrolment(person, release=scenes.a_release(slug="another"))

    assert enrolment.snapshot[f"feedback:{round_.dialogue_id}"][2]["answers"] == 5


def test_words_without_consent_are_never_quoted_and_consent_without_words_is_none() -> None:
    round_ = a_round(9)
    answers(round_, Given(interest=4, may_quote=True), *NINE[:4])

    release(round_)

    assert set(Answer.objects.values_list("may_quote", flat=True)) == {False}


def test_questions_are_mixed_apart_from_each_other() -> None:
    round_ = a_round(40)
    answers(round_, *(Given(interest=1 + n % 4, wish=f"{1 + n % 4} wish {n}") for n in range(40)))

    release(round_)

    together = sum(int(row.wish[0]) == row.interest for row in Answer.objects.all())
    assert together < 20


@pytest.mark.parametrize("answered", [9, 30])
def test_results_cost_two_queries(answered: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round_ = a_round(answered)
    answers(round_, *(Given(interest=4) for _ in range(answered)))
    dialogue = release(round_).dialogue

    with django_assert_num_queries(2):
        queries.results_of(dialogue)


def test_after_the_release_words_stand_in_one_table_only() -> None:
    round_ = a_round(9)
    answers(round_, *NINE)

    release(round_)

    assert attacker.mentions("wish 3") == {Answer._meta.db_table}


def test_without_a_headcount_four_are_deleted_all_the_same() -> None:
    round_ = a_round()
    answers(round_, *NINE[:4])

    feedback.release(round_id=round_.pk, clock=at(round_.dialogue.starts_at + timedelta(days=16)))

    assert attacker.mentions("wish 3") == set()
