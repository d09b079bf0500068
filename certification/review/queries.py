"""Reads for the review desk and the candidate; each states its cost in queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from certification.review import rules
from certification.review.models import Case, Review
from certification.review.words import WORDS
from courses.practice import queries as practice
from courses.practice.models import Concern, Observation, Reflection
from courses.practice.queries import are_related
from courses.progress import engine
from courses.progress.models import Enrolment
from courses.progress.requirements import RequirementStatus
from courses.slots.models import AttendanceMark
from lms.people.models import User
from lms.people.roles import Role, has_role


def evidence_of(enrolment: Enrolment, *, at: datetime) -> dict[str, Any]:
    """What a case freezes: codes, ids and numbers of all that counted, from the ledger and the syllabus. No query."""
    statuses = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    return {
        "syllabus": {"number": enrolment.syllabus.number, "digest": enrolment.syllabus.digest},
        "ledger": {"seq": enrolment.last_seq, "hash": enrolment.last_hash},
        "requirements": [
            {
                **status.requirement.document(),
                "met": status.met,
                "waived": status.waived,
                "have": status.have,
                "need": status.need,
                "events": list(status.events),
            }
            for status in statuses
        ],
        "facts": {
            subject: {"seq": state.seq, "value": dict(state.value)}
            for subject, state in sorted(enrolment.progress.items())
        },
    }


def facts_about(reviewer: User, case: Case) -> rules.ReviewerFacts:
    """What ties a reviewer to a case's candidate. At most three queries."""
    candidate = case.enrolment.person_id
    observers = set(
        Observation.objects.filter(dialogue__enrolment=case.enrolment_id).values_list("observer_id", flat=True)
    )
    return rules.ReviewerFacts(
        core_group=has_role(reviewer, Role.CORE_GROUP),
        oneself=candidate is None or candidate == reviewer.pk,
        related=candidate is not None and are_related(candidate, reviewer.pk),
        only_observer=observers == {reviewer.pk},
    )


def votes(case: Case) -> QuerySet[Review]:
    """The votes of the case's present round. One query."""
    return Review.objects.filter(case=case, round=case.round).order_by("pk")


def whole() -> QuerySet[Case]:
    """Applications with candidate and pathway. One query."""
    return Case.objects.select_related("enrolment__person", "enrolment__pathway", "enrolment__syllabus")


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a reviewer sees of one case on one screen."""

    case: Case
    statuses: list[RequirementStatus]
    observations: list[Observation]
    still_observes: bool
    reflections: list[Reflection]
    concerns: list[Concern]
    attendance: list[AttendanceMark]
    own_vote: Review | None
    others: list[Review]
    earlier: list[Review]
    obstacle: rules.Decision
    changed_since: bool

    @property
    def obstacle_words(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.obstacle.because]


def desk(case: Case, reviewer: User, *, at: datetime) -> Desk:
    """Everything about one case as this reviewer may see it. Ten queries, however much evidence there is;
    one more where a concern was said openly and answered.
    """
    enrolment = case.enrolment
    reviews = list(Review.objects.filter(case=case).select_related("reviewer"))
    now = [row for row in reviews if row.round == case.round]
    own = next((row for row in now if row.reviewer_id == reviewer.pk), None)
    open_eyes = own is not None or case.state != Case.State.IN_REVIEW
    still = practice.still_to_hand_in(reviewer).filter(dialogue__enrolment=enrolment)
    unread = tuple(f"observation:{dialogue}/" for dialogue in still.values_list("dialogue", flat=True))
    known = {subject: row for subject, row in enrolment.progress.items() if not subject.startswith(unread)}
    return Desk(
        case=case,
        # An average of what others scored would tell of it, too.
        statuses=engine.evaluate(enrolment.syllabus.plan, known, at=at),
        observations=_observations(enrolment, reviewer),
        still_observes=bool(unread),
        reflections=list(
            Reflection.objects.filter(
                dialogue__enrolment=enrolment, shared_at__isnull=False, with_core_group=True
            ).select_related("dialogue__enrolment__syllabus")
        ),
        concerns=practice.open_concerns_about([enrolment.pk]),
        attendance=list(_attendance(enrolment)),
        own_vote=own,
        others=[row for row in now if row != own] if open_eyes else [],
        earlier=[row for row in reviews if row.round < case.round],
        obstacle=rules.independence(facts_about(reviewer, case)),
        changed_since=case.evidence["ledger"]["seq"] != enrolment.last_seq,
    )


def _observations(enrolment: Enrolment, reviewer: User) -> list[Observation]:
    """All but those of a dialogue that the reviewer still has to hand in an observation of."""
    rows = Observation.objects.filter(dialogue__enrolment=enrolment)
    return practice.with_earlier(practice.readable(rows, reviewer).prefetch_related("dialogue__stages"))


def _attendance(enrolment: Enrolment) -> QuerySet[AttendanceMark]:
    rows = AttendanceMark.objects.asserted().filter(person=enrolment.person_id).select_related("slot", "marked_by")
    return rows.order_by("slot__starts_at", "pk")


def current_case(enrolment: Enrolment) -> Case | None:
    """The latest application of an enrolment with the asks of its last round. Two queries."""
    asks = Review.objects.filter(decision=Review.Decision.NOT_YET).order_by("pk")
    return (
        Case.objects.filter(enrolment=enrolment)
        .prefetch_related(Prefetch("reviews", asks, to_attr="asks"))
        .order_by("-pk")
        .first()
    )


def standing_of(enrolments: list[int]) -> list[Case]:
    """The latest application of each of some enrolments, as far as a word about it goes. One query."""
    if not enrolments:
        return []
    rows = Case.objects.filter(enrolment__in=enrolments).only("enrolment_id", "state").order_by("pk")
    return list({case.enrolment_id: case for case in rows}.values())


def reviewers_of(case: Case) -> list[User]:
    """Core-group members who may decide on a case. Queries grow with the core group, which is small."""
    members = User.objects.filter(groups__name=Role.CORE_GROUP, is_active=True).order_by("pk")
    return [member for member in members if not rules.independence(facts_about(member, case)).refused]
