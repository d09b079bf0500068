"""The record of who did what."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from lms.audit import actions
from lms.people.models import User

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_about_whom(trainee: User, program_admin: User) -> None:
    actions.record("people.grant_role", about=trainee, by=program_admin, data={"role": "core_group"})

    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user_id, entry.object_id) == ("people.grant_role", program_admin.pk, str(trainee.pk))


def test_an_action_without_words_is_refused(trainee: User) -> None:
    with pytest.raises(LookupError, match=r"people\.wave"):
        actions.record("people.wave", about=trainee, by=None)


@pytest.mark.parametrize(("form", "told"), [("csv", b"'=HYPERLINK(1) Lee"), ("xlsx", b"PK")])
def test_what_staff_take_along_of_it_is_safe_to_open(
    as_program_admin: Client, trainee: User, program_admin: User, form: str, told: bytes
) -> None:
    trainee.display_name = "=HYPERLINK(1)\x0b Lee"
    actions.record("people.grant_role", about=trainee, by=program_admin)

    answer: Any = as_program_admin.get("/admin/reports/site-history/", {"export": form})

    assert told in b"".join(answer.streaming_content)
