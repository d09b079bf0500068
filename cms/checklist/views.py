"""The checklist of a lesson's last draft by itself: the editor asks for it whenever a draft was kept."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from wagtail.admin.auth import require_admin_access

from cms.checklist import words
from cms.models import LessonPage
from cms.queries import explorer


@require_admin_access
@require_GET
def checklist(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(LessonPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    told = words.tell(explorer.checklist_of(page.get_latest_revision_as_object()))
    response = render(request, "cms/admin/_checklist.html", {"checklist": told})
    response.headers["X-Count"] = str(told.count)
    return response
