"""What a release of a pathway would change, and for whom; how far those that were made have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max
from django.utils import timezone

from certification.review.queries import forecast
from certification.review.queries.forecast import Quorum
from cms.compiler.documents import Compiled, compile_tree
from cms.models import PathwayPage
from cms.models.scheduling import ScheduledRelease
from cms.queries import tree
from cms.rules import releases as rules
from courses.progress import chain
from courses.progress import queries as progress
from courses.progress import rules as progress_rules
from courses.progress.models import Release
from courses.progress.queries import Foreseen, Impact, Tally
from courses.progress.requirements import ReviewPlan
from courses.progress.words import told_effect

# Names that a page shows; the rest stands in a file.
NAMES_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """What a pathway's live pages come to."""

    page: PathwayPage
    live: bool
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class Proposal:
    """What releasing a pathway now would do."""

    draft: Draft
    current: Release | None
    changes: tuple[rules.Change, ...]
    words_only: bool
    impact: Impact
    refusals: tuple[StrEnum, ...]
    tally: Tally

    @property
    def page(self) -> PathwayPage:
        return self.draft.page

    @property
    def compiled(self) -> Compiled:
        return self.draft.compiled

    @property
    def fingerprint(self) -> str:
        """Stands for what each rule would change: if that is another by the next click, nothing is released."""
        return self.impact.fingerprint

    @property
    def asks_for_rule(self) -> bool:
        """Only a change that bears on somebody's progress asks what is to become of those on their way."""
        return not self.words_only and self.impact.asks_for_rule


@dataclass(frozen=True, slots=True)
class GroupShown:
    """People for whom moving changes the same, as a page shows them: ``more`` of them have no place on it."""

    effects: tuple[str, ...]
    count: int
    people: tuple[Foreseen, ...]
    more: int
    loses: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A pathway in the list: what was released last, how far that is, what is planned, whether pages changed since."""

    page: PathwayPage
    release: Release | None
    changed: bool
    tally: Tally
    planned: ScheduledRelease | None
    stopped: ScheduledRelease | None
    plan_holds: bool


def draft(page: PathwayPage) -> Draft:
    """Three queries, and one for each text with links to pages."""
    live = tree.live_tree(page)
    return Draft(page, live.live, compile_tree(live))


def proposal(page: PathwayPage) -> Proposal:
    """Seven queries, and one for each text with links to pages; however many people are on their way."""
    drafted = draft(page)
    document, key = drafted.compiled.document, str(page.translation_key)
    current = progress.current_release(key)
    before = current.syllabus.document if current else None
    impact = progress.impact(key, document, since=current.pk if current else 0, at=timezone.now())
    decision = progress_rules.decide_release(
        document, current_digest=current.syllabus.digest if current else None, digest=impact.digest
    )
    return Proposal(
        draft=drafted,
        current=current,
        changes=rules.changes(before, document),
        words_only=before is not None and progress_rules.structure(before) == progress_rules.structure(document),
        impact=impact,
        refusals=(*rules.reasons_against(live=drafted.live, whole=not drafted.compiled.gone), *decision.because),
        tally=progress.tally(current) if current else Tally(),
    )


def quorum(proposed: Proposal) -> Quorum:
    """How many people one candidate would need, how many there are, and for how many it wouldn't reach. Five queries,
    however many are on their way.
    """
    review = ReviewPlan(**proposed.compiled.document["review"])
    return forecast.quorum(proposed.page.translation_key, review, at=timezone.now())


def groups(impact: Impact) -> list[GroupShown]:
    """Who would gain or lose what if they moved; of large groups some names only. No query."""
    shown, left = [], NAMES_SHOWN
    for group in impact.groups:
        people = group.people[:left]
        left -= len(people)
        effects = tuple(told_effect(effect, impact.titles) for effect in group.effects)
        more = len(group.people) - len(people)
        shown.append(GroupShown(effects, len(group.people), people, more, group.loses))
    return shown


def planned(page: PathwayPage) -> ScheduledRelease | None:
    """The release of a pathway that waits for its time. One query."""
    rows = ScheduledRelease.objects.of(page.translation_key).waiting().select_related("scheduled_by")
    found: ScheduledRelease | None = rows.first()
    return found


def made(page: PathwayPage) -> list[Release]:
    """All releases of a pathway, newest first. One query."""
    rows = Release.objects.filter(pathway__key=page.translation_key).select_related("syllabus", "released_by")
    return list(rows.defer("syllabus__document").order_by("-pk"))


def standings() -> list[Standing]:
    """Eight queries, and one for each text with links to pages; however many pathways."""
    pages = tree.source_pathways()
    current = {row.pathway.key: row for row in _current(pages)}
    tallies = progress.tallies([row.pk for row in current.values()])
    plans = {row.pathway_key: row for row in _latest_plans(pages)}
    found = []
    for live in tree.live_trees(pages):
        key = live.pathway.translation_key
        release = current.get(key)
        tally = tallies.get(release.pk, Tally()) if release else Tally()
        found.append(_standing(live, release, tally, plans.get(key)))
    return found


def _current(pages: Iterable[PathwayPage]) -> Iterable[Release]:
    keys = [page.translation_key for page in pages]
    latest = Release.objects.filter(pathway__key__in=keys).order_by().values("pathway").annotate(last=Max("pk"))
    return Release.objects.filter(pk__in=latest.values("last")).select_related("pathway", "syllabus", "released_by")


def _latest_plans(pages: Iterable[PathwayPage]) -> Iterable[ScheduledRelease]:
    keys = [page.translation_key for page in pages]
    rows = ScheduledRelease.objects.filter(pathway_key__in=keys)
    latest = rows.order_by().values("pathway_key").annotate(last=Max("pk")).values("last")
    found: Iterable[ScheduledRelease] = rows.filter(pk__in=latest).select_related("scheduled_by")
    return found


def _standing(live: tree.LiveTree, release: Release | None, tally: Tally, plan: ScheduledRelease | None) -> Standing:
    digest = chain.digest(compile_tree(live).document)
    waits = plan is not None and plan.state == ScheduledRelease.State.WAITING
    return Standing(
        page=live.pathway,
        release=release,
        changed=release is None or release.syllabus.digest != digest,
        tally=tally,
        planned=plan if waits else None,
        stopped=plan if plan is not None and _still_news(plan, release) else None,
        plan_holds=plan is not None and plan.seen_digest == digest,
    )


def _still_news(plan: ScheduledRelease, release: Release | None) -> bool:
    """A stop is told until the pathway is released."""
    if plan.state != ScheduledRelease.State.STOPPED or plan.decided_at is None:
        return False
    return release is None or release.released_at < plan.decided_at
