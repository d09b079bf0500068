"""What holders see of their own certificates, and show to others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from certification.certificates import actions, queries
from certification.certificates.forms import ShownForm
from certification.certificates.rules import Standing
from lms.people.requests import MemberRequest


@login_required
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    held = queries.held(request.user, at=at)
    led = queries.activity_of([one.certificate for one in held if one.is_shown], at=at).get(request.user.pk)
    # Whether somebody leads says something beside a certificate that holds, as for strangers.
    stands = any(one.answer.standing in (Standing.VALID, Standing.EXPIRED) for one in held)
    return render(request, "certificates/mine.html", {"held": held, "led": led, "stands": stands})


@login_required
@require_GET
def download(request: MemberRequest, public_id: str) -> HttpResponse | FileResponse:
    """The holder's PDF. One that was revoked isn't handed out again, and none is before the journal knows it."""
    certificate = get_object_or_404(queries.held_by(request.user), public_id=public_id, revocation=None)
    if not queries.is_shown(certificate):
        return render(request, "certificates/on_its_way.html", {"certificate": certificate}, status=202)
    try:
        content = storages["certificates"].open(certificate.file.path)
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(
        content, as_attachment=True, filename=f"{certificate.number}.pdf", content_type="application/pdf"
    )


@login_required
@require_GET
def share(request: MemberRequest, public_id: str) -> HttpResponse:
    """The ways to show a certificate that stands."""
    one = own(request, public_id)
    if not one.may_share:
        raise Http404
    return render(request, "certificates/share.html", {"one": one, "sharing": queries.Sharing(one.certificate)})


@login_required
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, public_id: str) -> HttpResponse:
    """Who may read the name, also of a certificate that stands no longer."""
    one = own(request, public_id)
    form = ShownForm(request.POST or None, instance=one.certificate.holder)
    if request.method == "POST" and form.is_valid():
        actions.show(certificate_id=one.certificate.pk, to=form.cleaned_data["shown"], by=request.user)
        messages.success(request, _("Saved. Whoever checks your certificate from now on sees it so."))
        return redirect("certificates:mine")
    return render(request, "certificates/show.html", {"one": one, "form": form})


def own(request: MemberRequest, public_id: str) -> queries.Held:
    """One of the reader's own certificates; somebody else's isn't found."""
    certificate = get_object_or_404(queries.held_by(request.user), public_id=public_id)
    return queries.held_one(certificate, at=timezone.now())
