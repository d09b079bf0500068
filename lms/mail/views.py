"""The page behind a mail's link that ends mails of its kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lms.mail import stopping


@csrf_exempt  # Programs that read mail press too, and know of nothing but the link.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it changes nothing, for mail scanners look too; one press ends these mails."""
    found = stopping.read(token)
    if found is None:
        return render(request, "mail/stop.html", status=404)
    stop, person = found
    # Answered at once: who presses for a reader isn't to be led elsewhere.
    if request.method == "POST":
        stop.end(person)
    return render(request, "mail/stop.html", {"stop": stop, "is_wanted": stop.is_wanted(person)})
