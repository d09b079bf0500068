"""Planning in a browser: a season by keyboard, on a phone without script, and pages without barriers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from courses.slots.models import Slot
from lms.people.models import User
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.slots import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A person types slower than a machine: each key, and each step from field to field, is given this many seconds.
A_KEY, A_STEP = 0.25, 1.5
WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, td, a)")]
    .filter(part => part.checkVisibility())
    .map(part => part.getBoundingClientRect().right)))"""


@pytest.fixture
def staff(site: str, arrive: Arrival, sign_in: SignIn, core_member: User) -> Visitor:
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(core_member))
    return visitor


def barriers(visitor: Visitor) -> list[str]:
    found = Axe().run(visitor.page, context="main").response["violations"]
    return [f"{visitor.page.url}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]


def test_a_season_of_four_is_planned_by_keyboard_in_under_ninety_seconds(staff: Visitor) -> None:
    page, strokes, steps = staff.page, 0, 0
    staff.open(reverse("sessions:plan"))
    for name, words in (("title", "Listening circle"), ("starts", "2030-10-15T18:00")):
        staff.fill(**{name: words})
        strokes, steps = strokes + len(words), steps + 1
    page.get_by_text("More dates: a season or a series").focus()
    page.keyboard.press("Enter")
    staff.fill(again="week", count="4")
    page.locator("[name=count]").focus()
    page.keyboard.press("Enter")
    staff.reads("Nothing is written yet", "Tue 15 Oct 2030", "Tue 5 Nov 2030")
    assert barriers(staff) == []
    assert staff.tabs_to("Plan these 4 as drafts", at_most=40)
    page.keyboard.press("Enter")
    staff.reads("Planned as drafts: 4.")
    steps += 6

    assert Slot.objects.filter(title="Listening circle", state="draft", series__isnull=False).count() == 4
    assert strokes * A_KEY + steps * A_STEP < 90


def test_a_season_is_planned_on_a_phone_without_script(
    site: str, arrive: Arrival, sign_in: SignIn, core_member: User
) -> None:
    visitor = arrive(viewport=PHONE, java_script_enabled=False)
    visitor.brings(sign_in(core_member))
    visitor.open(reverse("sessions:plan"))
    visitor.fill(title="Night walk", starts="2030-10-20T01:30")
    visitor.page.get_by_text("More dates: a season or a series").click()
    for number, date in enumerate(("2030-10-27T01:30", "2030-11-03T01:30")):
        visitor.page.locator("[name=more]").nth(number).fill(date)
    visitor.press("Keep as a draft")
    visitor.reads("this time comes twice. Which is meant?")
    visitor.page.get_by_label("the second time: 1:30 am (EST)").check()
    visitor.press("Plan these 3 as drafts")

    visitor.reads("Planned as drafts: 3.")
    assert [f"{slot.starts_at:%H:%M}" for slot in Slot.objects.order_by("starts_at")] == ["05:30", "05:30", "06:30"]


def test_one_more_date_is_added_where_script_runs(staff: Visitor) -> None:
    staff.open(reverse("sessions:plan"))
    staff.page.get_by_text("More dates: a season or a series").click()
    staff.press("One more date")

    assert staff.page.evaluate("document.activeElement.getAttribute('aria-label')") == "More dates: 4"


def test_pages_of_planning_fit_a_phone_and_a_desk_and_have_no_barriers(staff: Visitor) -> None:
    slot = scenes.a_full_house(seats=2, waiting=2).slot
    day = slot.starts_at
    places = [
        reverse("sessions:plan"),
        reverse("sessions:together") + "?q=circle",
        reverse("sessions:month", args=[day.year, day.month]),
        reverse("sessions:change", args=[slot.pk]),
        reverse("sessions:index"),
        reverse("sessions:reports", args=[slot.pk]),
    ]
    wide, blocked = [], []
    for address in places:
        staff.page.set_viewport_size(PHONE)
        staff.open(address)
        staff.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        blocked += barriers(staff)
        for width in (320, 1280):
            staff.page.set_viewport_size({"width": width, "height": 844})
            if (shown := staff.page.evaluate(WIDEST)) > width:
                wide.append(f"{address} at {width}: {shown}")

    assert (wide, blocked) == ([], [])


def test_several_are_changed_after_a_look_ahead(staff: Visitor) -> None:
    for title in ("First circle", "Second circle"):
        scenes.a_slot(title=title, published=False)
    staff.open(reverse("sessions:together"))
    for box in staff.page.get_by_role("checkbox").all():
        box.check()
    staff.press("Room …")
    staff.fill(room="Library")
    staff.press("Look ahead")
    staff.reads("no room → Library")
    assert barriers(staff) == []
    staff.press("Do it for 2 sessions")

    staff.reads("Done for 2 sessions.")
    assert [*Slot.objects.values_list("room", flat=True)] == ["Library"] * 2
