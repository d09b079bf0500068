"""What is exported of a person, and what is left when they are erased."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from courses.progress.actions import ledger
from lms.mail.actions import queue
from lms.people import actions, personal_data
from lms.people.models import FormerAddress, Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress import staff_scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME = "Ọláyínká Adébáyọ̀"


@pytest.fixture
def person() -> User:
    person = UserFactory.create(
        display_name=NAME, email="olayinka@example.org", pronouns="he/him", roles=[Role.TRAINEE]
    )
    FormerAddress.objects.create(person=person, email="earlier@example.org")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    RelationFactory.create(person=person)
    RelationFactory.create(other=person, kind=Relation.Kind.MENTOR)
    queue("sign_in_changed", to=person, cause="cause:1", context={"what": "password_changed", "at": None})
    return person


def test_every_part_can_be_written_as_json(person: User) -> None:
    exported = json.loads(json.dumps(personal_data.export_all(person), cls=DjangoJSONEncoder))

    assert set(exported) == {part.name for part in personal_data.parts()}
    assert exported["people"]["earlier addresses"][0]["e-mail"] == "earlier@example.org"


def test_nothing_personal_is_left_in_the_database(person: User, program_admin: User) -> None:
    actions.grant_role(person=person, role=Role.CORE_GROUP, by=program_admin)

    actions.erase(person=person, by=person)

    assert [table for table in _tables() if _mentions(table, NAME, "olayinka@", "earlier@", "he/him")] == []


def test_nothing_personal_is_left_of_somebody_for_whom_staff_did_much(person: User) -> None:
    enrolment = scenes.a_trainee_ready_to_apply(person)
    said = "They told me at lunch"
    staff_scenes.note(enrolment, because=said)
    staff_scenes.credit(enrolment, because=said)
    ledger.waive(enrolment_id=enrolment.pk, requirement="rubric", because=said, by=scenes.an_admin())
    scenes.decide(scenes.an_application(enrolment), scenes.a_core_member())

    actions.erase(person=person, by=person)

    # What others were sent by mail isn't taken out of their letters.
    assert [table for table in _tables() if _mentions(table, NAME, said, "Silence and speech")] == ["mail_outgoingmail"]


def test_sign_in_ends_everywhere(person: User, sign_in: SignIn) -> None:
    elsewhere = sign_in(person)

    actions.erase(person=person, by=person)

    assert elsewhere.get("/me/").status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not any(one.get_decoded().get("_auth_user_id") == str(person.pk) for one in Session.objects.all())


def test_the_row_and_what_staff_did_stay(person: User) -> None:
    actions.erase(person=person, by=person)

    person.refresh_from_db()
    assert not person.is_active
    assert person.erased_at is not None
    assert ModelLogEntry.objects.get(action="people.erase").label == actions.ERASED_NAME


def test_a_person_erases_themselves_by_typing_the_words(person: User, sign_in: SignIn) -> None:
    client = sign_in(person)

    answer = client.post("/me/data/erase/", {"words": " Erase me "})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/data/erased/")
    assert User.objects.get(pk=person.pk).erased_at is not None


def test_other_words_erase_nothing(person: User, sign_in: SignIn) -> None:
    answer = sign_in(person).post("/me/data/erase/", {"words": "yes"})

    assert answer.status_code == 200
    assert User.objects.get(pk=person.pk).erased_at is None


@pytest.mark.parametrize("path", ["/me/data/erase/", "/me/data/download/"])
def test_an_old_sign_in_is_led_to_confirm_it(person: User, sign_in: SignIn, path: str) -> None:
    answer = sign_in(person, hours_ago=2).get(path)

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_my_data_comes_as_a_file(as_trainee: Client) -> None:
    answer = as_trainee.get("/me/data/download/")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "people" in answer.json()


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _mentions(table: str, *words: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        rows = str(cursor.fetchall())
    return any(word in rows for word in words)
