"""A holder's certificate on a phone: downloaded, shown to others, its name withheld, renewed; and leave."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from certification.certificates import actions
from certification.certificates.models import Certificate, Holder
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.album import picture
from tests.browser.test_pages import barriers, overflows
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.certification.certificates.holding_scenes import REFLECTION, lead
from tests.certification.certificates.test_actions import EARNED
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def amara(site: str, clock: time_machine.Traveller) -> User:
    """Certified two years ago, and two chats led since; the time is nearly over."""
    person = UserFactory.create(display_name="Amara Okafor", email="amara@example.org", roles=[Role.TRAINEE])
    earned = replace(EARNED, holder_name="Amara Okafor", name_language="", valid_months=24, renewal_chats=2)
    actions.issue(cause="test:1", person=person, earned=earned, approval=scenes.APPROVAL, clock=scenes.at(scenes.NOW))
    for year in (2027, 2028):
        lead(person, on=date(year, 3, 1))
    clock.move_to(scenes.NOW + timedelta(days=700))
    return person


@pytest.fixture
def phone(arrive: Arrival, sign_in: SignIn, amara: User) -> Visitor:
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(amara))
    return visitor


def certificate() -> Certificate:
    return Certificate.objects.earliest("pk")


def test_the_holder_downloads_shows_and_renews_it_and_chooses_who_reads_the_name(phone: Visitor, amara: User) -> None:
    phone.open("/certificates/")
    phone.reads("Valid", "1 Oct 2028", "You can renew it now.")
    picture(phone, "my-certificate", guide="trainee")
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == f"{certificate().number}.pdf"

    phone.press("Show it to others")
    address = phone.page.get_by_label("Address", exact=True).input_value()
    assert address == f"{phone.site}{certificate().get_absolute_url()}"
    phone.page.get_by_role("link", name="Badge as JSON").click()
    phone.open(certificate_page("share"))
    phone.press("Who may read my name")
    phone.choose("nobody: whoever checks it reads no name")
    phone.press("Save")
    phone.reads("Saved.", "Nobody.")
    assert Holder.objects.get().shown == "nobody"

    phone.press("Renew it")
    phone.reads("2 of 2 chats", "Then holds until", "1 Oct 2030")
    phone.fill(reflection="I learned to wait.")
    phone.press("Renew my certificate")
    phone.reads("twenty words are enough")
    expect(phone.page.locator("[name='reflection']")).to_have_value("I learned to wait.")
    phone.fill(reflection=REFLECTION)
    phone.press("Renew my certificate")
    phone.reads("Renewed.", "Replaced", "Valid")
    assert [row.shown for row in Holder.objects.all()] == ["nobody", "nobody"]


def certificate_page(name: str) -> str:
    return reverse(f"certificates:{name}", args=[certificate().public_id])


def test_an_address_is_copied_with_one_press(phone: Visitor) -> None:
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.open(certificate_page("share"))

    phone.page.get_by_role("button", name="Copy").first.click()

    phone.reads("Copied.")
    assert phone.page.evaluate("navigator.clipboard.readText()").endswith(certificate().get_absolute_url())


def test_leave_is_taken_and_ended(phone: Visitor, clock: time_machine.Traveller) -> None:
    phone.open("/certificates/dialogues/")
    phone.reads("Leads dialogues at present", "1 Mar 2028")
    phone.press("Take leave")
    phone.press("Take leave", within=phone.page.locator("form"))
    phone.reads("Noted.", "On leave", "until you come back")

    phone.press("I'm back")

    phone.reads("Welcome back.", "Leads dialogues at present")


def test_no_page_of_a_holder_has_barriers_and_all_fit(phone: Visitor) -> None:
    pages = [certificate_page(name) for name in ("share", "show", "renew")]
    pages += [reverse(f"certificates:{name}") for name in ("mine", "dialogues", "leave")]

    assert barriers(phone, pages) == []
    assert overflows(phone, pages) == []


def test_a_name_is_withheld_and_a_certificate_renewed_without_script(
    arrive: Arrival, sign_in: SignIn, amara: User
) -> None:
    visitor = arrive(viewport=PHONE, java_script_enabled=False)
    visitor.brings(sign_in(amara))
    visitor.open(certificate_page("show"))
    visitor.page.get_by_label("nobody: whoever checks it reads no name").check()
    visitor.page.get_by_role("button", name="Save").click()
    visitor.open(certificate_page("renew"))
    visitor.page.locator("[name='reflection']").fill(REFLECTION)

    visitor.page.get_by_role("button", name="Renew my certificate").click()

    expect(visitor.page.locator("body")).to_contain_text("Your new certificate is on its way")
    assert Certificate.objects.count() == 2
