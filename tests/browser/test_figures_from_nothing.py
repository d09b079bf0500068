"""A figure from before comes onto the site with its dates, its number of answers and its source."""

import pytest
from playwright.sync_api import expect

from cms.models import ImpactPage
from lms.people.roles import Role
from tests.browser.in_wagtail import Editor
from tests.browser.visitors import PHONE, Arrival
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOURCE = "Our survey after each chat"


def test_an_admin_adds_a_dated_figure_and_a_visitor_reads_it_with_its_answers(arrive: Arrival) -> None:
    admin = UserFactory.create(roles=[Role.CONTENT_ADMIN])
    editor, visitor = Editor(arrive()), arrive(viewport=PHONE, java_script_enabled=False)
    editor.visitor.sign_in(admin.email)
    editor.begin_page("Impact", below=["Chats for Change"], title="Impact")
    editor.publish()

    staff = editor.visitor
    staff.open("/admin/figures/new/")
    staff.fill(measure="recommend", value="95", until="2025-06-30", source=SOURCE)
    staff.press("Create")
    staff.reads("A percentage stands on at least five answers. How many were there?")
    expect(staff.page.locator("[name='source']")).to_have_value(SOURCE)
    staff.fill(answers="311")
    staff.press("Create")

    visitor.open(str(ImpactPage.objects.get().url))
    visitor.reads("95%", "311", SOURCE)
