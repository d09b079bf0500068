"""What a content admin does in Wagtail's editor, by clicks and keys: pages, blocks, publishing, release."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser.visitors import Visitor

# Longer than Wagtail waits after the last key before it notes a change, and then before it keeps a draft.
QUIET = 1200


@dataclass(frozen=True)
class Question:
    """A question of a knowledge check; the first answer is the right one."""

    text: str
    answers: tuple[str, ...]
    feedback: str


@dataclass(frozen=True)
class Editor:
    """Somebody in the editor of a page."""

    visitor: Visitor

    def begin_page(self, kind: str, *, below: Sequence[str], title: str) -> None:
        """Walk down the titles to where it shall stand, and open an empty page there."""
        page = self.visitor.page
        self.visitor.open("/admin/pages/")
        for step in below:
            self.visitor.press(re.compile(f"(Explore child pages of|Add a child page to) '{step}'"))
        if not re.search("/add/|/add_subpage/", page.url):
            self.visitor.press("Add child page")
        if "/add_subpage/" in page.url:
            self.visitor.press(re.compile(kind, re.IGNORECASE), within=page.locator("main"))
        page.wait_for_url("**/add/**")
        page.wait_for_load_state()
        page.locator("[name='title']").press_sequentially(title)

    def edit_page(self, *, below: Sequence[str], title: str) -> None:
        self.visitor.open("/admin/pages/")
        for step in below:
            self.visitor.press(f"Explore child pages of '{step}'")
        self.visitor.press(title, within=self.visitor.page.locator("table.listing"))

    def tab(self, name: str) -> None:
        self.visitor.page.get_by_role("tab", name=name).click()

    def write(self, field: str, words: str) -> None:
        """Words into a rich text field of the page."""
        self.write_block(self.visitor.page.locator(f"[data-contentpath='{field}']"), words)

    def write_block(self, block: Locator, words: str) -> None:
        """Words into a block's rich text, until its editor has taken them in."""
        box = block.locator("[role='textbox']").first
        box.click()
        box.press_sequentially(words)
        expect(block.locator("input[type='hidden'][value*='blocks']").first).to_have_value(re.compile(re.escape(words)))

    def add_block(self, stream: str, kind: str = "") -> Locator:
        """Put a block at the end of a stream; where there is one kind only, Wagtail doesn't ask which."""
        root = self.visitor.page.locator(f"[name='{stream}-count']").locator("..")
        blocks = root.locator(":scope > [data-streamfield-stream-container] > [data-streamfield-child]")
        before = blocks.count()
        root.locator(":scope > [data-streamfield-stream-container] > div > .c-sf-add-button").last.click()
        if kind:
            self.visitor.page.get_by_role("option", name=kind).click()
        expect(blocks).to_have_count(before + 1)
        return blocks.last

    def describe_competency(self, number: int, name: str) -> None:
        """Something that observers look at, with a few words for each level."""
        self.add_block("competencies")
        path = f"competencies-{number}-value"
        anchors = {f"{path}-anchor_{level}": f"{name}: {level} of 4" for level in (1, 2, 3, 4)}
        self.visitor.fill(**{f"{path}-name": name, f"{path}-question": f"{name}?", **anchors})

    def ask(self, number: int, question: Question) -> None:
        """A question of the knowledge check, with its answers."""
        self.add_block("questions", "Choose one or several")
        path = f"questions-{number}-value"
        self.visitor.fill(**{f"{path}-text": question.text})
        for place, answer in enumerate(question.answers):
            item = f"{path}-choices-{place}-value"
            if not self.visitor.page.locator(f"[name='{item}-text']").count():
                self._add_item(f"{path}-choices")
            self.visitor.fill(**{f"{item}-text": answer, f"{item}-feedback": question.feedback})
        self.visitor.page.locator(f"[name='{path}-choices-0-value-right']").check()

    def publish(self) -> None:
        """Publish after a look at the page, in which Wagtail has had the time to keep the draft by itself."""
        page = self.visitor.page
        page.wait_for_timeout(QUIET)
        expect(page.locator("#w-autosave-indicator")).not_to_have_attribute("data-w-autosave-state-value", "saving")
        page.locator("footer").get_by_role("button", name="More actions").click()
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.locator(".messages")).to_contain_text("published")

    def release(self, pathway: str) -> None:
        """From the pathway's editor to the page that shows what changes, and the button."""
        self.visitor.open("/admin/pathways/")
        row = self.visitor.page.get_by_role("row").filter(has_text=pathway)
        self.visitor.press(re.compile("Release for the first time|Look at unreleased changes"), within=row)
        self.visitor.reads("What changes")
        self.visitor.press("Release", within=self.visitor.page.locator("main form"))

    def _add_item(self, path: str) -> None:
        root = self.visitor.page.locator(f"[name='{path}-count']").locator("..")
        root.get_by_role("button", name="Add").last.click()
