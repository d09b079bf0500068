"""Anybody's check of a certificate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from certification.certificates import queries
from certification.certificates.forms import NumberForm


@require_GET
def verify_form(request: HttpRequest) -> HttpResponse:
    """By number there is the standing, and no name: numbers can be guessed."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    asked = form.is_bound and form.is_valid()
    answer = queries.by_number(form.cleaned_data["number"], at=timezone.now()) if asked else None
    status = 404 if asked and answer is None else 200
    context = {"form": form, "answer": answer, "asked": asked}
    return render(request, "certificates/verify_form.html", context, status=status)


@require_GET
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whoever knows the random id was shown the certificate, and reads whose it is."""
    answer = queries.by_public_id(public_id, at=timezone.now())
    status = 200 if answer else 404
    context = {"answer": answer, "today": timezone.localdate()}
    return render(request, "certificates/verify.html", context, status=status)
