"""What the review desk costs beside an empty page of Wagtail's own staff pages."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import include, path, reverse
from wagtail.admin.auth import require_admin_access

from certification.review import queries
from certification.review.models import Case, Round, Seat
from lms.people.models import User
from tests import scenes
from tests.benchmarks import Pair, benchmark

_PAGES = 10
_CASES = 500
_DIALOGUES = 30
_EMPTY = "an empty page inside of Wagtail's staff pages, with the same middleware and the same signed-in member"


@require_admin_access
def empty(request: HttpRequest) -> HttpResponse:
    """Header, menu and nothing."""
    return render(request, "wagtailadmin/generic/base.html", {"header_title": "Empty", "breadcrumbs_items": []})


urlpatterns = [path("admin/empty/", empty), path("", include("lms.urls"))]


@benchmark(name="the desk's queue with 500 open cases", unit="pages per second", reference_name=_EMPTY, target=0.5)
def queue() -> Iterator[Pair]:
    scenes.an_application()
    _many(Case.objects.get(), _CASES - 1)
    yield from _pages(reverse("cases:index"))


@benchmark(name="the desk's case with 30 dialogues", unit="pages per second", reference_name=_EMPTY, target=0.5)
def case_with_dialogues() -> Iterator[Pair]:
    case = scenes.an_application()
    for number in range(_DIALOGUES - 1):
        starts_at = scenes.NOW + timedelta(days=40 + number)
        dialogue = scenes.hold(scenes.a_dialogue(case.enrolment, starts_at=starts_at))
        scenes.observe(dialogue)
        scenes.reflect(dialogue)
    yield from _pages(reverse("cases:inspect", args=[case.pk]))


def _pages(address: str) -> Iterator[Pair]:
    """As somebody of the core group who was asked to read, in a browser that has been here before."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    reader = Seat.objects.held().earliest("pk").reviewer
    with override_settings(ROOT_URLCONF=__name__):
        get = _browser(reader)
        get(address)
        yield Pair(lambda: get(address), lambda: get("/admin/empty/"))


def _browser(reader: User) -> Callable[[str], int]:
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/admin/empty/")
    asking = RequestFactory()
    asking.cookies = client.cookies
    # The client's own get would copy every context of every template, for assertions that nobody makes here.
    answer = ClientHandler()

    def get(address: str) -> int:
        for _ in range(_PAGES):
            assert answer(asking.get(address).environ).status_code == 200
        return _PAGES

    return get


def _many(case: Case, count: int) -> None:
    """As many applications of others, each in a review with the same seats."""
    now = queries.round_of(case)
    people = User.objects.bulk_create(
        User(email=f"candidate{number}@example.org", display_name=f"Candidate {number}") for number in range(count)
    )
    enrolments = _copies(case.enrolment, count, person=people)
    cases = _copies(case, count, enrolment=enrolments)
    rounds = _copies(now, count, case=cases)
    for seat in Seat.objects.filter(round=now):
        _copies(seat, count, round=rounds)
    assert (Case.objects.count(), Round.objects.count()) == (count + 1, count + 1)
    cache.clear()


def _copies(row: Any, count: int, **fields: list[Any]) -> list[Any]:
    made = []
    for number in range(count):
        twin = copy(row)
        twin.pk = None
        for name, values in fields.items():
            setattr(twin, name, values[number])
        made.append(twin)
    return list(type(row).objects.bulk_create(made))
