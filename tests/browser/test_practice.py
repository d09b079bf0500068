"""A practice dialogue from its plan to what it counts for: four people, four browsers, one hour."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, expect

from cms.demo.content.rubric import RUBRIC
from cms.demo.content.topics import TOPICS
from courses.practice.actions import founding, topics, wishes
from courses.practice.models import Dialogue, FeedbackRound, FoundingMember, Note, Observation, Stage, StageRun
from courses.progress.actions import moves, releases
from courses.progress.models import Release
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.album import picture
from tests.browser.test_observing import PAST
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAPTOP = {"width": 1100, "height": 820}
BEGINS = datetime(2026, 10, 15, 16, tzinfo=UTC)
TOPIC = TOPICS[0]
ASKED = [
    {"kind": "co_lead", "key": "together", "count": 1},
    {"kind": "lead_dialogues", "key": "dialogues", "count": 1, "observers": 1},
    {"kind": "reach_rubric", "key": "rubric", "average": 2.5, "floor": 2},
    {"kind": "invite_feedback", "key": "feedback", "count": 1, "answers": 5, "group": 8},
    {"kind": "share_reflections", "key": "reflection", "count": 1},
]
HEADCOUNT, OTHERS = 11, 9
MINUTES = {Stage.CHECK_IN: 10, Stage.CONCEPT: 5, Stage.FRAME: 9, Stage.BREAKOUT: 20, Stage.DEBRIEF: 14}
READY, GETTING_THERE = "3 · Ready", "2 · Getting there"


@dataclass(frozen=True)
class Cast:
    """Who takes part, beside the participants."""

    lead: User
    co_lead: User
    observer: User
    host: User


@pytest.fixture
def cast(site: str, clock: time_machine.Traveller) -> Cast:
    """A program that begins: a topic, a pathway, the founding list, and a host who can't help this month."""
    materials = [{"title": link.title, "url": link.url} for link in TOPIC.materials]
    words = {"title": TOPIC.title, "concept": TOPIC.concept, "definition": TOPIC.definition}
    topics.publish(
        document=words | {"key": scenes.key(TOPIC.key), "questions": list(TOPIC.questions), "materials": materials}
    )
    a_release_with_the_rubric()
    lead = UserFactory.create(display_name="Camila Duarte", email="camila@example.org", roles=[Role.TRAINEE])
    scenes.an_enrolment(lead)
    host = UserFactory.create(display_name="Ada Okafor", email="ada@example.org", roles=[Role.TRAINEE, Role.CORE_GROUP])
    wishes.save(wish=wishes.Wish(observes=False, co_leads=False, most_per_month=1), by=host)
    co_lead = a_founder("Imani Whitfield", FoundingMember.Part.LEAD)
    observer = a_founder("Teo Manalo", FoundingMember.Part.OBSERVER)
    return Cast(lead=lead, co_lead=co_lead, observer=observer, host=host)


def a_release_with_the_rubric() -> None:
    document, lessons = scenes.a_document(requirements=ASKED)
    document |= {"rubric": RUBRIC.document(), "weeks": 12}
    for lesson in document["modules"][0]["lessons"]:
        lesson["required"] = False
    made = releases.release(document=document, lessons=lessons, rule=Release.Rule.KEEP, by=scenes.an_admin())
    moves.carry_on(release_id=made.pk)


def a_founder(name: str, part: FoundingMember.Part) -> User:
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    person = UserFactory.create(display_name=name, email=email, roles=[Role.TRAINEE], time_zone="America/New_York")
    founding.name(person=person, part=part, because="Has done it for years.", by=scenes.an_admin())
    return person


@dataclass(frozen=True)
class Room:
    """Three of the browsers, while a dialogue runs."""

    lead: Visitor
    co_lead: Visitor
    observer: Visitor

    def talk(self, clock: time_machine.Traveller, minutes: int) -> None:
        """So many minutes go by, and each looks at their page again."""
        clock.shift(timedelta(minutes=minutes))
        for visitor in (self.lead, self.co_lead, self.observer):
            visitor.page.reload()


def plan(lead: Visitor) -> Dialogue:
    """From a topic of the library to a plan with the core group."""
    lead.open("/practice/plan/")
    lead.page.get_by_label("Begin from").select_option(label=TOPIC.title)
    lead.press("Begin from it")
    expect(lead.page.get_by_label("Definition")).to_have_value(re.compile(r"\w"))
    lead.fill(aim="Whether I leave room for the quiet ones", when="2026-10-15T12:00", zone="America/New_York")
    lead.fill(questions_breakout="When did silence protect you?\nWhen did it cost somebody else?")
    picture(lead, "plan")
    lead.press("Send my plan to the core group")
    lead.reads("Your plan is with the core group", TOPIC.title)
    return Dialogue.objects.get()


def clear(host: Visitor, dialogue: Dialogue) -> None:
    """A word about the plan, the people who are proposed, and the plan is cleared."""
    host.open(f"/admin/dialogues/inspect/{dialogue.pk}/")
    host.reads("Imani Whitfield", "Teo Manalo", "Whom we propose")
    picture(host, "match", top="#people")
    host.press("Ask them")
    host.reads("They answer from their mail.")
    host.fill(text="Warm plan. Keep the definition to a minute.")
    host.press("Say it")
    host.reads("Said. The lead has a mail.")
    host.press("Clear this plan")
    host.reads("Cleared. The lead knows.")


def say_yes_from_the_mail(visitor: Visitor, person: User) -> None:
    subject = next(
        str(sent.subject) for sent in mail.outbox if sent.to == [person.email] and TOPIC.title in sent.subject
    )
    visitor.open(link_mailed_to(person.email, subject))
    visitor.reads(f"This page answers for {person.display_name}")
    picture(visitor, "asked")
    visitor.press("Yes, I'll be there")
    visitor.reads("You said yes")


def say_yes_on_the_page(visitor: Visitor, dialogue: Dialogue, person: User) -> None:
    asked = dialogue.pairings.get(person=person)
    visitor.open(f"/practice/pairings/{asked.pk}/")
    visitor.press("Yes, I'll be there")
    visitor.reads("You said yes")


def begin(visitor: Visitor, stage: Stage) -> None:
    """By the button; what the server recorded stands among the minutes."""
    expect(visitor.page.locator("[data-room]:not([data-settling])")).to_be_attached()
    visitor.press(f"Begin {stage.label}")
    visitor.reads(f"{stage.label} runs since")
    expect(visitor.page.locator("#room-minutes [aria-current]")).to_contain_text(str(stage.label))


def a_note(observer: Visitor, words: str) -> None:
    """Once what has just begun has begun by the phone's clock too, which is right to a fraction of a second."""
    observer.page.evaluate(PAST, timezone.now().timestamp() * 1000 + 500)
    observer.page.get_by_label("What the lead does or says").fill(words)
    observer.page.keyboard.press("Enter")
    observer.reads(words)


def level(observer: Visitor, number: int, label: str) -> Locator:
    group = observer.page.get_by_role("radiogroup", name=re.compile(f"^{number}\\. "))
    return group.locator("label").filter(has_text=label)


def is_saved(observer: Visitor) -> None:
    expect(observer.page.locator("[data-sync]")).to_have_text("Saved", timeout=30_000)


def answer_on_the_phone(participant: Visitor, address: str) -> None:
    participant.open(address)
    for field in ("id_interest_3", "id_action_3", "id_recommend_3", "id_stages_3"):
        participant.page.locator(f"label[for='{field}']").click()
    participant.fill(wish="More time in the small groups.")
    picture(participant, "feedback")
    participant.press("Send my answers")
    participant.reads("Thank you", "nobody knows that they are yours")


def others_answer(address: str) -> None:
    for number in range(OTHERS):
        said = {"interest": 3 + number % 2, "action": 4, "recommend": 2 + number % 3, "stages": ["frame", "breakout"]}
        assert Client().post(address, said).status_code == 302


def observe_without_a_network(room: Room) -> None:
    """What the observer writes in the middle of one stage and in the next reaches the server after both."""
    observer = room.observer
    expect(observer.page.locator("[data-stage]")).to_contain_text(str(Stage.CONCEPT.label))
    observer.page.context.set_offline(True)
    a_note(observer, "Reads the definition, and asks what is missing.")
    level(observer, 3, READY).click()
    begin(room.lead, Stage.FRAME)
    a_note(observer, "Tells of a moment of her own.")
    observer.reads("Waiting for a connection")
    picture(observer, "offline", top=".observe-notes")
    assert Note.objects.count() == 1
    observer.page.context.set_offline(False)
    is_saved(observer)
    assert Note.objects.count() == 3
    expect(observer.page.locator("[data-timeline] li").last).to_contain_text(str(Stage.FRAME.label))
    observer.complaints.clear()


def hand_in(observer: Visitor) -> None:
    observer.page.reload()
    for number in range(1, 9):
        level(observer, number, GETTING_THERE if number == 6 else READY).click()
    observer.page.get_by_label("What worked").fill("You let silence work, and named the time.")
    observer.page.get_by_label("One thing to try").fill("One question at a time.")
    observer.page.get_by_role("radiogroup", name="Could they lead a chat?").get_by_text("Ready", exact=True).click()
    observer.fill(people=str(HEADCOUNT))
    is_saved(observer)
    picture(observer, "observe", top="label[for='id_one_thing']")
    observer.page.get_by_role("button", name="Hand in").click()
    observer.reads("Handed in. Thank you.")


def close_the_feedback(lead: Visitor, dialogue: Dialogue) -> None:
    lead.open(f"/practice/{dialogue.pk}/feedback/")
    lead.press("Close feedback now")
    lead.reads("Feedback is closed.", f"{OTHERS + 1} people answered.")
    picture(lead, "said", top="#said")


def reflect(lead: Visitor, dialogue: Dialogue) -> None:
    lead.open(f"/practice/{dialogue.pk}/")
    lead.press("Write your reflection")
    lead.fill(happened="Two spoke much, then the others came in.", learn="To leave a pause alone.")
    lead.fill(stage_check_in="Slow and warm.", stage_concept="One doubt, and it helped.", stage_frame="I was moved.")
    lead.fill(stage_breakout="I wanted to help too early.", **{f"own_{row.key}": "3" for row in RUBRIC.competencies})
    picture(lead, "reflection")
    lead.press("Save, and choose who reads it")
    lead.press(re.compile("^Share$"))
    lead.reads("Shared with the core group.")


def come_in(arrive: Arrival, sign_in: SignIn, person: User, dialogue: Dialogue) -> Visitor:
    """By the link on the dialogue's page."""
    visitor = arrive(viewport=LAPTOP)
    visitor.brings(sign_in(person))
    visitor.open(f"/practice/{dialogue.pk}/")
    visitor.press("Open the room")
    visitor.reads("Begin Check-in")
    return visitor


def run_the_hour(room: Room, dialogue: Dialogue, clock: time_machine.Traveller) -> str:
    """All five stages; the address that stands on the last slide."""
    begin(room.lead, Stage.CHECK_IN)
    room.observer.open(f"/practice/{dialogue.pk}/observe/")
    expect(room.observer.page.locator("[data-observe][data-ready]")).to_be_attached()
    a_note(room.observer, "Greets everybody by name.")
    level(room.observer, 2, READY).click()
    is_saved(room.observer)
    room.talk(clock, MINUTES[Stage.CHECK_IN])
    begin(room.co_lead, Stage.CONCEPT)
    room.talk(clock, MINUTES[Stage.CONCEPT])
    observe_without_a_network(room)
    room.talk(clock, MINUTES[Stage.FRAME])
    begin(room.co_lead, Stage.BREAKOUT)
    room.talk(clock, 12)
    room.lead.reads("8 minutes left")
    picture(room.lead, "room")
    room.talk(clock, MINUTES[Stage.BREAKOUT] - 12)
    begin(room.lead, Stage.DEBRIEF)
    room.talk(clock, MINUTES[Stage.DEBRIEF])
    address = room.lead.page.locator(".feedback-address:visible a").first.get_attribute("href")
    assert address
    return address


def debrief(lead: Visitor, dialogue: Dialogue) -> None:
    """It waits for the reflection, and opens once that is shared."""
    lead.open(f"/practice/{dialogue.pk}/debrief/")
    lead.reads("It still waits for", "the lead's own reflection, from Camila Duarte")
    reflect(lead, dialogue)
    lead.open(f"/practice/{dialogue.pk}/debrief/")
    lead.reads("Own view and observers’ views", "One question at a time.", f"{OTHERS + 1} people answered.")
    picture(lead, "debrief", top="#compared")


def assert_it_counts(lead: Visitor) -> None:
    lead.open("/training/")
    lead.reads("You've done everything that is asked")
    picture(lead, "counts")


def assert_all_is_kept() -> None:
    """What the observer wrote without a network, and the minutes by the server's clock."""
    ran = {run.stage: run.ended_at - run.started_at for run in StageRun.objects.all() if run.ended_at}
    assert list(ran) == Stage.values
    too_long = {
        stage: ran[stage]
        for stage, minutes in MINUTES.items()
        if not 0 <= ran[stage].total_seconds() / 60 - minutes < 3
    }
    assert too_long == {}
    assert list(Observation.objects.get().scores.values()) == [3, 3, 3, 3, 3, 2, 3, 3]
    assert list(Note.objects.order_by("noted_at").values_list("stage", flat=True)) == ["check_in", "concept", "frame"]
    assert FeedbackRound.objects.get().answered == OTHERS + 1


def test_a_dialogue_is_planned_led_observed_answered_and_counts(
    arrive: Arrival, sign_in: SignIn, cast: Cast, clock: time_machine.Traveller
) -> None:
    planning, host, observer = arrive(viewport=LAPTOP), arrive(viewport=LAPTOP), arrive(viewport=PHONE, has_touch=True)
    planning.brings(sign_in(cast.lead))
    host.brings(sign_in(cast.host))
    observer.brings(sign_in(cast.observer))
    dialogue = plan(planning)
    clear(host, dialogue)
    say_yes_from_the_mail(arrive(viewport=PHONE), cast.co_lead)
    say_yes_on_the_page(observer, dialogue, cast.observer)

    clock.move_to(BEGINS)
    lead, co_lead = (come_in(arrive, sign_in, person, dialogue) for person in (cast.lead, cast.co_lead))
    observer.brings(sign_in(cast.observer))
    address = run_the_hour(Room(lead, co_lead, observer), dialogue, clock)
    answer_on_the_phone(arrive(viewport=PHONE), address)
    others_answer(address)
    lead.press("Close the dialogue")
    lead.reads("You've led the whole hour.")
    hand_in(observer)
    close_the_feedback(lead, dialogue)
    debrief(lead, dialogue)

    assert_it_counts(lead)
    assert_all_is_kept()
