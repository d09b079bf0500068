"""What holders see of their own certificates."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from certification.certificates import queries
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
