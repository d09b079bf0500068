"""What checking a certificate costs the site."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import include, path

from certification.certificates import actions
from certification.certificates.models import Certificate
from tests import scenes
from tests.benchmarks import Pair, benchmark

_PAGES = 20


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware."""
    return HttpResponse("")


urlpatterns = [path("empty/", empty), path("", include("lms.urls"))]


@benchmark(
    name="verify page",
    unit="pages per second",
    reference_name="an empty Django view with the same middleware",
    target=0.5,
)
def verifying() -> Iterator[Pair]:
    case = scenes.an_approved_case()
    certificate = Certificate.objects.get(cause=f"review.case/{case.pk}")
    actions.render(certificate.pk)
    with override_settings(ROOT_URLCONF=__name__):
        asking, answer = RequestFactory(), ClientHandler()

        def get(address: str) -> int:
            for _ in range(_PAGES):
                assert answer(asking.get(address).environ).status_code == 200
            return _PAGES

        yield Pair(lambda: get(f"/verify/{certificate.public_id}/"), lambda: get("/empty/"))
