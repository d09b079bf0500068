"""Who moves to a new version of a training, and who stays."""

from typing import Any

import pytest

from courses.progress import queries
from courses.progress.actions import ledger, releases
from courses.progress.models import Enrolment, LedgerEvent, Release, Syllabus
from courses.progress.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Rule = Release.Rule


def moved(made: Release) -> int:
    return queries.tally(made).moved


def number_of(enrolment: Enrolment) -> int:
    return Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk).syllabus.number


def better_words() -> dict[str, Any]:
    return scenes.a_lesson("listening") | {"title": "Listening, in better words"}


def other_lessons() -> tuple[dict[str, Any], dict[str, Any]]:
    return scenes.a_lesson("listening"), scenes.a_lesson("repair")


def test_the_first_release_is_version_one_and_moves_nobody() -> None:
    made = scenes.a_release()

    assert (made.syllabus.number, moved(made), made.words_only) == (1, 0, False)


def test_when_only_words_changed_everybody_moves_whatever_the_rule() -> None:
    enrolment = scenes.an_enrolment()

    made = scenes.a_release(better_words(), scenes.a_lesson("stages"), rule=Rule.KEEP)

    assert (made.words_only, moved(made), number_of(enrolment)) == (True, 1, 2)


def test_words_alone_move_nobody_whom_an_earlier_release_left_on_what_asks_something_else() -> None:
    left = scenes.an_enrolment()
    scenes.a_release(*other_lessons(), rule=Rule.KEEP)
    scenes.an_enrolment()

    made = scenes.a_release(better_words(), scenes.a_lesson("repair"), rule=Rule.MOVE)

    assert (made.words_only, moved(made), number_of(left)) == (True, 1, 1)


def test_going_back_moves_at_once_whom_it_gives_other_words_only() -> None:
    left = scenes.an_enrolment()
    scenes.a_release(*other_lessons(), rule=Rule.KEEP)

    scenes.a_release(better_words(), scenes.a_lesson("stages"), rule=Rule.KEEP)

    assert number_of(left) == 3


def test_keep_leaves_everybody_on_what_they_have() -> None:
    enrolment = scenes.an_enrolment()

    made = scenes.a_release(*other_lessons(), rule=Rule.KEEP)

    assert (moved(made), number_of(enrolment)) == (0, 1)


def test_who_begins_after_a_release_begins_with_it() -> None:
    scenes.an_enrolment()
    scenes.a_release(*other_lessons(), rule=Rule.KEEP)

    assert number_of(scenes.an_enrolment()) == 2


def test_move_takes_everybody_along_and_the_history_says_so() -> None:
    enrolment = scenes.an_enrolment()

    scenes.a_release(*other_lessons(), rule=Rule.MOVE)

    event = LedgerEvent.objects.get(enrolment=enrolment, subject="syllabus")
    assert (number_of(enrolment), event.value) == (2, {"number": 2, "from": 1})


def test_who_is_ready_to_apply_can_be_left_so() -> None:
    ready, reading = scenes.a_trainee_ready_to_apply(), scenes.an_enrolment()

    made = scenes.a_release(*other_lessons(), rule=Rule.MOVE_UNLESS_ELIGIBLE)

    assert (moved(made), number_of(ready), number_of(reading)) == (1, 1, 2)


def test_moving_to_a_version_that_asks_more_ends_readiness() -> None:
    ready = scenes.a_trainee_ready_to_apply()

    scenes.a_release(*other_lessons(), rule=Rule.MOVE)

    ready.refresh_from_db()
    assert (ready.eligible_at, queries.faults(ready)) == (None, [])


def test_a_release_of_what_stands_already_is_refused() -> None:
    scenes.a_release()

    with pytest.raises(Refused) as refusal:
        scenes.a_release()

    assert refusal.value.reasons == (Reason.NOTHING_NEW,)


def test_a_refused_release_leaves_nothing() -> None:
    document, lessons = scenes.a_document(requirements=[])

    with pytest.raises(Refused):
        releases.release(document=document, lessons=lessons, rule=Rule.KEEP, by=scenes.an_admin())

    assert (Syllabus.objects.count(), Release.objects.count()) == (0, 0)


def test_going_back_to_an_earlier_version_makes_no_new_one() -> None:
    scenes.a_release()
    scenes.a_release(*other_lessons())

    assert scenes.a_release().syllabus.number == 1


def test_a_history_that_is_nobodys_stays_where_it_was() -> None:
    enrolment = scenes.an_enrolment()
    Enrolment.objects.filter(pk=enrolment.pk).update(person=None)

    made = scenes.a_release(*other_lessons(), rule=Rule.MOVE)

    assert (moved(made), number_of(enrolment)) == (0, 1)
    assert queries.impact(str(made.pathway.key), made.syllabus.document, at=scenes.NOW).people == ()


def test_a_move_that_is_taken_back_leads_back_to_the_version_of_before() -> None:
    enrolment = scenes.an_enrolment()
    scenes.a_release(*other_lessons(), rule=Rule.MOVE)
    scenes.a_release(scenes.a_lesson("third"), rule=Rule.MOVE)
    second, third = LedgerEvent.objects.filter(enrolment=enrolment, subject="syllabus").order_by("seq")

    versions = []
    for move in (third, second):
        _undo(enrolment, move, by=scenes.an_admin())
        versions.append(number_of(enrolment))

    assert (versions, queries.faults(Enrolment.objects.get(pk=enrolment.pk))) == ([2, 1], [])


def _undo(enrolment: Enrolment, event: LedgerEvent, *, by: User) -> None:
    ledger.undo(enrolment_id=enrolment.pk, seq=event.seq, because="The old one was better.", by=by)
