"""An observer with a phone: eight scores in a few taps, a network that goes, two windows, and nothing lost."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from courses.practice.actions import room
from courses.practice.models import Dialogue, Note, Observation, ObservationDraft, Stage
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, summary, label)")]
    .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().right)))"""
SMALL = """[...document.querySelectorAll(".level, .observe :is(.btn, textarea), .observe-note input")]
    .filter(part => part.checkVisibility() && part.getBoundingClientRect().height < 44).map(part => part.outerHTML)"""

PAST = """begun => new Promise(go => {
    const look = () => serverClock.now() > begun ? go() : setTimeout(look, 50);
    look();
})"""


def a_running_dialogue(observer: User | None = None, *, held: bool = False) -> tuple[Dialogue, User]:
    """Ten minutes old and in its check-in, or just over."""
    observer = observer or UserFactory.create(display_name="Imani Whitfield", roles=[Role.TRAINEE])
    start = timezone.now() - timedelta(minutes=60 if held else 10)
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer, starts_at=start)
    if held:
        return scenes.hold(dialogue), observer
    begin(dialogue, Stage.CHECK_IN)
    return dialogue, observer


def begin(dialogue: Dialogue, stage: Stage) -> None:
    lead = dialogue.enrolment.person
    assert lead is not None
    room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead)


def begin_and_know(page: Page, dialogue: Dialogue, stage: Stage) -> None:
    """A stage begins; by the page's clock, which is right to a fraction of a second, it has begun too."""
    begin(dialogue, stage)
    begun = timezone.now().timestamp() * 1000 + 500
    page.evaluate(PAST, begun)


def run_on(dialogue: Dialogue, *stages: Stage) -> None:
    """The rest of the stages, and the end."""
    for stage in stages:
        begin(dialogue, stage)
    lead = dialogue.enrolment.person
    assert lead is not None
    room.finish(dialogue_id=dialogue.pk, by=lead)


def opened(arrive: Arrival, sign_in: SignIn, dialogue: Dialogue, observer: User) -> Visitor:
    """The page, once all of it is put aside for a time without a network."""
    visitor = arrive(viewport=PHONE, has_touch=True)
    visitor.brings(sign_in(observer))
    visitor.open(f"/practice/{dialogue.pk}/observe/")
    expect(visitor.page.locator("[data-observe][data-ready]")).to_be_attached()
    return visitor


def level(page: Page, name: str, label: str = "3 · Level 3") -> Locator:
    return page.get_by_role("radiogroup", name=re.compile(f"^\\d\\. {name}")).get_by_text(label)


def fill_in(page: Page, *, label: str = "3 · Level 3") -> None:
    for name in scenes.COMPETENCIES:
        level(page, name, label).click()
    page.get_by_label("What worked").fill("You let silence work.")
    page.get_by_label("One thing to try").fill("Name the time left.")
    page.get_by_role("radiogroup", name="Could they lead a chat?").get_by_text("Nearly there").click()


def is_saved(page: Page) -> None:
    expect(page.locator("[data-sync]")).to_have_text("Saved", timeout=30_000)


def test_a_new_observer_hands_in_with_thirteen_taps_beside_typing(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue(held=True)
    visitor = opened(arrive, sign_in, dialogue, observer)
    page, taps = visitor.page, 0

    def tap(place: Locator) -> None:
        nonlocal taps
        place.tap()
        taps += 1

    tap(page.get_by_label("What the lead does or says"))
    for words in ("Waits nine seconds.", "Names the time."):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(page.get_by_text(words)).to_be_visible()
    for name in scenes.COMPETENCIES:
        tap(level(page, name))
    tap(page.get_by_label("What worked"))
    page.keyboard.type("You let silence work.")
    tap(page.get_by_label("One thing to try"))
    page.keyboard.type("Name the time left.")
    tap(page.get_by_role("radiogroup", name="Could they lead a chat?").get_by_text("Nearly there"))
    tap(page.get_by_role("button", name="Hand in"))

    visitor.reads("Handed in. Thank you.")
    assert taps == 13
    observation = Observation.objects.get()
    assert (observation.scores, observation.readiness) == (dict.fromkeys(scenes.COMPETENCIES, 3), "nearly")
    assert sorted(Note.objects.values_list("text", flat=True)) == ["Names the time.", "Waits nine seconds."]


def test_two_stages_without_a_network_and_a_reload_lose_nothing(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue()
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    page.get_by_label("What the lead does or says").fill("Greets everybody.")
    page.keyboard.press("Enter")
    level(page, "frame", "2 · Level 2").click()
    is_saved(page)

    page.context.set_offline(True)
    begin_and_know(page, dialogue, Stage.CONCEPT)
    page.get_by_label("What the lead does or says").fill("Reads the definition.")
    page.keyboard.press("Enter")
    level(page, "care", "Not observed").click()
    visitor.reads("Waiting for a connection: 2")
    page.reload()
    visitor.reads("Reads the definition.")
    begin_and_know(page, dialogue, Stage.FRAME)
    page.get_by_label("What the lead does or says").fill("Asks who sees it otherwise.")
    page.keyboard.press("Enter")
    page.get_by_label("What worked").fill("You let silence work.")
    visitor.reads("Asks who sees it otherwise.")
    assert (Note.objects.count(), ObservationDraft.objects.get().scores) == (1, {"frame": 2})
    page.context.set_offline(False)

    is_saved(page)
    draft = ObservationDraft.objects.get()
    assert (draft.scores, draft.strengths) == ({"frame": 2, "care": None}, "You let silence work.")
    stages = Note.objects.order_by("noted_at").values_list("text", "stage")
    assert list(stages) == [
        ("Greets everybody.", "check_in"),
        ("Reads the definition.", "concept"),
        ("Asks who sees it otherwise.", "frame"),
    ]
    visitor.complaints.clear()


def test_what_is_handed_in_without_a_network_goes_out_with_the_next(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue()
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    page.context.set_offline(True)
    run_on(dialogue, *list(Stage)[1:])
    page.get_by_label("What the lead does or says").fill("Closes on the minute.")
    page.keyboard.press("Enter")
    fill_in(page)
    visitor.reads("Waiting for a connection: 2")
    # The window dies, and the phone is opened again where there is still no network.
    visitor.page = page.context.new_page()
    page.close()
    page = visitor.page
    page.goto(f"/practice/{dialogue.pk}/observe/")
    expect(page.get_by_label("What worked")).to_have_value("You let silence work.")
    page.get_by_role("button", name="Hand in").click()
    visitor.reads("Handed in here; it goes out with the next connection")
    assert not Observation.objects.exists()

    page.context.set_offline(False)

    expect(page.locator("body")).to_contain_text("Handed in. Thank you.", timeout=30_000)
    assert Observation.objects.get().scores == dict.fromkeys(scenes.COMPETENCIES, 3)
    assert Note.objects.get().text == "Closes on the minute."
    visitor.complaints.clear()


def test_a_second_tab_overwrites_nothing_and_one_chooses(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue(held=True)
    visitor = opened(arrive, sign_in, dialogue, observer)
    first, second = visitor.page, visitor.page.context.new_page()
    second.goto(f"/practice/{dialogue.pk}/observe/")
    is_saved(second)
    level(first, "frame", "2 · Level 2").click()
    first.get_by_label("What worked").fill("You let silence work.")
    is_saved(first)

    level(second, "frame", "4 · Level 4").click()
    second.get_by_label("What worked").fill("You named the time.")

    conflict = second.locator("[data-conflict]")
    expect(conflict).to_contain_text("This was changed on another device or in another tab")
    draft = ObservationDraft.objects.get()
    assert (draft.scores, draft.strengths) == ({"frame": 2}, "You let silence work.")
    conflict.get_by_role("group", name="1. frame").get_by_label("Saved elsewhere").check()
    conflict.get_by_role("group", name="What worked").get_by_label("Both").check()
    assert Axe().run(second, context="main").response["violations"] == []
    conflict.get_by_role("button", name="Go on with these").click()
    is_saved(second)

    draft = ObservationDraft.objects.get()
    assert (draft.scores, draft.strengths.splitlines()) == (
        {"frame": 2},
        ["You named the time.", "You let silence work."],
    )


def test_nothing_is_sent_or_seen_by_whoever_signs_in_next(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue()
    other = UserFactory.create(display_name="Teo Manalo")
    scenes.ask_to_observe(dialogue, other)
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    page.context.set_offline(True)
    page.get_by_label("What the lead does or says").fill("Greets everybody.")
    page.keyboard.press("Enter")
    page.get_by_label("What worked").fill("A warm beginning.")
    visitor.reads("Waiting for a connection: 2")
    # Whoever signs out has closed the page before there was a network again: till then it may send, in their name.
    visitor.page = page.context.new_page()
    page.close()
    page = visitor.page
    page.context.set_offline(False)

    visitor.open("/accounts/logout/")
    visitor.press("Sign out", within=page.locator("main"))
    page.wait_for_url(lambda address: "/accounts/" not in address)
    visitor.open("/accounts/login/")
    visitor.reads("Dialogues with words that aren't sent yet: 1.")
    assert page.evaluate("caches.keys()") == []
    visitor.brings(sign_in(other))
    visitor.open(f"/practice/{dialogue.pk}/observe/")
    expect(page.locator("[data-observe][data-ready]")).to_be_attached()
    assert "Greets everybody." not in page.content()
    assert page.get_by_label("What worked").input_value() == ""
    assert not Note.objects.exists()

    visitor.brings(sign_in(observer))
    visitor.open(f"/practice/{dialogue.pk}/observe/")
    is_saved(page)
    assert (Note.objects.get().author, ObservationDraft.objects.get().observer) == (observer, observer)


def test_a_page_of_one_observer_sends_nothing_while_another_is_signed_in(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue()
    other = UserFactory.create(display_name="Teo Manalo")
    scenes.ask_to_observe(dialogue, other)
    run_on(dialogue, *list(Stage)[1:])
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    visitor.brings(sign_in(other))

    fill_in(page)
    page.get_by_role("button", name="Hand in").click()
    visitor.reads("Somebody else is signed in here now.")
    page.get_by_label("What the lead does or says").fill("Closes on the minute.")
    page.keyboard.press("Enter")

    visitor.reads("Not sent yet: 2 · Somebody else is signed in here now.", "Closes on the minute.")
    assert [model.objects.count() for model in (Note, ObservationDraft, Observation)] == [0, 0, 0]
    visitor.brings(sign_in(observer))
    page.reload()
    visitor.reads("Handed in. Thank you.")
    assert (Note.objects.get().author, Observation.objects.get().observer) == (observer, observer)
    visitor.complaints[:] = [complaint for complaint in visitor.complaints if not complaint.endswith(": 409")]


def test_who_was_signed_out_meanwhile_is_told_and_loses_nothing(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue()
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    page.context.clear_cookies()

    page.get_by_label("What worked").fill("A warm beginning.")

    visitor.reads("Sign in again to send: 1")
    expect(page.get_by_role("link", name="Sign in").last).to_be_visible()
    visitor.brings(sign_in(observer))
    page.reload()
    is_saved(page)
    assert ObservationDraft.objects.get().strengths == "A warm beginning."
    visitor.complaints.clear()


def test_what_is_missing_is_said_at_its_place_and_a_word_on_the_person_is_noticed(
    arrive: Arrival, sign_in: SignIn
) -> None:
    dialogue, observer = a_running_dialogue(held=True)
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    fill_in(page)
    page.get_by_label("One thing to try").fill("You are a natural leader.")
    level(page, "harm", "1 · Level 1").click()
    visitor.reads("“natural leader”: Kind words, and they can't be practised.")

    page.get_by_role("button", name="Hand in").click()

    visitor.reads("Still open: 1", "Please say what you saw or heard.")
    expect(page.get_by_label("What you saw or heard: harm")).to_be_focused()
    page.keyboard.type("Went on while somebody was hurt.")
    page.get_by_role("button", name="Hand in").click()
    visitor.reads("Handed in. Thank you.")


def test_all_of_it_is_reached_by_keyboard_and_has_no_barriers(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue(held=True)
    visitor = opened(arrive, sign_in, dialogue, observer)
    page = visitor.page
    wide = []
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        if page.evaluate(WIDEST) > width:
            wide.append(width)
    page.set_viewport_size(PHONE)
    assert (wide, page.evaluate(SMALL)) == ([], [])
    assert Axe().run(page, context="main").response["violations"] == []

    page.get_by_label("What the lead does or says").focus()
    for _press in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name ?? ''")
        if name.startswith("level_") or name == "readiness":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        elif name in ("strengths", "one_thing"):
            page.keyboard.type("Words.")
        elif name == "hand_in":
            page.keyboard.press("Enter")
            break

    visitor.reads("Handed in. Thank you.")
    assert Observation.objects.get().scores == dict.fromkeys(scenes.COMPETENCIES, 2)


def test_without_script_both_versions_stand_beside_each_other(arrive: Arrival, sign_in: SignIn) -> None:
    dialogue, observer = a_running_dialogue(held=True)
    first, second = (arrive(viewport=PHONE, java_script_enabled=False) for _window in range(2))
    for visitor in (first, second):
        visitor.brings(sign_in(observer))
        visitor.open(f"/practice/{dialogue.pk}/observe/")
    first.fill(strengths="You let silence work.")
    first.press("Save and go on later")
    second.fill(strengths="You named the time.", one_thing="Slower.")
    second.press("Save and go on later")

    second.reads("This was changed on another device or in another tab", "You let silence work.")
    assert ObservationDraft.objects.get().strengths == "You let silence work."
    second.page.get_by_role("group", name="What worked").get_by_label("Saved elsewhere").check()
    second.press("Save with these")

    second.reads("Saved.")
    draft = ObservationDraft.objects.get()
    assert (draft.strengths, draft.one_thing) == ("You let silence work.", "Slower.")
