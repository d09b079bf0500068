"""What the editor of a pathway asks for while somebody types."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import user_passes_test
from wagtail.permissions import page_permission_policy

from cms.blocks.requirements import REQUIREMENT_BLOCKS
from cms.compiler.requirements import requirement, titles_in
from courses.progress.words import sentence
from lms.people.models import User

_BLOCKS = dict(REQUIREMENT_BLOCKS)


def _may_edit(user: User) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change"}))


@user_passes_test(_may_edit)
@require_POST
def requirement_sentence(request: HttpRequest) -> HttpResponse:
    """A requirement as it is being typed, in the sentence that trainees will read; nothing is stored."""
    kind = request.POST.get("kind", "")
    if kind not in _BLOCKS:
        raise Http404
    block = _BLOCKS[kind]
    value = block.value_from_datadict(request.POST, request.FILES, request.POST.get("prefix", ""))
    try:
        asked = requirement(kind, "", block.child_blocks, block.clean(value), pathway="")
    except ValidationError:
        words = _("The sentence stands here once all numbers fit.")
    else:
        words = _("Trainees read: %(sentence)s") % {"sentence": sentence(asked, titles_in(value))}
    return HttpResponse(escape(words))
