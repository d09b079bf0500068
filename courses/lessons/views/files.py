"""The files of a lesson, for those who read that lesson."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import Http404, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from courses.lessons import files
from courses.lessons.queries.pages import body_of
from courses.progress.queries import enrolments
from lms.people.requests import MemberRequest
from lms.web.files import send


@login_required
@require_GET
@cache_control(private=True, max_age=31_536_000, immutable=True)
def file(request: MemberRequest, slug: str, key: UUID, source: str, form: str) -> HttpResponseBase:
    """A file of a lesson as the reader's requirements version has it; to everybody else it isn't there.

    Three queries, beside the reader's own.
    """
    enrolment = enrolments(request.user).filter(pathway__slug=slug).first()
    plan = enrolment.syllabus.plan.lesson(str(key)) if enrolment else None
    if plan is None:
        raise Http404
    body = body_of(plan)
    found = files.find(body, source, form)
    if found is None:
        raise Http404
    try:
        content = storages[files.STORAGE].open(found.path)
    except FileNotFoundError as missing:
        raise Http404 from missing
    return send(request, content, size=found.size, content_type=found.content_type, name=files.name_of(body, source))
