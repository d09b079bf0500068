"""Staff keep certificates on a phone: two revoke, one suspends, a job works on many; axe finds nothing."""

import re
from collections.abc import Callable

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from certification.certificates.models import Batch, Certificate
from lms.people.models import User
from lms.people.roles import Role
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.certification.certificates.keeping_scenes import printed
from tests.conftest import SignIn
from tests.factories import UserFactory

Come = Callable[[Role, str], Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def certificate(site: str, clock: time_machine.Traveller) -> Certificate:
    return printed(person=UserFactory.create(roles=[Role.TRAINEE]))


@pytest.fixture
def come(arrive: Arrival, sign_in: SignIn) -> Come:
    def comes(role: Role, name: str) -> Visitor:
        visitor = arrive(viewport=PHONE)
        visitor.brings(sign_in(UserFactory.create(display_name=name, roles=[role])))
        return visitor

    return comes


def is_whole(page: Page) -> None:
    """It fits on a phone, and axe finds nothing in our part of it."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [row["id"] for row in Axe().run(page, context=".keeping").response["violations"]] == []


def open_certificate(visitor: Visitor, certificate: Certificate) -> None:
    visitor.open("/admin/issued/")
    visitor.press(certificate.number, within=visitor.page.locator("main"))
    visitor.reads("What has happened", "On what it rests", "enough approvals")
    is_whole(visitor.page)


def test_one_proposes_another_agrees_and_whoever_checks_it_reads_why(come: Come, certificate: Certificate) -> None:
    one = come(Role.PROGRAM_ADMIN, "Rosalind Achterberg")
    open_certificate(one, certificate)
    one.press("Propose to revoke it")
    is_whole(one.page)
    one.fill(public_reason="It was issued to somebody else.", private_reason="She told us.")
    one.press("Propose to revoke it", within=one.page.locator("form.staff-form"))
    one.reads("It is revoked once somebody else agrees", "Rosalind Achterberg proposed")

    other = come(Role.PROGRAM_ADMIN, "Bo Lindqvist")
    other.open("/admin/")
    other.press(certificate.number, within=other.page.locator("main"))
    other.press("Agree to revoke it")
    is_whole(other.page)
    other.press("Agree, and revoke it")
    other.reads("Whoever checks it reads why", "Revoked")

    other.open(certificate.get_absolute_url())
    other.reads("revoked", "It was issued to somebody else.")


def test_the_core_group_suspends_and_an_admin_lets_it_hold_again(come: Come, certificate: Certificate) -> None:
    member = come(Role.CORE_GROUP, "Imani Whitfield")
    open_certificate(member, certificate)
    member.press("Suspend it")
    member.press("Suspend it", within=member.page.locator("form.staff-form"))
    member.reads("Nothing that you wrote is lost")
    is_whole(member.page)
    member.fill(public_reason="We are looking into it.")
    member.press("Suspend it", within=member.page.locator("form.staff-form"))
    member.reads("It is suspended")

    admin = come(Role.PROGRAM_ADMIN, "Rosalind Achterberg")
    open_certificate(admin, certificate)
    admin.press("Let it hold again")
    admin.fill(because="All is well.")
    admin.press("Let it hold again", within=admin.page.locator("form.staff-form"))
    admin.reads("It holds again, and its holder has a mail")


def test_a_job_says_how_many_before_it_begins_and_what_became_of_each(come: Come, certificate: Certificate) -> None:
    admin = come(Role.PROGRAM_ADMIN, "Rosalind Achterberg")
    admin.open("/admin/certificate_jobs/")
    admin.press(re.compile("Begin one"))
    admin.page.get_by_label("issue anew in the present design").check()
    admin.press("How many are these")
    admin.reads("1 certificate")
    is_whole(admin.page)
    admin.fill(reason="The new look.")
    admin.press("Begin", within=admin.page.locator("form[method='post'].staff-form"))

    admin.reads("It has begun", "1 of 1: 1 done", "What became of each")
    is_whole(admin.page)
    assert Batch.objects.get().rows.get().made is not None
    assert User.objects.filter(held_certificates__certificate=certificate).count() == 1
