"""What the trainee's home costs."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import include, path

from tests import scenes
from tests.benchmarks import Pair, benchmark

_PAGES = 20


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware, and the reader it loads."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path("empty/", empty), path("", include("lms.urls"))]


@benchmark(
    name="trainee's home",
    unit="pages per second",
    reference_name="an empty Django view with the same middleware and a signed-in reader",
    target=0.15,
)
def home() -> Iterator[Pair]:
    person = scenes.a_trainee_ready_to_apply().person
    assert person is not None
    with override_settings(ROOT_URLCONF=__name__):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        # The first visit leaves the cookie of the page's forms, as in everybody's browser.
        client.get("/training/")
        asking = RequestFactory()
        asking.cookies = client.cookies
        # The client's own get would copy every context of every template, for assertions that nobody makes here.
        answer = ClientHandler()

        def get(address: str) -> int:
            for _ in range(_PAGES):
                assert answer(asking.get(address).environ).status_code == 200
            return _PAGES

        yield Pair(lambda: get("/training/"), lambda: get("/empty/"))
