"""The staff menu: a long one stands together by what people do, and a short one stays as it is."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from lms.people.models import User
from lms.people.roles import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TOGETHER = ["Sessions & practice", "People & progress", "Review & certificates", "Content", "Mail & records"]


@pytest.fixture(autouse=True)
def all_is_registered() -> None:
    """Wagtail registers lists as its addresses are read."""
    reverse("wagtailadmin_home")


def request_of(person: User) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = person
    return request


def menu_of(*roles: Role) -> dict[str, list[str]]:
    """The lines of the menu as somebody with these roles reads them, each with what it opens into."""
    request = request_of(UserFactory.create(roles=list(roles)))
    rows = sorted(admin_menu.menu_items_for_request(request), key=lambda row: row.order)
    return {str(row.label): [str(one.label) for one in _inside(row, request)] for row in rows}


def _inside(row: Any, request: Any) -> list[Any]:
    return row.menu.render_component(request) if isinstance(row, SubmenuMenuItem) else []


def test_a_program_admin_reads_seven_lines_where_there_were_two_dozen() -> None:
    assert list(menu_of(Role.PROGRAM_ADMIN)) == ["Pages", *TOGETHER, "Settings"]


def test_what_belongs_together_stands_together_in_the_order_of_the_work() -> None:
    menu = menu_of(Role.PROGRAM_ADMIN)

    assert menu["People & progress"] == ["Trainees", "People", "Relations", "Institutions"]
    assert menu["Mail & records"][:4] == ["Letters", "Followers", "Mail", "Words of mails"]


def test_the_core_group_has_all_of_theirs_at_one_tap_as_before() -> None:
    assert list(menu_of(Role.CORE_GROUP)) == [
        "Trainees",
        "Sessions",
        "Practice",
        "Applications",
        "Put forward",
        "Practise deciding",
        "You at the desk",
        "Certificates",
    ]


def test_who_writes_content_keeps_a_flat_menu() -> None:
    assert TOGETHER[0] not in menu_of(Role.CONTENT_ADMIN)


def test_an_admin_who_decides_keeps_the_weekly_lists_at_one_tap() -> None:
    menu = menu_of(Role.CORE_GROUP, Role.PROGRAM_ADMIN)

    assert {"Sessions", "Trainees", "Applications"} <= set(menu)


def test_no_line_is_lost_and_none_is_read_twice() -> None:
    request = request_of(UserFactory.create(roles=[Role.PROGRAM_ADMIN]))
    flat = [one.name for row in admin_menu.menu_items_for_request(request) for one in _inside(row, request) or [row]]
    lines = [row for row in admin_menu.registered_menu_items if row.is_shown(request) and row.name != "help"]
    before = [one.name for row in lines for one in _inside(row, request) or [row]]

    assert sorted(flat) == sorted(before)


def test_the_menu_costs_no_query_of_its_own(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = UserFactory.create(roles=[Role.PROGRAM_ADMIN])
    person.has_perm("wagtailadmin.access_admin")
    admin_menu.menu_items_for_request(request_of(person))

    with django_assert_num_queries(0):
        admin_menu.render_component(request_of(person))


def test_staff_pages_carry_it(as_program_admin: Client) -> None:
    assert "Sessions \\u0026 practice" in as_program_admin.get("/admin/").content.decode()
