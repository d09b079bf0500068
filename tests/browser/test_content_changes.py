"""Somebody who doesn't program makes a training from nothing, a trainee completes it, and it is revised meanwhile."""

import re

import pytest
import time_machine
from playwright.sync_api import expect

from courses.progress.models import Enrolment, LedgerEvent
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.in_wagtail import Editor, Question
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME, PATHWAY = "Chats for Change", "First steps in the circle"
FIRST_MODULE, SECOND_MODULE = "Arriving", "Staying"
LISTENING, CHECKED = "Listening", "What comes first"
BEFORE, AFTER = "Listen until the other has finished.", "Listen, then wait for one more breath."
QUESTION = Question("What opens a chat?", ("The check-in", "The debrief"), "People arrive first.")
REQUIREMENTS = ("Complete lessons", "Score on knowledge checks", "Be there for live sessions")


def build(editor: Editor) -> None:
    """Two modules, a lesson in each, a check, and three requirements whose sentences are read while they are made."""
    editor.begin_page("Pathway", below=[HOME], title=PATHWAY)
    editor.write("introduction", "A road that nobody walks alone.")
    editor.tab("Requirements")
    for kind in REQUIREMENTS:
        editor.add_block("requirements", kind)
    editor.visitor.fill(**{"requirements-2-value-minutes": "30"})
    editor.visitor.reads("Trainees read: Be there for a live training session, at least 30 minutes")
    editor.publish()
    for module in (FIRST_MODULE, SECOND_MODULE):
        editor.begin_page("Module", below=[HOME, PATHWAY], title=module)
        editor.publish()
    editor.begin_page("Lesson", below=[HOME, PATHWAY, FIRST_MODULE], title=LISTENING)
    editor.write_block(editor.add_block("body", "Text"), BEFORE)
    editor.publish()
    editor.begin_page("Lesson", below=[HOME, PATHWAY, SECOND_MODULE], title=CHECKED)
    editor.write_block(editor.add_block("body", "Text"), "Every chat runs the same five stages.")
    editor.tab("Knowledge check")
    editor.ask(0, QUESTION)
    editor.publish()


def complete(trainee: Visitor, person: User) -> None:
    """From the pathway's page to the last requirement, by what the home names as the next step."""
    trainee.open("/training/")
    trainee.press(re.compile("^Begin this training"))
    trainee.press(LISTENING)
    trainee.reads(BEFORE)
    trainee.press(re.compile("^I've read this"))
    trainee.choose(QUESTION.answers[0])
    trainee.press("Answer")
    trainee.reads("Passed")
    scenes.attend(person, scenes.a_slot())
    trainee.open("/training/")
    trainee.reads("You've done everything that is asked")


def revise_and_release(editor: Editor) -> None:
    """New words, published; then three clicks, with what they mean for people before the last."""
    page = editor.visitor.page
    editor.edit_page(below=[HOME, PATHWAY, FIRST_MODULE], title=LISTENING)
    page.locator("[data-contentpath='body'] [role='textbox']").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(AFTER)
    editor.publish()
    editor.edit_page(below=[HOME, PATHWAY, FIRST_MODULE], title=LISTENING)

    page.locator("header").get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Release to trainees").filter(visible=True).first.click()
    editor.visitor.reads(f"New words in the lesson: {LISTENING}", "1 person moves", "nobody's progress is touched")
    editor.visitor.press("Release now")
    editor.visitor.reads(f"{PATHWAY} is released as version 2.")


def test_a_training_is_built_released_completed_and_revised_by_clicks_alone(
    arrive: Arrival, clock: time_machine.Traveller
) -> None:
    author = UserFactory.create(display_name="Edi Lang", roles=[Role.CONTENT_ADMIN])
    person = UserFactory.create(display_name="Anh", roles=[Role.TRAINEE])
    editor, trainee = Editor(arrive()), arrive(viewport=PHONE)
    editor.visitor.sign_in(author.email)
    build(editor)
    editor.release(PATHWAY)
    editor.visitor.reads(f"{PATHWAY} is released as version 1.")

    trainee.sign_in(person.email)
    complete(trainee, person)
    before = LedgerEvent.objects.count()
    revise_and_release(editor)

    trainee.open("/training/")
    trainee.reads("You've done everything that is asked")
    trainee.page.get_by_text("Lessons: 2 of 2 done").click()
    trainee.press(LISTENING)
    trainee.reads(AFTER)
    expect(trainee.page.locator("body")).not_to_contain_text(BEFORE)
    enrolment = Enrolment.objects.select_related("syllabus").get()
    assert (enrolment.syllabus.number, LedgerEvent.objects.count() - before) == (2, 1)
