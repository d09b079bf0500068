"""A letter is answered once, and its writer told once of their chat, however many do it at the same moment."""

import pytest
from wagtail.models import Locale, Page

from cms.models import Inquiry
from lms.mail.models import OutgoingMail
from lms.people.roles import Role
from tests.cms.face_scenes import a_chat, a_letter, answered
from tests.factories import UserFactory
from tests.faults.conftest import House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE, REFUSED = 0, 3


def mails(name: str) -> int:
    return OutgoingMail.objects.filter(name=name).count()


def test_of_two_who_answer_at_once_one_writes_and_one_is_told(house: House) -> None:
    letter, admins = a_letter(), [UserFactory.create(roles=[Role.PROGRAM_ADMIN]) for _ in range(2)]

    ends = house.at_once(*[Wanted("answer_letter", (letter.pk, admin.pk)) for admin in admins])

    assert (sorted(ends), mails("inquiry_answered")) == ([DONE, REFUSED], 1)


def test_two_workers_at_once_tell_a_writer_once_of_their_chat(house: House) -> None:
    if not Page.objects.exists():
        # What Wagtail's own migrations write, and tests with real transactions leave none of.
        Locale.objects.get_or_create(language_code="en")
        Page.add_root(instance=Page(title="Root", slug="root"))
    chat = a_chat(live=False)
    answered(a_letter(), UserFactory.create(roles=[Role.PROGRAM_ADMIN]), Inquiry.Outcome.CHAT, became=chat)
    chat.save_revision().publish()

    assert house.at_once(*[Wanted("tell_of_chats")] * 2) == [DONE, DONE]

    assert mails("inquiry_chat") == 1
