"""What can be done with pages that concerns more than pages: releasing a pathway to those who train, now or later."""

import logging
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.models import PathwayPage
from cms.models.scheduling import ScheduledRelease
from cms.queries import tree
from cms.queries.releases import draft, proposal
from cms.released_files import FileChanged, keep_all
from cms.rules import releases as rules
from cms.words.releases import WORDS, told_stop
from courses.progress import queries as progress
from courses.progress import rules as progress_rules
from courses.progress.actions import releases
from courses.progress.models import Pathway, Release
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User

State = ScheduledRelease.State
logger = logging.getLogger(__name__)


@transaction.atomic
def release(*, page_id: int, rule: Release.Rule, seen: str, by: User, clock: Clock = timezone.now) -> Release:
    """Release what a pathway's live pages come to, if it would change what was ``seen``: a proposal's fingerprint.

    One that was planned for later is stopped by it, and its owner told. Raises ``PathwayPage.DoesNotExist`` and
    ``Refused``.
    """
    page = _page(page_id)
    # Plans are locked before the pathway, here as where they come due.
    plans = list(ScheduledRelease.objects.of(page.translation_key).waiting().locked())
    made = _make(page, rule=rule, seen=seen, by=by, clock=clock)
    for plan in plans:
        _stop(plan, page, rules.Reason.RELEASED_SINCE, at=clock())
    return made


@transaction.atomic
def release_later(
    *, page_id: int, rule: Release.Rule, seen: str, due_at: datetime, zone: str, by: User, clock: Clock = timezone.now
) -> ScheduledRelease:
    """Plan a release for a time to come, to be made if it still changes what was ``seen``. Raises ``Refused``."""
    page = _page(page_id)
    proposed = proposal(page)
    at = clock()
    reasons = proposed.refusals or rules.decide_later(
        in_the_future=due_at > at, another_waits=ScheduledRelease.objects.of(page.translation_key).waiting().exists()
    )
    if not reasons and any(progress_rules.differences(seen, proposed.fingerprint, rule=_place(rule))):
        reasons = (progress_rules.Reason.IMPACT_CHANGED,)
    if reasons:
        raise Refused(reasons, WORDS)
    plan = ScheduledRelease(
        pathway_key=page.translation_key,
        rule=rule,
        seen=seen,
        due_at=due_at,
        zone=zone,
        scheduled_at=at,
        scheduled_by=by,
    )
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise Refused((rules.Reason.PLANNED_ALREADY,), WORDS) from None
    audit.record("cms.release_later", about=plan, by=by, data={"rule": rule, "due_at": due_at.isoformat()})
    return plan


@transaction.atomic
def withdraw(*, plan_id: int, by: User, clock: Clock = timezone.now) -> ScheduledRelease:
    """Take a planned release back before its time. Raises ``ScheduledRelease.DoesNotExist`` and ``Refused``."""
    plan: ScheduledRelease = ScheduledRelease.objects.locked().get(pk=plan_id)
    if plan.state != State.WAITING:
        raise Refused((rules.Reason.NOT_WAITING,), WORDS)
    plan.state, plan.decided_at = State.WITHDRAWN, clock()
    plan.save(update_fields=["state", "decided_at"])
    audit.record("cms.withdraw_release", about=plan, by=by)
    return plan


def release_due(*, clock: Clock = timezone.now) -> None:
    """Make the planned releases whose time has come, in their order; one that goes wrong holds up no other."""
    for plan_id in list(ScheduledRelease.objects.due(clock()).values_list("pk", flat=True)):
        try:
            release_planned(plan_id=plan_id, clock=clock)
        except Exception:  # the edge of a job: it stays planned and is tried again in a minute
            logger.exception("Planned release %s could not be made", plan_id)


@transaction.atomic
def release_planned(*, plan_id: int, clock: Clock = timezone.now) -> None:
    """Make one planned release, or stop it and tell its owner. While the last release still moves people, it waits."""
    plan: ScheduledRelease = ScheduledRelease.objects.locked().select_related("scheduled_by").get(pk=plan_id)
    at = clock()
    if plan.state != State.WAITING or plan.due_at > at:
        return
    page = tree.source_of(plan.pathway_key)
    reason = _reason_to_stop(plan, page, clock=clock)
    if reason is not None and reason != progress_rules.Reason.STILL_MOVING:
        _stop(plan, page, reason, at=at)


def _reason_to_stop(plan: ScheduledRelease, page: PathwayPage | None, *, clock: Clock) -> StrEnum | None:
    """Why a planned release can't be made; ``None``: it is."""
    if page is None:
        return rules.Reason.PAGE_GONE
    if not plan.scheduled_by.has_perm("cms.release_pathway"):
        return rules.Reason.MAY_NO_LONGER
    return _make_planned(plan, page, clock=clock)


def _make_planned(plan: ScheduledRelease, page: PathwayPage, *, clock: Clock) -> StrEnum | None:
    try:
        with transaction.atomic():
            made = _make(page, rule=Release.Rule(plan.rule), seen=plan.seen, by=plan.scheduled_by, clock=clock)
    except Refused as refused:
        if refused.reasons != (progress_rules.Reason.IMPACT_CHANGED,):
            return refused.reasons[0]
        now = proposal(page).fingerprint
        return rules.what_changed(plan.seen, now, rule=_place(Release.Rule(plan.rule)))
    plan.state, plan.release, plan.decided_at = State.RELEASED, made, clock()
    plan.save(update_fields=["state", "release", "decided_at"])
    return None


def _stop(plan: ScheduledRelease, page: PathwayPage | None, reason: str, *, at: datetime) -> None:
    plan.state, plan.because, plan.decided_at = State.STOPPED, str(reason), at
    plan.save(update_fields=["state", "because", "decided_at"])
    audit.record("cms.stop_release", about=plan, by=None, data={"because": str(reason)})
    mail.queue(
        "release_stopped",
        to=plan.scheduled_by,
        cause=f"release_stopped:{plan.pk}",
        context={
            "pathway": page.title if page else _title_of(plan),
            "page": page.pk if page else None,
            "due_at": plan.due_at,
            "zone": plan.zone,
            "because": told_stop(reason),
        },
    )


def _title_of(plan: ScheduledRelease) -> str:
    """What a pathway without a page was called at its last release."""
    return str(Pathway.objects.filter(key=plan.pathway_key).values_list("title", flat=True).first() or "")


def _make(page: PathwayPage, *, rule: Release.Rule, seen: str, by: User, clock: Clock) -> Release:
    drafted = draft(page)
    reasons = rules.reasons_against(live=drafted.live, whole=not drafted.compiled.gone)
    if reasons:
        raise Refused(reasons, WORDS)
    # Files first: what a lesson version shows is there before anybody can be on it.
    try:
        keep_all(drafted.compiled, at=clock())
    except FileChanged:
        raise Refused((progress_rules.Reason.IMPACT_CHANGED,), WORDS) from None
    except FileNotFoundError:
        raise Refused((rules.Reason.FILE_GONE,), WORDS) from None
    document, lessons = drafted.compiled.document, drafted.compiled.lessons
    return releases.release_as_seen(document=document, lessons=lessons, rule=rule, seen=seen, by=by, clock=clock)


def _page(page_id: int) -> PathwayPage:
    page: PathwayPage = PathwayPage.objects.select_related("locale").get(pk=page_id)
    return page


def _place(rule: Release.Rule) -> int:
    return progress.RULES.index(rule)
