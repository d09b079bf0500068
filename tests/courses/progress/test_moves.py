"""What a release makes of each person: moved, kept, tried again, led back; each counted once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from courses.progress import personal_data, queries
from courses.progress.actions import enrolments, ledger, moves, releases
from courses.progress.effects import Because
from courses.progress.models import Enrolment, LedgerEvent, Move, Reason, Release
from courses.progress.queries import Tally
from courses.progress.rules import Reason as Why
from courses.progress.tasks import move, sweep_moves
from lms.actions import Refused
from lms.people import actions as people
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Rule = Release.Rule
Outcome = Move.Outcome
LATER = scenes.NOW + timedelta(hours=1)


def a_new_version(rule: Rule = Rule.MOVE, *, lesson: str = "repair", by: User | None = None) -> Release:
    """A release that asks something else, with nobody moved yet."""
    document, lessons = scenes.a_document(scenes.a_lesson("listening"), scenes.a_lesson(lesson))
    at = scenes.at(scenes.NOW)
    return releases.release(document=document, lessons=lessons, rule=rule, by=by or scenes.an_admin(), clock=at)


def number_of(enrolment: Enrolment) -> int:
    return Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk).syllabus.number


def outcomes(release: Release) -> list[tuple[str, str]]:
    return list(Move.objects.filter(release=release).order_by("enrolment").values_list("outcome", "because"))


def take_back(release: Release) -> None:
    moves.take_back(release_id=release.pk, because="The old one was better.", by=scenes.an_admin())


def no_faults() -> bool:
    return not [fault for row in Enrolment.objects.all() for fault in queries.faults(row)]


def test_a_release_writes_a_row_for_everybody_and_moves_nobody_yet() -> None:
    ready, reading = scenes.a_trainee_ready_to_apply(), scenes.an_enrolment()

    made = a_new_version(Rule.MOVE_UNLESS_ELIGIBLE)

    assert outcomes(made) == [(Outcome.KEPT, Because.READY), (Outcome.WAITING, "")]
    assert (number_of(ready), number_of(reading)) == (1, 1)


def test_the_job_moves_whom_the_release_named_and_counts_them() -> None:
    person = scenes.an_enrolment()
    made = a_new_version()

    move(made.pk)

    row, event = Move.objects.get(), LedgerEvent.objects.get(subject="syllabus")
    assert (number_of(person), queries.tally(made), no_faults()) == (2, Tally(moved=1), True)
    assert (row.from_number, row.seq, event.key) == (1, event.seq, f"release:{made.pk}")


def test_a_job_that_runs_twice_moves_nobody_twice() -> None:
    scenes.an_enrolment()
    made = a_new_version()

    move(made.pk)
    move(made.pk)

    assert LedgerEvent.objects.filter(subject="syllabus").count() == 1


def test_who_becomes_ready_after_the_release_is_moved_as_the_impact_said() -> None:
    person = scenes.an_enrolment()
    made = a_new_version(Rule.MOVE_UNLESS_ELIGIBLE)
    for requirement in ("lessons", "sessions", "dialogues", "rubric", "reflection"):
        ledger.waive(enrolment_id=person.pk, requirement=requirement, because="Did it.", by=scenes.an_admin())

    sweep_moves()

    assert (queries.tally(made), number_of(person)) == (Tally(moved=1), 2)


def test_a_bounded_part_is_done_at_once_and_the_sweep_does_the_rest() -> None:
    for _ in range(4):
        scenes.an_enrolment()
    made = a_new_version()

    moves.carry_on(release_id=made.pk, budget=moves.Budget(people=3, seconds=60))
    at_first = queries.tally(made)
    sweep_moves()

    assert (at_first, queries.tally(made)) == (Tally(waiting=1, moved=3), Tally(moved=4))


def test_a_job_ends_when_its_time_is_over() -> None:
    for _ in range(2):
        scenes.an_enrolment()
    made = a_new_version()

    moves.sweep(budget=moves.Budget(people=10, seconds=-1))
    moves.carry_on(release_id=made.pk, budget=moves.Budget(people=10, seconds=-1))

    assert queries.tally(made) == Tally(waiting=1, moved=1)


@pytest.mark.parametrize("gone", ["erased", "withdrawn"])
def test_who_left_meanwhile_stays_where_they_were(gone: str) -> None:
    enrolment = scenes.an_enrolment()
    made = a_new_version()
    if gone == "erased":
        Enrolment.objects.filter(pk=enrolment.pk).update(person=None)
    else:
        assert enrolment.person
        scenes.assert_subject(enrolment.person, "training", {"state": "withdrawn"})

    sweep_moves()

    assert (outcomes(made), number_of(enrolment)) == ([(Outcome.KEPT, Because.GONE)], 1)


def break_history(enrolment: Enrolment) -> None:
    """A row of the ledger that the next entry stumbles over: its number is taken."""
    Enrolment.objects.filter(pk=enrolment.pk).update(last_seq=0)


def mend_history(enrolment: Enrolment) -> None:
    ledger.rebuild(enrolment_id=enrolment.pk)


def test_whom_it_does_not_work_for_is_counted_and_holds_up_nobody() -> None:
    broken, whole = scenes.an_enrolment(), scenes.an_enrolment()
    scenes.read_all_lessons(broken)
    break_history(broken)
    made = a_new_version()

    sweep_moves()

    assert outcomes(made) == [(Outcome.FAILED, "IntegrityError"), (Outcome.MOVED, "")]
    assert (number_of(broken), number_of(whole)) == (1, 2)


def test_staff_try_again_once_the_cause_is_mended() -> None:
    broken = scenes.an_enrolment()
    scenes.read_all_lessons(broken)
    break_history(broken)
    made = a_new_version()
    sweep_moves()
    mend_history(broken)

    count = moves.retry(release_id=made.pk, by=scenes.an_admin())
    sweep_moves()

    assert (count, outcomes(made), number_of(broken), no_faults()) == (1, [(Outcome.MOVED, "")], 2, True)


def test_there_is_nothing_to_try_again_where_nothing_went_wrong() -> None:
    with pytest.raises(Refused) as refusal:
        moves.retry(release_id=scenes.a_release().pk, by=scenes.an_admin())

    assert refusal.value.reasons == (Why.NOBODY_FAILED,)


def test_a_second_release_waits_for_the_first_and_says_how_far_it_is() -> None:
    scenes.an_enrolment()
    a_new_version()

    with pytest.raises(Refused) as refusal:
        a_new_version(lesson="third")

    assert refusal.value.reasons == (Why.STILL_MOVING,)
    assert refusal.value.messages == [
        "Version 2 is still moving people: 1 of 1 are left. Please come back in a minute."
    ]


def test_taking_a_release_back_leads_everybody_to_where_they_were() -> None:
    person, admin = scenes.an_enrolment(), scenes.an_admin()
    made = a_new_version()
    sweep_moves()

    moves.take_back(release_id=made.pk, because="The old one was better.", by=admin)
    between = queries.tally(made)
    sweep_moves()

    assert (between, queries.tally(made)) == (Tally(returning=1), Tally(taken_back=1))
    assert (number_of(person), no_faults()) == (1, True)
    assert list(Reason.objects.values_list("words", flat=True)) == ["The old one was better."]


def test_new_people_still_begin_with_a_release_that_was_taken_back() -> None:
    scenes.an_enrolment()
    made = a_new_version()
    sweep_moves()
    take_back(made)
    sweep_moves()
    person = UserFactory.create()

    assert number_of(enrolments.enrol(person=person, pathway_slug="facilitator", by=person)) == 2


def test_who_was_moved_on_since_is_left_and_counted() -> None:
    on, back = scenes.an_enrolment(), scenes.an_enrolment()
    made = a_new_version()
    sweep_moves()
    assert on.person
    scenes.assert_subject(on.person, "syllabus", {"number": 1, "from": 2}, rank=2, by=scenes.an_admin())  # type: ignore[arg-type]

    take_back(made)
    sweep_moves()

    assert outcomes(made) == [(Outcome.MOVED, Because.MOVED_ON), (Outcome.TAKEN_BACK, "")]
    assert (number_of(on), number_of(back), no_faults()) == (1, 1, True)


def test_one_persons_move_taken_back_in_their_history_shows_in_the_release() -> None:
    person = scenes.an_enrolment()
    made = a_new_version()
    sweep_moves()

    ledger.undo(enrolment_id=person.pk, seq=Move.objects.get().seq or 0, because="Asked for it.", by=scenes.an_admin())

    assert (outcomes(made), number_of(person)) == ([(Outcome.TAKEN_BACK, Because.ONE_BY_ONE)], 1)


def refused(release: Release, because: str = "The old one was better.") -> tuple[Any, ...]:
    with pytest.raises(Refused) as refusal:
        moves.take_back(release_id=release.pk, because=because, by=scenes.an_admin())
    return refusal.value.reasons


def test_only_the_latest_release_is_taken_back_once_and_with_a_reason() -> None:
    scenes.an_enrolment()
    first, second = Release.objects.get(), a_new_version()
    while_moving = refused(second)
    sweep_moves()
    without_words = refused(second, because=" ")
    take_back(second)
    sweep_moves()

    assert (while_moving, without_words) == ((Why.STILL_MOVING,), (Why.NO_REASON_GIVEN,))
    assert (refused(second), refused(first)) == ((Why.NOBODY_MOVED,), (Why.NOT_THE_LATEST, Why.NOBODY_MOVED))


def test_leading_back_that_did_not_work_is_tried_again() -> None:
    person = scenes.an_enrolment()
    made = a_new_version()
    sweep_moves()
    break_history(person)
    take_back(made)
    sweep_moves()
    failed = outcomes(made)
    mend_history(person)

    moves.retry(release_id=made.pk, by=scenes.an_admin())
    sweep_moves()

    assert (failed, outcomes(made)) == ([(Outcome.FAILED, "IntegrityError")], [(Outcome.TAKEN_BACK, "")])
    assert (number_of(person), no_faults()) == (1, True)


def test_an_erased_person_is_not_led_back() -> None:
    person = scenes.an_enrolment().person
    made = a_new_version()
    sweep_moves()
    take_back(made)
    assert person
    people.erase(person=person, by=None)

    sweep_moves()

    assert outcomes(made) == [(Outcome.MOVED, Because.GONE)]


@pytest.mark.parametrize("people", [2, 40])
def test_writing_the_rows_takes_as_many_queries_for_two_as_for_forty(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(people):
        scenes.an_enrolment()
    admin = scenes.an_admin()

    with django_assert_num_queries(19):
        a_new_version(by=admin)


def rows_of(**values: Any) -> Move:
    enrolment = scenes.an_enrolment()
    usual = {"outcome": Outcome.WAITING, "because": "", "from_number": 1, "seq": None, "decided_at": scenes.NOW}
    return Move(release=Release.objects.get(), enrolment=enrolment, **(usual | values))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"outcome": "lost"}, "move_outcome_known"),
        ({"outcome": Outcome.MOVED}, "move_has_its_entry"),
        ({"outcome": Outcome.WAITING, "seq": 3}, "move_not_made_has_no_entry"),
        ({"outcome": Outcome.KEPT}, "move_not_made_says_why"),
    ],
)
def test_the_database_refuses_rows_that_contradict_themselves(values: dict[str, Any], constraint: str) -> None:
    row = rows_of(**values)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_the_database_refuses_a_second_row_for_one_person_in_one_release() -> None:
    row = rows_of()
    row.save()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_what_somebody_downloads_says_what_releases_made_of_them() -> None:
    person = scenes.an_enrolment().person
    a_new_version()
    sweep_moves()
    assert person

    [training] = personal_data.export(person)

    told = [(row["version"], row["outcome"], row["because"]) for row in training["releases"]]
    assert told == [(2, "moved", "")]
