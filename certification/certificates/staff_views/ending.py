"""The one verb that staff have for certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.certificates import actions, queries
from certification.certificates.forms import RevocationForm
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("certificates.revoke_certificate", raise_exception=True)
@recent_sign_in_required
@require_http_methods(["GET", "POST"])
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(queries.whole(), pk=pk)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_revocation(certificate_id=pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(
                request, _("%(number)s is revoked. Whoever checks it reads why.") % {"number": certificate}
            )
            return redirect("issued:inspect", pk)
    return render(request, "certificates/staff/revoke.html", {"certificate": certificate, "form": form})
