"""Whether certificates are made and believed, for a monitor that asks every few minutes."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification.certificates import actions, queries
from certification.certificates.rules import Trouble


@never_cache
@require_safe
def issuing(request: HttpRequest) -> JsonResponse:
    """200 where all is well, else 503 and what isn't. Readiness stays apart: a site that can't issue still answers."""
    found = queries.troubles(in_step=actions.out_of_step() is None, at=timezone.now())
    parts = {trouble.value: "trouble" if trouble in found else "ok" for trouble in Trouble}
    return JsonResponse({"status": "trouble" if found else "ok", "parts": parts}, status=503 if found else 200)
