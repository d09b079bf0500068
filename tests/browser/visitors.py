"""People at a browser: what they open, press and read, and what the browser complains about meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Response, ViewportSize, expect

from tests.factories import PASSWORD

PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Visitor:
    """One browser window of its own cookies."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, browser: Browser, site: str, **options: Any) -> Self:
        context = browser.new_context(base_url=site, locale="en-US", timezone_id="America/New_York", **options)
        context.set_default_timeout(PATIENCE)
        visitor = cls(context.new_page(), site)
        visitor.page.on("console", visitor._heard)
        visitor.page.on("pageerror", visitor._broke)
        visitor.page.on("response", visitor._answered)
        return visitor

    def _heard(self, message: ConsoleMessage) -> None:
        # An answer that isn't a page is noted once, with its address, by ``_answered``.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _broke(self, error: Error) -> None:
        self.complaints.append(f"{self.page.url}: {error.message}")

    def _answered(self, response: Response) -> None:
        # Wagtail keeps drafts by itself, and is told 400 while a page isn't whole yet.
        keeps_draft = response.status == 400 and "/admin/pages/" in response.url
        if response.status >= 400 and not keeps_draft:
            self.complaints.append(f"{response.request.method} {response.url}: {response.status}")

    def open(self, address: str) -> None:
        self.page.goto(address)

    def reads(self, *words: str) -> None:
        """All these words stand on the page, where somebody can see them; styles may turn them to capitals."""
        for told in words:
            expect(self.page.locator("body")).to_contain_text(told, use_inner_text=True, ignore_case=True)

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press the button, or follow the link, of that name. What follows is waited for by reading it."""
        place = within or self.page.locator("body")
        either = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        either.filter(visible=True).first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        """Type into fields, or choose from lists, by the names that the form sends."""
        for name, words in fields.items():
            widget = self.page.locator(f"[name='{name}']:visible").first
            if widget.evaluate("field => field.tagName") == "SELECT":
                widget.select_option(words)
            else:
                widget.fill(words)

    def choose(self, *labels: str) -> None:
        """Choose answers by the words beside them."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def sign_in(self, email: str) -> None:
        self.open("/accounts/login/")
        self.fill(login=email, password=PASSWORD)
        self.press(re.compile("^Sign in$"), within=self.page.locator("main"))
        self.page.wait_for_url(lambda address: "/accounts/" not in address)

    def brings(self, client: Client) -> None:
        """Be signed in as that client is, without the form."""
        value = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.site}])

    def tabs_to(self, name: str, *, at_most: int) -> bool:
        """Whether so many presses of the tab key lead to the button or link of that name."""
        for _press in range(at_most):
            self.page.keyboard.press("Tab")
            if name in self.page.evaluate("document.activeElement.innerText"):
                return True
        return False

    def leave(self) -> None:
        self.page.context.close()


Arrival = Callable[..., Visitor]


@contextmanager
def arrivals(browser: Browser, site: str) -> Iterator[Arrival]:
    """``arrive(java_script_enabled=False)``: somebody comes to the site; at the end nobody's browser complained."""
    visitors: list[Visitor] = []

    def arrive(**options: Any) -> Visitor:
        visitors.append(Visitor.at(browser, site, **options))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.leave()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
