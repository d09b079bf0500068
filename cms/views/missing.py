"""What is answered where no page is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.queries.search import near
from lms.web import views


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With the pages that stand nearest, and a search; programs are answered as programs."""
    if views.for_api(request):
        return views.page_not_found(request, exception)
    return render(request, "404.html", {"near": near(request.path)}, status=404)
