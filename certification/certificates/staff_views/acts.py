"""What the pages of staff's verbs share: words, a form, and an answer; whatever is refused stands in the form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from certification.certificates import queries
from certification.certificates.models import Certificate
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_revoke = permission_required("certificates.revoke_certificate", raise_exception=True)
may_suspend = permission_required("certificates.suspend_certificate", raise_exception=True)
reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words of a verb's page."""

    title: Promise
    lead: Promise
    label: Promise
    done: Promise
    danger: bool = False


def sent(request: MemberRequest) -> QueryDict | None:
    """What was sent: an empty form says something, too."""
    return request.POST if request.method == "POST" else None


def the_certificate(pk: int) -> Certificate:
    return get_object_or_404(queries.whole(), pk=pk)


def act(
    request: MemberRequest, certificate: Certificate, page: Page, form: Form, verb: Callable[[], object]
) -> HttpResponse:
    """Show the page, or do what was sent and lead back to the certificate; nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            verb()
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, str(page.done))
            return redirect("issued:inspect", certificate.pk)
    context = {"certificate": certificate, "page": page, "form": form}
    return render(request, "certificates/staff/act.html", context)
