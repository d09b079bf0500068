"""What the core group does: sessions, practice dialogues, observations, decisions."""

import re
from dataclasses import dataclass

from tests.browser.trainee import SESSION, TOPIC
from tests.browser.visitors import Visitor


@dataclass(frozen=True)
class CoreMember:
    """A member of the core group at their browser."""

    visitor: Visitor

    def announce_a_session(self, *, starts: str) -> None:
        self.visitor.open("/admin/sessions/")
        self.visitor.press("Plan a session")
        self.visitor.fill(title=SESSION, starts=starts, zone="America/New_York", capacity="8")
        self.visitor.press("Keep as a draft")
        self.visitor.reads("Planned as a draft. Nobody sees it until you publish it.")
        self.visitor.press("Publish")
        self.visitor.reads("Published. People can find it now.", "Have a seat: 0 of 8")

    def mark_present(self, name: str) -> None:
        self.visitor.open("/admin/sessions/")
        self.visitor.press(re.compile("Oct"), within=self.visitor.page.get_by_role("row").filter(has_text=SESSION))
        self.visitor.press(re.compile(rf"^Here ?: {name}$"))
        self.visitor.reads("there for 60 minutes", "Everybody is marked.")

    def clear_the_dialogue(self, *, observer: str) -> None:
        """Whoever is proposed is asked."""
        self._open_dialogue()
        self.visitor.press("Ask them")
        self.visitor.reads(f"Asked: {observer}. They answer from their mail.")
        self.visitor.press("Clear this plan")
        self.visitor.reads("Cleared. The lead knows.")

    def agree_to_observe(self) -> None:
        self.visitor.open("/practice/")
        self.visitor.press(f"Observe “{TOPIC}”")
        self.visitor.press("Yes, I'll be there")
        self.visitor.reads("You said yes")

    def observe(self, *, level: str) -> None:
        """The same level for each competency of the rubric, and the three things that are always asked."""
        page = self.visitor.page
        self.visitor.open("/practice/")
        self.visitor.press(TOPIC)
        self.visitor.reads("They ask you to watch")
        for choice in page.get_by_role("radio", name=re.compile(f"· {level}")).all():
            choice.check()
        self.visitor.fill(strengths="Everybody spoke.", one_thing="A longer pause after the first question.")
        self.visitor.choose("Ready")
        self.visitor.press("Hand in")
        self.visitor.reads("Handed in. Thank you.", "The lead can read it now")

    def approve(self, name: str) -> None:
        page = self.visitor.page
        self.visitor.open("/admin/cases/")
        self.visitor.press(name, within=page.locator("main"))
        self.visitor.reads("Why they want to facilitate", "What others decide stays hidden until you have decided.")
        self.visitor.choose("Approve")
        self.visitor.fill(reason="All of it is there, and it is warm.")
        self.visitor.press("Keep my decision")
        self.visitor.reads("Your decision is kept.")

    def _open_dialogue(self) -> None:
        self.visitor.open("/admin/dialogues/")
        self.visitor.press(TOPIC, within=self.visitor.page.locator("main"))
