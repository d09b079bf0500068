"""Who may do what, at every address: the lines of the permission matrix hold, and no address is without one."""

import os
import re

import pytest

from tests.permissions import MATRIX, METHODS, World, answers, as_lines, matrix, routes

PARTS = ("accounts", "api", "admin/pages", "admin/[^p]", "other")


WAGTAILS_OWN_ERRORS = {
    ("admin/choose-external-link/", "POST"),
    ("admin/failwhale/", "GET"),
    ("admin/failwhale/", "POST"),
    ("admin/redirects/import/process/", "POST"),
    ("admin/snippets/choose/certificates/certificatedesign/create/", "POST"),
}
# Wagtail's sign-in, which leads to ours, and what its pages are drawn with.
OPEN_BY_DESIGN = {"admin/^.*/$", "admin/jsi18n/", "admin/login/", "admin/sprite/"}


def part_of(route: str) -> str:
    if route.startswith("admin/"):
        return "admin/pages" if route.startswith("admin/p") else "admin/[^p]"
    return next((part for part in PARTS if route.startswith(part)), "other")


def test_every_address_has_its_lines_and_no_line_is_without_an_address() -> None:
    assert {route for route, _method in matrix()} == set(routes())


def test_nobody_meets_an_error_but_wagtails_own() -> None:
    """Wagtail has a page that fails on purpose, and three that take nothing but what their own pages send."""
    assert {key for key, found in matrix().items() if re.search(r", 5\d\d: ", " ".join(found))} == WAGTAILS_OWN_ERRORS


def test_staff_pages_open_to_nobody_but_staff() -> None:
    strangers = re.compile(r", (yes|elsewhere|[45]\d\d): .*\b(anonymous|owner)\b")
    opened = {
        route
        for (route, _method), found in matrix().items()
        if route.startswith("admin/") and any(map(strangers.search, found))
    }

    assert opened == OPEN_BY_DESIGN


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_each_reader_is_answered_as_the_matrix_says(part: str) -> None:
    world, lines = World.made(), matrix()

    found = {
        (route, method): answers(world, route, method)
        for route in dict.fromkeys(routes())
        if part_of(route) == part
        for method in METHODS
    }

    if "WRITE_PERMISSION_MATRIX" in os.environ:
        kept = {key: row for key, row in lines.items() if part_of(key[0]) != part}
        MATRIX.write_text(as_lines(kept | found))
    assert found == {key: row for key, row in lines.items() if part_of(key[0]) == part}
