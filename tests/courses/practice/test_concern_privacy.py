"""All the places in which a private concern never stands: mails, the record, exports, lists, searches."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.practice.actions import concerns
from courses.practice.models import Concern, ConcernEntry, Dialogue
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people import personal_data
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.concern_scenes import (
    ANSWER,
    HELD,
    OPENLY,
    SECRET,
    a_concern,
    a_held_dialogue,
    answered,
    everybody,
    opened,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def dialogue() -> Dialogue:
    return a_held_dialogue()


def test_no_mail_holds_a_word_or_a_name_of_it_and_its_list_tells_it_from_nothing_else(dialogue: Dialogue) -> None:
    OutgoingMail.objects.all().delete()
    concern = answered(a_concern(dialogue))
    concerns.close(concern_id=concern.pk, outcome="quokka-outcome", by=concern.owner)
    concerns.remind(clock=scenes.at(HELD + timedelta(days=7)))

    mails = list(OutgoingMail.objects.all())

    assert {mail.name for mail in mails} == {"something_to_read"}
    hidden = ("quokka", dialogue.topic, str(concern.raised_by), "harm")
    told = [f"{words_of(mail)} {mail.facts} {mail.cause}" for mail in mails if mail.person != concern.raised_by]
    assert [words for words in hidden for text in told if words in text] == []
    assert all(mail.secret for mail in mails)
    assert len({words_of(mail).subject for mail in mails}) == 1


def test_no_line_of_the_record_holds_a_word_or_what_it_is_about(dialogue: Dialogue) -> None:
    concern = answered(a_concern(dialogue))
    concerns.hand_on(concern_id=concern.pk, owner=scenes.a_core_member(), by=concern.owner)

    lines = ModelLogEntry.objects.filter(action__startswith="concern.")

    assert {line.action for line in lines} == {"concern.say_openly", "concern.hand_on"}
    told = json.dumps([[line.label, line.data] for line in lines])
    assert [words for words in ("quokka", "harm", dialogue.topic, str(concern.about)) if words in told] == []


def test_exports_hold_ones_own_words_and_the_person_only_what_was_said_openly(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)

    def told(person: User) -> str:
        return json.dumps(personal_data.export_all(person), default=str)

    private = {name: SECRET in told(person) for name, person in everybody(dialogue, concern).items()}
    answered(concern)

    assert {name for name, found in private.items() if found} == {"raiser"}
    mine = told(concern.about)
    assert (OPENLY in mine, ANSWER in mine, SECRET in mine) == (True, True, False)


def test_erasing_the_person_removes_it_and_erasing_who_raised_it_leaves_it(dialogue: Dialogue) -> None:
    first, second = a_concern(dialogue), a_concern(scenes.hold(scenes.a_dialogue(scenes.an_enrolment())))
    for part in personal_data.parts():
        if part.name == "practice":
            part.erase(first.about)
            part.erase(second.raised_by)

    assert list(Concern.objects.all()) == [second]
    assert ConcernEntry.objects.get().text == SECRET


def test_staff_lists_and_their_search_do_not_find_it(dialogue: Dialogue, sign_in: SignIn) -> None:
    concern = opened(a_concern(dialogue))
    client = sign_in(UserFactory.create(is_superuser=True, roles=[Role.CORE_GROUP, Role.PROGRAM_ADMIN]))
    pages = [
        client.get(reverse("dialogues:inspect", args=[dialogue.pk])),
        client.get(reverse("dialogues:index"), {"q": "quokka"}),
        client.get(reverse("concerns:mine")),
        client.get(reverse("concerns:late")),
        client.get(reverse("wagtailadmin_reports:site_history")),
        client.get(reverse("practice:debrief", args=[dialogue.pk])),
    ]

    assert concern.opened_at is not None
    found = [SECRET in page.content.decode() or OPENLY in page.content.decode() for page in pages]
    assert ([page.status_code for page in pages], any(found)) == ([200] * 6, False)
