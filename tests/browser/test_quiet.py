"""Reading the site is quiet and light: no cookie, nobody else's server, nothing that moves, and no need of a script."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, get_internal_wsgi_application
from playwright.sync_api import Request, expect

from lms.web.management.commands.serve import QuietHandler
from tests.browser import places
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.cms import public_scenes
from tests.demo import seeded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 100 * 1024
MOST_SHIFT = 0.05
SHIFT = """new Promise(told => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => told(sum), 100);
})"""
# A page that asks for something with a form of its own may need a cookie for it.
HAS_FORM = "!!document.querySelector('form[method=post i] [name=csrfmiddlewaretoken]')"


@contextmanager
def heard(visitor: Visitor) -> Iterator[list[str]]:
    """The addresses of all that a visitor's browser asks for meanwhile."""
    asked: list[str] = []

    def hear(request: Request) -> None:
        asked.append(request.url)

    visitor.page.on("request", hear)
    yield asked
    visitor.page.remove_listener("request", hear)


@pytest.fixture
def embedded(site: str) -> Iterator[str]:
    """The site as ``make run`` serves it, whose files come as they do there."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_internal_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_reading_any_public_page_sets_no_cookie_asks_nobody_else_and_moves_nothing(site: str, arrive: Arrival) -> None:
    seeded()
    found: list[str] = []
    visitor = arrive(viewport=PHONE)
    for address in places.for_anybody():
        with heard(visitor) as asked:
            visitor.open(address)
        shift = visitor.page.evaluate(SHIFT)
        found += [f"{address} asks {url}" for url in asked if urlsplit(url).netloc != urlsplit(site).netloc]
        found += [f"{address} moves by {shift}"] if shift > MOST_SHIFT else []
        if not visitor.page.evaluate(HAS_FORM):
            found += [f"{address} sets {cookie['name']}" for cookie in visitor.page.context.cookies()]
        visitor.page.context.clear_cookies()

    assert found == []


def test_the_first_page_is_light(embedded: str, arrive: Arrival) -> None:
    public_scenes.one_of_each()
    visitor = arrive()
    wire = visitor.page.context.new_cdp_session(visitor.page)
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    visitor.page.goto(embedded, wait_until="networkidle")

    weight = sum(size for number, size in sizes.items() if kinds.get(number) != "Image")

    assert 0 < weight <= MOST_BYTES


@pytest.mark.parametrize("script", [True, False])
def test_every_kind_of_page_can_be_read_with_and_without_a_script_by_keyboard(
    site: str, arrive: Arrival, script: bool
) -> None:
    addresses = [page.url for page in public_scenes.one_of_each()]
    visitor = arrive(java_script_enabled=script)
    for address in (*addresses, "/search/", "/sessions/"):
        visitor.open(address)
        visitor.page.keyboard.press("Tab")
        expect(visitor.page.get_by_role("link", name="Skip to the content")).to_be_focused()
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.locator("h1")).to_be_visible()
        visitor.page.keyboard.press("Tab")
        expect(visitor.page.locator(":focus")).to_be_visible()


def test_a_page_that_is_not_there_leads_on(site: str, arrive: Arrival) -> None:
    public_scenes.a_plain_page()
    visitor = arrive(viewport=PHONE)
    visitor.open("/care-for-the-roam/")
    visitor.reads("This page isn't here", "Perhaps you're looking for one of these")
    visitor.press("Care for the room")
    visitor.reads("Chairs in a circle.")

    # The address with the slip in it is what the browser complained of, and rightly.
    assert [line[-3:] for line in visitor.complaints] == ["404"]
    visitor.complaints.clear()
