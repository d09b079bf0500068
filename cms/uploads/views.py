"""Images and documents as staff see them while they write. Everybody else sees the pictures of public pages alone."""

from pathlib import PurePosixPath

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe
from wagtail.documents import get_document_model

from cms.queries.pictures import is_shown_to_anybody
from lms.web.files import send, send_as_attachment

STAFF_SECONDS, PUBLIC_SECONDS = 3600, 30 * 24 * 3600
# What Wagtail keeps of images, and how each is sent. Nothing else of the folder of files is told by its path.
FOLDERS = frozenset({"images", "original_images"})
IMAGE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


def may_see_files(request: HttpRequest) -> bool:
    """Whether somebody writes here, and so sees what isn't released."""
    user = request.user
    if not (user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
        return False
    return is_mfa_enabled(user) or not settings.STAFF_NEED_SECOND_FACTOR


@require_safe
def image(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded image or one of its sizes, for staff; for everybody a size that stands on a public page."""
    place = PurePosixPath(path)
    content_type = IMAGE_TYPES.get(place.suffix.lower())
    if content_type is None or place.parts[0] not in FOLDERS:
        raise Http404
    is_public = is_shown_to_anybody(path)
    if not is_public and not may_see_files(request):
        raise Http404
    try:
        file = default_storage.open(path, "rb")
    except (OSError, SuspiciousFileOperation):
        raise Http404 from None
    response = send(request, file, size=file.size, content_type=content_type)
    if is_public:
        # Another picture has another name.
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS, immutable=True)
    else:
        patch_cache_control(response, private=True, max_age=STAFF_SECONDS)
    return response


@require_GET
@cache_control(private=True, no_cache=True)
def document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """A document, for staff: always to be saved, also in parts, which players in a preview ask for."""
    if not may_see_files(request):
        raise Http404
    row = get_object_or_404(get_document_model(), pk=document_id)
    if row.filename != name:
        raise Http404
    try:
        file = row.file.storage.open(row.file.name, "rb")
    except OSError:
        raise Http404 from None
    return send_as_attachment(request, file, size=file.size, content_type=row.content_type, name=name)
