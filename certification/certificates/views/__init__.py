"""A holder's certificates, and anybody's check of one."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from certification.certificates import queries
from certification.certificates.forms import NumberForm
from lms.people.requests import MemberRequest


@login_required
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    held = [queries.answer(certificate, with_name=True, at=at) for certificate in queries.held_by(request.user)]
    return render(request, "certificates/mine.html", {"held": held})


@login_required
@require_GET
def download(request: MemberRequest, public_id: str) -> HttpResponse | FileResponse:
    """The holder's PDF. One that was revoked isn't handed out again."""
    certificate = get_object_or_404(queries.held_by(request.user), public_id=public_id, revocation=None)
    if not hasattr(certificate, "file"):
        return render(request, "certificates/on_its_way.html", {"certificate": certificate}, status=202)
    try:
        content = storages["certificates"].open(certificate.file.path)
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(
        content, as_attachment=True, filename=f"{certificate.number}.pdf", content_type="application/pdf"
    )


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
