"""What a release of a pathway would change, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max
from django.utils import timezone

from cms import rules
from cms.compiler.documents import Compiled, compile_tree
from cms.models import PathwayPage
from cms.queries import tree
from courses.progress import chain
from courses.progress import queries as progress
from courses.progress import rules as progress_rules
from courses.progress.models import Release
from courses.progress.queries import Impact


@dataclass(frozen=True, slots=True)
class Standing:
    """A pathway in the list: what was released last, and whether its pages have changed since."""

    page: PathwayPage
    release: Release | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What releasing a pathway now would do."""

    page: PathwayPage
    live: bool
    compiled: Compiled
    current: Release | None
    changes: tuple[rules.Change, ...]
    words_only: bool
    impacts: tuple[Impact, ...]
    refusals: tuple[StrEnum, ...]

    @property
    def fingerprint(self) -> str:
        """Stands for all that was shown: if it is another when the button is pressed, nothing is released."""
        people = [
            [row.enrolment.pk, row.met_now, row.met_then, row.eligible_now, row.eligible_then] for row in self.impacts
        ]
        number = self.current.syllabus.number if self.current else 0
        return chain.digest([chain.digest(self.compiled.document), number, people])

    @property
    def asks_for_rule(self) -> bool:
        """Only a change that bears on somebody's progress asks what is to become of those on their way."""
        return bool(self.impacts) and not self.words_only

    @property
    def gains(self) -> list[Impact]:
        return [row for row in self.impacts if row.changes and _better(row)]

    @property
    def losses(self) -> list[Impact]:
        return [row for row in self.impacts if row.changes and not _better(row)]

    @property
    def unchanged(self) -> int:
        return sum(not row.changes for row in self.impacts)


def _better(row: Impact) -> bool:
    return (row.eligible_then, row.met_then) > (row.eligible_now, row.met_now)


def proposal(page: PathwayPage) -> Proposal:
    """Five queries, and one for each text with links to pages; however many people are on their way."""
    live = tree.live_tree(page)
    compiled = compile_tree(live)
    key = str(page.translation_key)
    current = progress.current_release(key)
    before = current.syllabus.document if current else None
    decision = progress_rules.decide_release(
        compiled.document,
        current_digest=current.syllabus.digest if current else None,
        digest=chain.digest(compiled.document),
    )
    return Proposal(
        page=page,
        live=live.live,
        compiled=compiled,
        current=current,
        changes=rules.changes(before, compiled.document),
        words_only=before is not None
        and progress_rules.structure(before) == progress_rules.structure(compiled.document),
        impacts=tuple(progress.impact(key, compiled.document, at=timezone.now())),
        refusals=(
            *rules.reasons_against(live=live.live, seen="", now="", whole=not compiled.gone),
            *decision.because,
        ),
    )


def standings() -> list[Standing]:
    """Five queries, and one for each text with links to pages; however many pathways."""
    pages = tree.source_pathways()
    current = {str(row.pathway.key): row for row in _current(pages)}
    return [_standing(live, current.get(str(live.pathway.translation_key))) for live in tree.live_trees(pages)]


def _current(pages: Iterable[PathwayPage]) -> Iterable[Release]:
    keys = [page.translation_key for page in pages]
    latest = Release.objects.filter(pathway__key__in=keys).order_by().values("pathway").annotate(last=Max("pk"))
    return Release.objects.filter(pk__in=latest.values("last")).select_related("pathway", "syllabus", "released_by")


def _standing(live: tree.LiveTree, release: Release | None) -> Standing:
    digest = chain.digest(compile_tree(live).document)
    return Standing(live.pathway, release, release is None or release.syllabus.digest != digest)
