"""Two of the staff at once, with real transactions: one of them is heard, the other reads why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.progress.actions import enrolments, ledger
from courses.progress.models import Credit, Enrolment, LedgerEvent, StaffRecord
from courses.progress.queries import faults
from lms.actions import Refused
from tests import scenes
from tests.courses.progress.staff_scenes import correct, credit, fresh, in_a_session, note, take_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of it in threads that start together, and say for each whether it was done or why not."""
    together = Barrier(len(acts))

    def told(act: Callable[[], object]) -> str:
        together.wait()
        try:
            act()
        except Refused as refusal:
            return str(refusal.reasons[0])
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(told, acts))


def exact(enrolment: Enrolment) -> bool:
    return not list(faults(fresh(enrolment)))


def test_two_who_waive_the_same_waive_it_once() -> None:
    enrolment, admins = scenes.an_enrolment(), [scenes.an_admin(), scenes.an_admin()]

    def waive(number: int) -> object:
        because = "The scale was being changed."
        return ledger.waive(enrolment_id=enrolment.pk, requirement="rubric", because=because, by=admins[number])

    assert at_once(lambda: waive(0), lambda: waive(1)) == ["already_waived", "done"]
    assert (LedgerEvent.objects.count(), exact(enrolment)) == (1, True)


def test_two_who_note_the_same_note_it_once() -> None:
    enrolment, admins = scenes.an_enrolment(), [scenes.an_admin(), scenes.an_admin()]

    told = at_once(*(lambda n=n: note(enrolment, key=f"form {n}", by=admins[n]) for n in range(2)))

    assert (told, StaffRecord.objects.count(), exact(enrolment)) == (["already_recorded", "done"], 1, True)


def test_a_form_that_is_sent_twice_at_once_is_noted_once() -> None:
    enrolment, admin = scenes.an_enrolment(), scenes.an_admin()

    told = at_once(*[lambda: note(enrolment, by=admin)] * 3)

    assert (told, StaffRecord.objects.count(), LedgerEvent.objects.count()) == (["done"] * 3, 1, 1)


def test_of_two_corrections_of_the_same_one_is_heard() -> None:
    enrolment, admins = scenes.an_enrolment(), [scenes.an_admin(), scenes.an_admin()]
    row = note(enrolment)

    told = at_once(
        *(lambda n=n: correct(enrolment, row, in_a_session(30 + n), key=f"{n}", by=admins[n]) for n in range(2))
    )

    assert (told, StaffRecord.objects.standing().count()) == (["changed_meanwhile", "done"], 1)
    assert exact(enrolment)


def test_two_who_take_the_same_back_take_it_back_once() -> None:
    enrolment, admins = scenes.an_enrolment(), [scenes.an_admin(), scenes.an_admin()]
    note(enrolment)

    told = at_once(*(lambda n=n: take_back(enrolment, 1, by=admins[n]) for n in range(2)))

    assert (told, LedgerEvent.objects.count(), exact(enrolment)) == (["already_undone", "done"], 2, True)


def test_two_who_credit_the_same_credit_it_once() -> None:
    enrolment, admins = scenes.an_enrolment(), [scenes.an_admin(), scenes.an_admin()]

    told = at_once(*(lambda n=n: credit(enrolment, by=admins[n]) for n in range(2)))

    assert (told, Credit.objects.count(), exact(enrolment)) == (["already_credited", "done"], 1, True)


def test_who_begins_at_the_moment_in_which_something_is_noted_of_them_has_it() -> None:
    first, admin = scenes.an_enrolment(), scenes.an_admin()
    second = scenes.a_release(slug="second-road").pathway
    person = first.person
    assert person is not None

    at_once(
        lambda: note(first, by=admin),
        lambda: enrolments.enrol(person=person, pathway_slug=second.slug, by=person),
    )

    assert [row.last_seq for row in Enrolment.objects.order_by("pk")] == [1, 1]
