"""Being seen reading. The page's script gets JSON; who reads without script presses buttons and is led back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.lessons.actions import reading, writing
from courses.lessons.forms import text_from
from courses.lessons.words import time_counted
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.requests import MemberRequest

Verb = Callable[[], reading.Counted]


@login_required
@require_POST
def begin(request: MemberRequest, slug: str, key: UUID) -> JsonResponse:
    """The page's script begins to be seen reading here."""
    return _told(lambda: reading.begin(pathway_slug=slug, lesson_key=str(key), by=request.user))


@login_required
@require_POST
def beat(request: MemberRequest, slug: str, key: UUID) -> JsonResponse:
    """The page's script says that the page is seen and used."""
    session = text_from(request.POST, "key")[:64]
    return _told(lambda: reading.beat(pathway_slug=slug, key=session, lesson_key=str(key), by=request.user))


@login_required
@require_POST
def read_on(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """The *Continue* button: begins where nothing is open, else says that one has read until here."""
    session, part = text_from(request.POST, "key")[:64], request.POST.get("part", "")
    try:
        if session:
            reading.read_on(pathway_slug=slug, key=session, lesson_key=str(key), by=request.user)
        else:
            reading.begin(pathway_slug=slug, lesson_key=str(key), by=request.user)
    except Enrolment.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        messages.warning(request, " ".join([*refusal.messages, _("Press the button once more to go on reading here.")]))
    anchor = f"#part-{part}" if part.isdecimal() else "#reading"
    return redirect(f"{request.path.removesuffix('read-on/')}{anchor}")


@login_required
@require_POST
def opened(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """The page's script says which lesson is before its reader, so that they find it again."""
    try:
        writing.open_lesson(pathway_slug=slug, lesson_key=str(key), by=request.user)
    except (Enrolment.DoesNotExist, Refused) as error:
        raise Http404 from error
    return HttpResponse(status=204)


def _told(verb: Verb) -> JsonResponse:
    """What was counted, in words of the reader's language; 409 where this page doesn't count any more."""
    try:
        counted = verb()
    except Enrolment.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        return JsonResponse({"words": " ".join(refusal.messages)}, status=409)
    return JsonResponse(
        {
            "key": counted.session.key,
            "minutes": counted.minutes,
            "enough": counted.enough,
            "words": time_counted(counted.minutes, counted.minimum),
        }
    )
