"""Statements that are written out, for moments in which others wait."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from lms.mail.models import OutgoingMail
from lms.people.models import Institution, User
from lms.rows import Question, ask, ask_together, insert, insert_once, locking
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


def test_a_locked_row_is_read_as_any_other() -> None:
    person = UserFactory.create()
    mail = OutgoingMail(cause="cause:1", name="x", person=person, facts={"context": {"at": person.date_joined}})
    insert(mail)

    same_person, same_mail = ask_together(locking(User, person.pk), locking(OutgoingMail, mail.pk))

    assert values(same_person) == values(User.objects.get())
    assert values(same_mail) == values(OutgoingMail.objects.get())


def test_a_row_that_is_not_there_is_told_so() -> None:
    with pytest.raises(ObjectDoesNotExist):
        ask_together(locking(Institution, 0))


def test_questions_that_share_a_trip_are_answered_in_their_order() -> None:
    answers = ask_together(*(Question("SELECT %s", [number], lambda rows: rows[0][0]) for number in range(3)))

    assert answers == [0, 1, 2]


def test_the_first_error_of_a_trip_is_raised_and_the_block_around_stands() -> None:
    insert(Institution(name="Riverside"))
    questions = [Question(words, [], len) for words in ("SELECT 1", "SELECT 1 FROM nowhere", "SELECT 2")]

    with pytest.raises(DatabaseError, match="nowhere"), transaction.atomic():
        ask_together(*questions)

    assert Institution.objects.count() == 1


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
