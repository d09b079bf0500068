"""What somebody does on the way to their certificate, with or without script."""

import re
from dataclasses import dataclass
from io import BytesIO

from django.core import mail
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.visitors import Visitor
from tests.factories import PASSWORD

PATHWAY, MODULE = "Chats for Change facilitator", "The idea"
FIRST_LESSON, SECOND_LESSON = "Listening", "The five stages"
SESSION = "Welcome to the circle"
TOPIC = "Silence and speech"
STAGES = ("Check-in", "Concept", "Frame", "Breakout", "Debrief")
TO_READ = "Listen until the other has finished."
QUESTION, RIGHT_ANSWER, OTHER_ANSWER = "What comes first?", "The check-in", "The debrief"
FEEDBACK = "People arrive first."


@dataclass(frozen=True)
class Trainee:
    """A person in training at their browser."""

    visitor: Visitor
    name: str
    email: str

    def make_account(self) -> None:
        """From the home page to an account, by the button that the mailed link leads to."""
        self.visitor.open("/")
        self.visitor.press("Become a facilitator")
        self.visitor.press("Sign up to begin")
        self.visitor.fill(email=self.email, password1=PASSWORD, display_name=self.name)
        self.visitor.press("Make my account")
        self.visitor.reads("Look into your mail")
        self.visitor.open(link_mailed_to(self.email, "Welcome: please confirm your address"))
        self.visitor.reads("One press, and you're in", self.email)
        self.visitor.press("Yes, this is my address")
        self.visitor.reads(PATHWAY, "Begin this training")

    def begin_training(self) -> None:
        self.visitor.open("/training/")
        self.visitor.press(re.compile("^Begin this training"))
        self.visitor.reads(PATHWAY, "What is asked", "Next")

    def take_a_seat(self) -> None:
        self.visitor.open("/sessions/")
        self.visitor.press(SESSION)
        self.visitor.reads("8 seats left")
        self.visitor.press("Take a seat")
        self.visitor.reads("You have a seat", "7 seats left")

    def read_the_lessons(self) -> None:
        """The first is marked as read; the second asks, and is done once it is answered rightly."""
        self.visitor.open("/training/")
        self.visitor.press(FIRST_LESSON)
        self.visitor.reads(TO_READ)
        self.visitor.press(re.compile("^I've read this"))
        self.visitor.reads(f"Done: {FIRST_LESSON}.", QUESTION)
        self.answer(OTHER_ANSWER)
        self.visitor.reads("Not yet", "You had 0%.", "Not quite", FEEDBACK)
        self.visitor.press("Try again")
        self.answer(RIGHT_ANSWER)
        self.visitor.reads("Passed", "You had 100%. This lesson is done.")

    def answer(self, words: str) -> None:
        self.visitor.choose(words)
        with self.visitor.page.expect_response(re.compile("/check/$")):
            self.visitor.press("Answer")

    def plan_a_dialogue(self, *, when: str) -> None:
        self.visitor.open("/practice/")
        self.visitor.press("Plan a practice dialogue")
        self.visitor.fill(
            topic=TOPIC, aim="Whether I leave room for the quiet ones", when=when, zone="America/New_York"
        )
        self.visitor.press("Send my plan to the core group")
        self.visitor.reads("Your plan is with the core group")

    def lead_the_dialogue(self) -> None:
        self.visitor.open("/practice/")
        self.visitor.press(TOPIC)
        self.visitor.press("Open the room")
        for stage in STAGES:
            self.visitor.press(f"Begin {stage}")
            self.visitor.reads(f"{stage} runs since")
        self.visitor.press("Close the dialogue")
        self.visitor.reads("You've led the whole hour.")

    def share_a_reflection(self) -> None:
        self.visitor.press("Write your reflection")
        self.visitor.fill(happened="Two spoke much, then the others came in.", learn="To leave a pause alone.")
        self.visitor.press("Save, and choose who reads it")
        self.visitor.press("Share")
        self.visitor.reads("Shared with the core group.")

    def apply(self) -> None:
        self.visitor.open("/training/")
        self.visitor.reads("You've done everything that is asked")
        self.visitor.press("Apply for your certificate")
        expect(self.visitor.page.locator("[name='printed_name']")).to_have_value(self.name)
        self.visitor.fill(motivation="My colleagues need an hour in which nobody has to pretend.")
        self.visitor.press("Send my application")
        self.visitor.reads("Your application is with the core group.")

    def download_certificate(self) -> bytes:
        self.visitor.open("/certificates/")
        with self.visitor.page.expect_download() as download:
            self.visitor.page.get_by_role("link", name="Download the PDF").click()
        return download.value.path().read_bytes()

    def address_to_check(self) -> str:
        """The address that the certificate's code leads to, as the holder reads it."""
        self.visitor.open("/certificates/")
        self.visitor.press("Show it to others")
        return self.visitor.page.get_by_label("Address", exact=True).input_value()


def links_in(pdf: bytes) -> set[str]:
    """All addresses that a PDF leads to."""
    pages = PdfReader(BytesIO(pdf)).pages
    return {note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", [])}


def link_mailed_to(email: str, subject: str) -> str:
    """The one link in a mail that somebody got."""
    body = next(str(sent.body) for sent in mail.outbox if sent.subject == subject and sent.to == [email])
    found: list[str] = re.findall(r"http\S+", body)
    return found[0]
