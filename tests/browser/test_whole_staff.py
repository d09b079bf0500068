"""Staff's pages of trainings in a browser: at a phone's width, for assistive technology, and without script."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.progress.models import Enrolment, StaffRecord
from lms.people.models import User
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import correct, credit, in_a_session, note, take_back
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, td)")]
    .filter(part => part.checkVisibility() && !(part.closest(".grid-scroll") && innerWidth > 800))
    .map(part => part.getBoundingClientRect().right)))"""


def a_cohort() -> Enrolment:
    """Six people, one of them with a history in which everything occurs."""
    for number in range(5):
        scenes.read_all_lessons(scenes.an_enrolment(UserFactory.create(display_name=f"Amara Osei {number}")))
    enrolment = scenes.an_enrolment(UserFactory.create(display_name="Grace O'Connor-Montgomery"))
    correct(enrolment, note(enrolment), in_a_session(minutes=50))
    take_back(enrolment, 2)
    credit(enrolment, "reflection")
    return enrolment


def places(enrolment: Enrolment) -> list[str]:
    of_one = ("inspect", "waive", "end_waiver", "credit", "end_credit", "record_session", "record_feedback")
    of_all = ("index", "cohort", "pace", "together")
    return [
        *(reverse(f"trainings:{name}") for name in of_all),
        *(reverse(f"trainings:{name}", args=[enrolment.pk]) for name in of_one),
        reverse("trainings:take_back", args=[enrolment.pk, 1]),
    ]


@pytest.fixture
def staff(site: str, arrive: Arrival, sign_in: SignIn, program_admin: User) -> Visitor:
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(program_admin))
    return visitor


def barriers(visitor: Visitor) -> list[str]:
    """What axe finds in our part of the page; around it is Wagtail's own."""
    found = Axe().run(visitor.page, context="main").response["violations"]
    return [f"{visitor.page.url}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]


def test_they_fit_a_phone_and_a_desk_and_have_no_barriers(staff: Visitor) -> None:
    wide, blocked = [], []
    for address in places(a_cohort()):
        staff.page.set_viewport_size(PHONE)
        staff.open(address)
        blocked += barriers(staff)
        for width in (320, 390, 1280):
            staff.page.set_viewport_size({"width": width, "height": 844})
            shown = staff.page.evaluate(WIDEST)
            if shown > width:
                wide.append(f"{address} at {width}: {shown}")

    assert (wide, blocked) == ([], [])


def test_several_people_are_noted_without_script_on_a_phone(
    site: str, arrive: Arrival, sign_in: SignIn, program_admin: User
) -> None:
    a_cohort()
    visitor = arrive(viewport=PHONE, java_script_enabled=False)
    visitor.brings(sign_in(program_admin))
    visitor.open(reverse("trainings:cohort") + "?q=amara")
    for name in ("Amara Osei 1", "Amara Osei 3"):
        visitor.page.get_by_role("checkbox", name=f"Tick {name}").check()
    visitor.press("Do something for those ticked")
    visitor.press("They were in a session …")
    visitor.page.get_by_label("Minutes").fill("50")
    visitor.page.locator("[name=day]").fill((timezone.now() - timedelta(days=2)).date().isoformat())
    visitor.page.get_by_label("Why").fill("We met in Boston.")
    visitor.press("Look ahead")
    expect(visitor.page.get_by_text("would be noted")).to_have_count(2)
    visitor.press("Do it for 2 people")

    visitor.reads("Done for 2 people.")
    assert StaffRecord.objects.filter(because="We met in Boston.").count() == 2
