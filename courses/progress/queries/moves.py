"""How far a release has come with the people whom it concerns."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from courses.progress.models import Move, Release

Outcome = Move.Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of a release stand where."""

    waiting: int = 0
    moved: int = 0
    kept: int = 0
    failed: int = 0
    returning: int = 0
    taken_back: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.moved + self.kept + self.failed + self.returning + self.taken_back

    @property
    def open(self) -> int:
        """Those who are on the way at this moment."""
        return self.waiting + self.returning


def tally(release: Release) -> Tally:
    """One query."""
    return tallies([release.pk]).get(release.pk, Tally())


def tallies(releases: list[int]) -> dict[int, Tally]:
    """Of several releases; one query. A release that concerned nobody has none."""
    rows = Move.objects.filter(release__in=releases).values_list("release", "outcome").annotate(count=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for release, outcome, count in rows.order_by():
        found.setdefault(release, {})[outcome] = count
    return {release: Tally(**counts) for release, counts in found.items()}


def moves(release: Release, outcome: str = "") -> QuerySet[Move]:
    """Everybody whom a release concerns, or those of one outcome, with their names. One query."""
    rows = Move.objects.filter(release=release).select_related("enrolment__person")
    rows = rows.defer("enrolment__snapshot").order_by("enrolment__person__display_name", "pk")
    return rows.filter(outcome=outcome) if outcome else rows


def may_be_led_back(release: Release) -> bool:
    """Whether somebody is on a version because of a release. One query."""
    return Move.objects.filter(release=release, outcome=Outcome.MOVED, because="").exists()


def latest(pathway_id: int) -> Release | None:
    """The release that people begin with. One query."""
    rows = Release.objects.filter(pathway=pathway_id).select_related("syllabus", "pathway")
    return rows.defer("syllabus__document").order_by("-pk").first()
