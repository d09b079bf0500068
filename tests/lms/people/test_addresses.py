"""When two addresses are one."""

import pytest
from django.db import IntegrityError

from lms.people.addresses import address_key
from lms.people.models import User
from tests.factories import UserFactory


@pytest.mark.parametrize("other", ["ANA@EXAMPLE.ORG", " ana@example.org ", "ａｎａ@example.org", "ana@ｅxample.org"])
def test_spellings_of_one_address_have_one_key(other: str) -> None:
    assert address_key(other) == address_key("ana@example.org")


def test_the_dotted_capital_i_is_folded_the_same_on_every_database() -> None:
    assert address_key("İpek@example.org") == address_key("i\u0307pek@example.org")


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_refuses_a_second_spelling_of_an_address() -> None:
    UserFactory.create(email="ana@example.org")

    with pytest.raises(IntegrityError, match=r"user_email_key_unique|email_key"):
        User.objects.bulk_create([User(email="ＡＮＡ@example.org", display_name="Another")])


@pytest.mark.django_db
def test_the_key_follows_when_only_the_address_is_written() -> None:
    person = UserFactory.create(email="ana@example.org")
    person.email = "Anna@example.org"

    person.save(update_fields=["email"])

    assert User.objects.by_address("ANNA@example.org") == person


@pytest.mark.django_db
def test_the_stored_spelling_is_kept() -> None:
    person = UserFactory.create(email="Ana.Silva@example.org")

    assert User.objects.by_address("ana.silva@EXAMPLE.org") == person
    assert person.email == "Ana.Silva@example.org"
