"""The record of who did what."""

import pytest
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
