"""Writing new rows in one statement each."""

import pytest
from django.db import IntegrityError, transaction

from lms.people.models import Institution
from lms.rows import insert, insert_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
