"""The server dies at ten moments while a dialogue is led, and all pages load again: nothing is lost or doubled."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from courses.practice.models import Dialogue, Note, ObservationDraft, Pairing, Press, Stage, StageRun
from courses.progress.models import LedgerEvent
from lms.people.models import User
from lms.web.times import told_minutes
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor, arrivals
from tests.conftest import SignIn
from tests.factories import UserFactory
from tests.processes import PROJECT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
]

BEFORE, AFTER = "room.moved", "room.moved.committed"
# So well a page knows the server's time, however late its press arrives.
NEAR = timedelta(seconds=2)
WAITING = """() => new Promise((resolve) => {
    const request = indexedDB.open('practice-outbox', 1);
    request.onsuccess = () => {
        const all = request.result.transaction('entries').objectStore('entries').getAll();
        all.onsuccess = () => { request.result.close(); resolve(all.result.length); };
    };
    request.onerror = () => resolve(0);
})"""


@dataclass
class MortalSite:
    """A site that can be killed, and come back at the same address."""

    url: str
    program: subprocess.Popen[str]
    pid: int = 0

    def live(self, failpoint: str = "") -> None:
        assert self.program.stdin
        assert self.program.stdout
        print(failpoint, file=self.program.stdin, flush=True)
        self.pid = int(self.program.stdout.readline())

    def die(self) -> None:
        """At once, wherever it is; who died at a failpoint already stays dead."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@pytest.fixture
def mortal(settings: object) -> Iterator[MortalSite]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.serving", str(port)],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        site = MortalSite(f"http://localhost:{port}", program)
        site.live()
        yield site
        site.die()
        assert program.stdin
        program.stdin.close()


@pytest.fixture
def come(chromium: Browser, mortal: MortalSite) -> Iterator[Arrival]:
    """Browsers complain whenever the site is dead; what they complain about here is looked at by hand."""
    with arrivals(chromium, mortal.url) as arrive:
        visitors: list[Visitor] = []

        def counted(**options: object) -> Visitor:
            visitors.append(arrive(**options))
            return visitors[-1]

        yield counted
        for visitor in visitors:
            visitor.complaints.clear()


@dataclass
class Hour:
    """A dialogue with its people, and what they did in it."""

    dialogue: Dialogue
    site: MortalSite
    lead: Page
    pair: Page
    observer: Page
    pressed: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    scored: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[Page, Page, Page]:
        return self.lead, self.pair, self.observer

    def begin(self, page: Page, stage: Stage) -> None:
        before = timezone.now()
        page.get_by_role("button", name=f"Begin {stage.label}").click()
        self.pressed[stage.value] = (before, timezone.now())

    def pressed_about(self, stage: str, at: datetime) -> bool:
        """Whether that is when the button was pressed."""
        before, after = self.pressed[stage]
        return before - NEAR <= at <= after + NEAR

    def park(self, page: Page, words: str) -> None:
        self.written.append(words)
        page.locator("#jot-parked").fill(words)
        page.get_by_role("button", name="Park it").click()
        expect(page.locator("#parked li", has_text=words)).to_be_visible()

    def see(self, words: str) -> None:
        """The observer notes something."""
        self.written.append(words)
        self.observer.locator("#note-text").fill(words)
        self.observer.locator("#note-text").press("Enter")
        expect(self.observer.locator("#note-text")).to_have_value("")

    def score(self, competency: str) -> None:
        """The observer taps the third level."""
        group = self.observer.get_by_role("radiogroup", name=re.compile(f"^\\d\\. {competency}"))
        group.get_by_text("3 · Level 3").click()
        self.scored[competency] = 3

    def survive(self, act: Callable[[], None], failpoint: str = "") -> None:
        """Something is done while the server dies, at a failpoint or at once; then all load their pages again."""
        if failpoint:
            self.site.die()
            self.site.live(failpoint)
        act()
        if failpoint:
            expect(self.lead.locator("[data-sync-words]")).not_to_be_empty()
        self.site.die()
        self.site.live()
        for page in self.pages:
            page.reload()
            page.wait_for_function("() => document.readyState === 'complete'")
        if self.scored:
            expect(self.observer.locator("[data-sync]")).to_have_text("Saved", timeout=30_000)
        for page in self.pages:
            page.wait_for_function(WAITING.replace("resolve(all.result.length)", "resolve(all.result.length === 0)"))


@pytest.fixture
def hour(come: Arrival, mortal: MortalSite, sign_in: SignIn) -> Hour:
    # This test may begin from a database that another left empty: what was known of its types' ids is true no more.
    ContentType.objects.clear_cache()
    people = [UserFactory.create(display_name=name) for name in ("Camila Duarte", "Imani Whitfield", "Amara Okafor")]
    dialogue = scenes.a_dialogue(scenes.an_enrolment(people[0]), observer=people[2])
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_at=timezone.now())
    scenes.ask(dialogue, people[1], Pairing.Part.CO_LEAD)
    pages = [_arrived(come, sign_in, person) for person in people]
    for page, address in zip(pages, ("room", "room", "observe"), strict=True):
        page.goto(f"{mortal.url}/practice/{dialogue.pk}/{address}/")
    lead, pair, observer = pages
    return Hour(dialogue, mortal, lead, pair, observer)


def _arrived(come: Arrival, sign_in: SignIn, person: User) -> Page:
    visitor = come(viewport=PHONE)
    visitor.brings(sign_in(person))
    return visitor.page


def ten_moments(hour: Hour) -> None:
    """All five stages, notes and scores, each while the server dies and before all load their pages again."""
    lead, pair = hour.lead, hour.pair

    def park_and_begin() -> None:
        hour.park(lead, "Who was not here?")
        hour.begin(pair, Stage.BREAKOUT)

    def see_and_score() -> None:
        hour.see("Named the time left.")
        hour.score("frame")

    hour.survive(lambda: hour.begin(lead, Stage.CHECK_IN))
    hour.survive(lambda: hour.park(pair, "Who pays for the childcare?"))
    hour.survive(lambda: hour.begin(lead, Stage.CONCEPT), BEFORE)
    hour.survive(lambda: hour.see("Waited for six seconds, then asked again."))
    hour.survive(lambda: hour.score("care"))
    hour.survive(lambda: hour.begin(lead, Stage.FRAME), AFTER)
    hour.survive(park_and_begin)
    hour.survive(see_and_score)
    hour.survive(lambda: hour.begin(lead, Stage.DEBRIEF), AFTER)
    hour.survive(lambda: lead.get_by_role("button", name="Close the dialogue").click(), BEFORE)
    expect(lead.get_by_role("heading", name="This dialogue is over")).to_be_visible()


def minutes_shown(page: Page) -> list[str]:
    page.reload()
    return [words.partition(" · ")[0] for words in page.locator("#room-minutes li > :last-child").all_inner_texts()]


def test_ten_deaths_of_the_server_lose_no_note_no_score_and_no_stage_time(hour: Hour) -> None:
    ten_moments(hour)

    runs = list(StageRun.objects.filter(dialogue=hour.dialogue))
    told = LedgerEvent.objects.get(subject=f"dialogue:{hour.dialogue.pk}", value__state="held").value["stages"]
    assert [run.stage for run in runs] == Stage.values
    assert [run for run in runs if not hour.pressed_about(run.stage, run.started_at)] == []
    assert [one.ended_at for one in runs[:-1]] == [other.started_at for other in runs[1:]]
    assert told == {run.stage: run.minutes for run in runs}
    assert minutes_shown(hour.lead) == minutes_shown(hour.pair) == [told_minutes(run.minutes) for run in runs]
    assert Press.objects.filter(dialogue=hour.dialogue).count() == 6
    assert ObservationDraft.objects.get(dialogue=hour.dialogue).scores == hour.scored
    assert sorted(Note.objects.values_list("text", flat=True)) == sorted(hour.written)
