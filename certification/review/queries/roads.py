"""Lists of people who are put forward, as each reviewer may see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from certification.review import rules
from certification.review.models import Case, FoundingList, Review
from certification.review.queries.cases import whole
from certification.review.queries.facts import Subject, board
from certification.review.rules import Doing, State
from certification.review.words import WORDS
from courses.progress.models import Pathway, Release
from lms.people.models import User


def lists() -> QuerySet[FoundingList]:
    """With how many people stand in each. One query."""
    return FoundingList.objects.select_related("pathway", "made_by").annotate(people=Count("cases"))


def pathways() -> QuerySet[Pathway]:
    """Those that somebody can be certified for. One query."""
    return Pathway.objects.filter(Exists(Release.objects.filter(pathway=OuterRef("pk")))).order_by("title", "pk")


def called(typed: str) -> list[User]:
    """Who goes by an address, or exactly by a name. One query."""
    typed = typed.strip()
    if "@" in typed:
        found = User.objects.by_address(typed)
        return [found] if found is not None and found.erased_at is None else []
    return list(User.objects.filter(display_name__iexact=typed, erased_at=None).order_by("pk")) if typed else []


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of a list as one reader may see them. Nothing of it follows from others' votes in an open round.

    ``own``: the reader's own vote. ``readable``: no tie keeps them from reading. ``choosable``: they may decide about
    them now, beside others.
    """

    case: Case
    own: Review | None
    readable: bool
    choosable: bool
    because: tuple[rules.Reason, ...]

    @property
    def because_words(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.because]


def listed_people(made: FoundingList, reader: User, *, at: datetime) -> list[ListedPerson]:
    """Four queries, however many people, and two more where a tie was set aside or a guest named.

    Nobody is listed for who isn't of the core group, a program admin, or a guest.
    """
    cases = list(whole().filter(founding=made).select_related("put_forward_by").order_by("pk"))
    subjects = {case.pk: Subject.of_case(case) for case in cases}
    found = board(list(subjects.values()), at=at)
    own = {
        (row.round.case_id, row.round.number): row
        for row in Review.objects.filter(round__case__in=cases, reviewer=reader, replaced_at=None).select_related(
            "round"
        )
    }
    rows: list[ListedPerson] = []
    for case in cases:
        subject = subjects[case.pk]
        reading = found.may(Doing.READ, subject, reader.pk)
        if rules.Reason.NOT_CORE_GROUP in reading.because:
            continue
        deciding = found.may(Doing.DECIDE, subject, reader.pk)
        vote = own.get((case.pk, case.round))
        together = rules.readable_together(state=State(case.state), number=case.round, decided=vote is not None)
        rows.append(ListedPerson(case, vote, not reading.refused, together and not deciding.refused, deciding.because))
    return rows
