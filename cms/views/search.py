"""Looking for something on the public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.queries import search as queries


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    results = queries.search(request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "cms/search.html", {"results": results})
