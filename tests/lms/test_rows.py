"""Statements that are written out, for moments in which others wait."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Model

from lms.mail.models import OutgoingMail
from lms.people.models import Institution, User
from lms.rows import ask, insert, insert_asking, insert_once, locked
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def values(row: Model) -> list[object]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def test_a_row_is_there_with_its_key() -> None:
    row = Institution(name="Riverside", country="US")

    insert(row)

    assert Institution.objects.get(pk=row.pk).country == "US"


def test_what_is_there_already_is_left_as_it_is() -> None:
    told = [insert_once(Institution(name="Riverside", country=country)) for country in ("US", "CA")]

    assert (told, Institution.objects.get().country) == ([True, False], "US")


def test_without_that_wish_a_second_one_is_an_error() -> None:
    insert(Institution(name="Riverside"))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Institution(name="Riverside"))


@pytest.mark.parametrize("number", [1, 2])
def test_a_condition_is_answered_on_the_way(number: int) -> None:
    answer = insert_asking(Institution(name="Riverside"), "EXISTS (SELECT 1 WHERE %s = 1)", [number])

    assert (answer, Institution.objects.count()) == (number == 1, 1)


def test_a_locked_row_is_read_as_any_other() -> None:
    person = UserFactory.create()
    mail = OutgoingMail(cause="cause:1", name="x", person=person, facts={"context": {"at": person.date_joined}})
    insert(mail)

    assert values(locked(User, person.pk)) == values(User.objects.get())
    assert values(locked(OutgoingMail, mail.pk)) == values(OutgoingMail.objects.get())


def test_a_row_that_is_not_there_is_told_so() -> None:
    with pytest.raises(ObjectDoesNotExist):
        locked(Institution, 0)


def test_values_are_values_and_no_part_of_the_statement() -> None:
    said = "'; DROP TABLE people_institution; -- %s"
    insert(Institution(name=said))

    assert ask("SELECT name FROM people_institution WHERE name = %s", [said]) == [(said,)]


@pytest.mark.postgres
def test_what_is_asked_often_is_prepared_and_djangos_own_statements_are_not() -> None:
    for number in range(10):
        ask("SELECT id FROM people_institution WHERE id = %s", [number])
        Institution.objects.filter(pk=number).exists()

    kept = [statement for (statement,) in ask("SELECT statement FROM pg_prepared_statements", [])]
    assert [statement for statement in kept if "people_institution" in statement] == [
        "SELECT id FROM people_institution WHERE id = $1"
    ]
