"""Reads of applications, their rounds and votes; each states its cost in queries."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from certification.review.models import Absence, Ask, Case, Message, Review, Round
from certification.review.models.votes import SeatQuerySet
from certification.review.rules import MemberFacts
from courses.progress.models import Enrolment, Pathway, Syllabus
from lms.people.models import User
from lms.rows import ask_together, having


def whole() -> QuerySet[Case]:
    """Applications with candidate, pathway and syllabus, but not its document. One query."""
    rows = Case.objects.select_related("enrolment__person", "enrolment__pathway", "enrolment__syllabus")
    return rows.defer("enrolment__syllabus__document")


# The row that a case's enrolment names, or the enrolment itself.
_NAMED_BY_IT = """id = (
    SELECT about.{} FROM progress_enrolment AS about JOIN review_case AS told ON told.enrolment_id = about.id
    WHERE told.id = %s
)"""


def one_whole(pk: int) -> Case | None:
    """One of ``whole``, if it is there. Five queries in one trip."""
    cases, enrolments, people, pathways, syllabuses = ask_together(
        having(Case, "id = %s", [pk]),
        having(Enrolment, _NAMED_BY_IT.format("id"), [pk]),
        having(User, _NAMED_BY_IT.format("person_id"), [pk]),
        having(Pathway, _NAMED_BY_IT.format("pathway_id"), [pk]),
        having(Syllabus, _NAMED_BY_IT.format("syllabus_id"), [pk], without=("document",)),
    )
    for case in cases:
        [case.enrolment] = enrolments
        case.enrolment.person = people[0] if people else None
        [case.enrolment.pathway], [case.enrolment.syllabus] = pathways, syllabuses
    return cases[0] if cases else None


def round_of(case: Case) -> Round:
    """The present round. One query."""
    return Round.objects.get(case=case, number=case.round)


def votes(round_: Round) -> QuerySet[Review]:
    """Each reviewer's last vote that wasn't set aside. One query."""
    return Review.objects.standing().filter(round=round_).order_by("pk")


def asks_before(case: Case) -> QuerySet[Ask]:
    """What the candidate was told in the last *not yet* before the present round. One query."""
    last = Round.objects.filter(case=case, outcome=Round.Outcome.NOT_YET, number__lt=case.round).order_by("-number")
    return Ask.objects.told().filter(round__in=last.values("pk")[:1])


def asks_of(case: Case) -> QuerySet[Ask]:
    """What the candidate was told in the present round. One query."""
    return Ask.objects.told().filter(round__case=case, round__number=case.round)


def cases_with_steps_around(day: date, margin: timedelta) -> list[int]:
    """Applications that wait for their candidate, with a next step's day so near before or after. One query."""
    rows = Ask.objects.told().filter(
        round__case__state=Case.State.CHANGES_REQUESTED,
        round__number=F("round__case__round"),
        by_date__range=(day - margin, day + margin),
    )
    return list(rows.order_by("round__case_id").values_list("round__case_id", flat=True).distinct())


def standing_of(enrolments: list[int]) -> list[Case]:
    """The latest application of each of some enrolments, as far as a word about it goes. One query.

    ``asked`` tells whether a question to the candidate waits for an answer.
    """
    if not enrolments:
        return []
    waiting = Message.objects.filter(round__case=OuterRef("pk"), kind=Message.Kind.QUESTION, answered=None)
    rows = Case.objects.filter(enrolment__in=enrolments).only("enrolment_id", "state").order_by("pk")
    rows = rows.annotate(asked=Exists(waiting))
    return list({case.enrolment_id: case for case in rows}.values())


def open_questions(case: Case) -> QuerySet[Message]:
    """Questions to the candidate that have no answer yet. One query."""
    rows = Message.objects.filter(round__case=case, kind=Message.Kind.QUESTION, answered=None)
    return rows.order_by("pk")


def members(
    people: list[int], *, among: SeatQuerySet, at: datetime, since: datetime, delegates: set[int]
) -> list[MemberFacts]:
    """What their load is, of the seats that count. Two queries, however many people."""
    counts = {
        reviewer: (now, lately, last)
        for reviewer, now, lately, last in among.filter(reviewer__in=people)
        .values("reviewer")
        .annotate(
            now=Count("pk", filter=Q(left_at=None, round__closed_at=None)),
            lately=Count("pk", filter=Q(seated_at__gte=since)),
            last=Max("seated_at"),
        )
        .values_list("reviewer", "now", "lately", "last")
    }
    away = away_on(at)
    return [
        MemberFacts(
            person=person,
            away=person in away,
            delegate=person in delegates,
            open=counts.get(person, (0, 0, None))[0],
            recent=counts.get(person, (0, 0, None))[1],
            last=counts.get(person, (0, 0, None))[2],
        )
        for person in people
    ]


def away_on(at: datetime) -> dict[int, int | None]:
    """Who is away at an instant, by their own calendar, and who takes over what they have open. One query."""
    day, around = at.astimezone(UTC).date(), timedelta(days=1)
    rows = Absence.objects.filter(starts_on__lte=day + around, ends_on__gte=day - around).order_by("-pk")
    return {
        person: delegate
        for person, zone, delegate, starts_on, ends_on in rows.values_list(
            "person", "person__time_zone", "delegate", "starts_on", "ends_on"
        )
        if starts_on <= at.astimezone(ZoneInfo(zone)).date() <= ends_on
    }
