"""What can be done with pages that concerns more than pages: releasing a pathway to those who train."""

from django.db import transaction
from django.utils import timezone

from cms import rules
from cms.models import PathwayPage
from cms.queries.releases import proposal
from cms.released_files import FileChanged, keep_all
from cms.words import WORDS
from courses.progress import rules as progress_rules
from courses.progress.actions import releases
from courses.progress.models import Release
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def release(*, page_id: int, rule: Release.Rule, seen: str, by: User, clock: Clock = timezone.now) -> Release:
    """Release what a pathway's live pages come to, if it is still what was ``seen``: the proposal's fingerprint.

    Raises ``PathwayPage.DoesNotExist`` and ``Refused``.
    """
    page = PathwayPage.objects.select_related("locale").get(pk=page_id)
    proposed = proposal(page)
    reasons = rules.reasons_against(
        live=proposed.live, seen=seen, now=proposed.fingerprint, whole=not proposed.compiled.gone
    )
    if reasons:
        raise Refused(reasons, WORDS)
    # Files first: what a lesson version shows is there before anybody can be on it.
    try:
        keep_all(proposed.compiled, at=clock())
    except FileChanged:
        raise Refused((progress_rules.Reason.IMPACT_CHANGED,), WORDS) from None
    return releases.release(
        document=proposed.compiled.document, lessons=proposed.compiled.lessons, rule=rule, by=by, clock=clock
    )
