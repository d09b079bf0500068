"""The whole road through real pages: from an empty site to a stranger who checks a certificate."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from courses.practice.actions import pairings, plans
from courses.practice.models import Dialogue, Pairing
from courses.slots.actions import attendance
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.core_group import CoreMember
from tests.browser.in_wagtail import Editor, Question
from tests.browser.trainee import (
    FEEDBACK,
    FIRST_LESSON,
    MODULE,
    OTHER_ANSWER,
    PATHWAY,
    QUESTION,
    RIGHT_ANSWER,
    SECOND_LESSON,
    TO_READ,
    Trainee,
    links_in,
)
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "Chats for Change"
NAME, EMAIL = "Nguyễn Thị Ánh", "anh@example.org"
HOST = "Ada Okafor"
CORE_GROUP = {HOST: "ada@example.org", "Ben Silva": "ben@example.org", "Chi Park": "chi@example.org"}
REQUIREMENTS = (
    "Complete lessons",
    "Be there for live sessions",
    "Lead practice dialogues",
    "Reach a level on the rubric",
    "Share reflections",
)
COMPETENCIES = ("Holds the time", "Invites every voice")
ZONE = ZoneInfo("America/New_York")
SESSION_BEGINS, DIALOGUE_BEGINS = datetime(2026, 10, 8, 12, tzinfo=ZONE), datetime(2026, 10, 15, 12, tzinfo=ZONE)
IN_THE_SESSION = SESSION_BEGINS + timedelta(minutes=20)
IN_THE_DIALOGUE = DIALOGUE_BEGINS
THE_DAY_AFTER = DIALOGUE_BEGINS + timedelta(days=1)


def member(name: str, email: str, *roles: Role) -> User:
    return UserFactory.create(display_name=name, email=email, roles=[*roles], time_zone=str(ZONE))


def typed(moment: datetime) -> str:
    """As somebody types it into a field for date and time."""
    return f"{moment:%Y-%m-%dT%H:%M}"


def write_and_release(visitor: Visitor) -> None:
    """A pathway with a module and two lessons, written, published and released in Wagtail."""
    editor = Editor(visitor)
    editor.begin_page("Pathway", below=[HOME], title=PATHWAY)
    editor.write("introduction", "A road that nobody walks alone.")
    editor.tab("Requirements")
    for kind in REQUIREMENTS:
        editor.add_block("requirements", kind)
    editor.tab("Rubric")
    for number, name in enumerate(COMPETENCIES):
        editor.describe_competency(number, name)
    editor.publish()
    editor.begin_page("Module", below=[HOME, PATHWAY], title=MODULE)
    editor.publish()
    editor.begin_page("Lesson", below=[HOME, PATHWAY, MODULE], title=FIRST_LESSON)
    editor.write_block(editor.add_block("body", "Text"), TO_READ)
    editor.publish()
    editor.begin_page("Lesson", below=[HOME, PATHWAY, MODULE], title=SECOND_LESSON)
    editor.write_block(editor.add_block("body", "Text"), "Every chat runs the same five stages.")
    editor.tab("Knowledge check")
    editor.ask(0, Question(QUESTION, (RIGHT_ANSWER, OTHER_ANSWER), FEEDBACK))
    editor.publish()
    editor.release(PATHWAY)
    visitor.reads(f"{PATHWAY} is released as version 1.")


def released_lessons() -> None:
    """The same two lessons, released without anybody's clicks."""
    choices = [
        {"id": answer, "text": answer, "right": answer == RIGHT_ANSWER, "feedback": FEEDBACK}
        for answer in (RIGHT_ANSWER, OTHER_ANSWER)
    ]
    check = {"pass_mark": 75, "questions": [{"id": "first", "text": QUESTION, "multiple": False, "choices": choices}]}
    listening = scenes.a_lesson(FIRST_LESSON) | {"blocks": [{"kind": "text", "html": f"<p>{TO_READ}</p>"}]}
    scenes.a_release(listening, scenes.a_lesson(SECOND_LESSON, check=check))


def cleared(dialogue: Dialogue) -> Dialogue:
    """The core group has found an observer and cleared the plan."""
    host = scenes.a_core_member()
    asked = pairings.ask(dialogue_id=dialogue.pk, person=host, part=Pairing.Part.OBSERVER, by=host)
    pairings.accept(pairing_id=asked.pk, by=host)
    return plans.clear(dialogue_id=dialogue.pk, by=host)


def test_from_an_empty_site_to_a_certificate_that_a_stranger_checks(
    arrive: Arrival, site: str, clock: time_machine.Traveller
) -> None:
    for name, email in CORE_GROUP.items():
        member(name, email, Role.TRAINEE, Role.CORE_GROUP)
    editor = arrive()
    editor.sign_in(member("Edi Lang", "edi@example.org", Role.CONTENT_ADMIN).email)
    write_and_release(editor)
    host = CoreMember(arrive())
    host.visitor.sign_in(CORE_GROUP[HOST])
    host.announce_a_session(starts=typed(SESSION_BEGINS))

    trainee = Trainee(arrive(viewport=PHONE), NAME, EMAIL)
    trainee.make_account()
    trainee.begin_training()
    trainee.take_a_seat()
    trainee.read_the_lessons()

    clock.move_to(IN_THE_SESSION)
    host.mark_present(NAME)
    trainee.plan_a_dialogue(when=typed(DIALOGUE_BEGINS))
    host.clear_the_dialogue(observer=HOST)
    host.agree_to_observe()

    clock.move_to(IN_THE_DIALOGUE)
    trainee.lead_the_dialogue()
    host.observe(level="Ready")
    trainee.visitor.page.reload()
    trainee.share_a_reflection()
    trainee.apply()

    clock.move_to(THE_DAY_AFTER)
    for reviewer in ("Ben Silva", "Chi Park"):
        with_a_vote = CoreMember(arrive())
        with_a_vote.visitor.sign_in(CORE_GROUP[reviewer])
        with_a_vote.approve(NAME)

    assert_anybody_can_check(trainee, stranger=arrive(), site=site)


def assert_anybody_can_check(trainee: Trainee, *, stranger: Visitor, site: str) -> None:
    """The code on the PDF leads a stranger to a page that says whose it is, and that it holds."""
    pdf, address = trainee.download_certificate(), trainee.address_to_check()
    assert pdf.startswith(b"%PDF")
    assert links_in(pdf) == {address}
    assert address.startswith(f"{site}/verify/")
    stranger.open(address)
    stranger.reads(NAME, "This certificate is real and valid", PATHWAY)


def test_a_trainee_needs_no_script(arrive: Arrival, clock: time_machine.Traveller) -> None:
    released_lessons()
    slot = scenes.a_slot(starts_at=SESSION_BEGINS.astimezone(UTC))
    person = member(NAME, EMAIL, Role.TRAINEE)
    trainee = Trainee(arrive(java_script_enabled=False, viewport=PHONE), NAME, EMAIL)

    trainee.visitor.sign_in(EMAIL)
    trainee.begin_training()
    trainee.take_a_seat()
    trainee.read_the_lessons()
    clock.move_to(IN_THE_SESSION)
    attendance.mark(slot_id=slot.pk, person=person, minutes=60, by=scenes.a_core_member())
    trainee.plan_a_dialogue(when=typed(DIALOGUE_BEGINS))
    dialogue = cleared(Dialogue.objects.get())
    clock.move_to(IN_THE_DIALOGUE)
    trainee.lead_the_dialogue()
    scenes.observe(dialogue)
    trainee.share_a_reflection()
    trainee.apply()

    trainee.visitor.reads("It is being read")
