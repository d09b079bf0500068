"""All that a reviewer sees of one case on one screen."""

from dataclasses import dataclass
from datetime import datetime

from certification.review import rules
from certification.review.models import Ask, Case, Message, Review, Round
from certification.review.queries.cases import asks_before
from certification.review.queries.evidence import attendance_of, progress_of, reflections_of
from certification.review.queries.facts import Subject, board
from certification.review.words import WORDS
from courses.practice import queries as practice
from courses.practice.models import Concern, Observation, Reflection
from courses.progress import engine
from courses.progress.models import Enrolment
from courses.progress.requirements import RequirementStatus
from courses.slots.models import AttendanceMark
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a reviewer sees of one case on one screen."""

    case: Case
    round: Round
    statuses: list[RequirementStatus]
    observations: list[Observation]
    still_observes: bool
    reflections: list[Reflection]
    concerns: list[Concern]
    attendance: list[AttendanceMark]
    own_vote: Review | None
    others: list[Review]
    notes: list[Message]
    talk: list[Message]
    earlier: list[Round]
    asks_before: list[Ask]
    obstacle: rules.Decision
    changed: list[rules.Change]

    @property
    def obstacle_words(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.obstacle.because]


def desk(case: Case, reviewer: User, *, at: datetime) -> Desk:
    """Everything about one case as this reviewer may see it, in a number of queries that doesn't grow with it."""
    enrolment = case.enrolment
    rounds = list(Round.objects.filter(case=case).prefetch_related("reviews__reviewer", "reviews__asks"))
    now = next(row for row in rounds if row.number == case.round)
    standing = [row for row in now.reviews.all() if row.replaced_at is None]
    own = next((row for row in standing if row.reviewer_id == reviewer.pk), None)
    open_eyes = own is not None or not now.is_open
    still = practice.still_to_hand_in(reviewer).filter(dialogue__enrolment=enrolment)
    unread = tuple(f"observation:{dialogue}/" for dialogue in still.values_list("dialogue", flat=True))
    known = {subject: row for subject, row in enrolment.progress.items() if not subject.startswith(unread)}
    subject = Subject.of_case(case)
    talk = list(Message.objects.filter(round__case=case).select_related("author"))
    return Desk(
        case=case,
        round=now,
        # An average of what others scored would tell of it, too.
        statuses=engine.evaluate(enrolment.syllabus.plan, known, at=at),
        observations=_observations(enrolment, reviewer),
        still_observes=bool(unread),
        reflections=list(reflections_of(enrolment)),
        concerns=practice.open_concerns_about([enrolment.pk]),
        attendance=list(attendance_of(enrolment)),
        own_vote=own,
        others=[row for row in standing if row != own] if open_eyes else [],
        notes=[row for row in talk if row.kind == Message.Kind.NOTE and (open_eyes or row.author_id == reviewer.pk)],
        talk=[row for row in talk if row.kind != Message.Kind.NOTE],
        earlier=[row for row in rounds if row.number < case.round],
        asks_before=list(asks_before(case)),
        obstacle=board([subject], at=at).may(rules.Doing.DECIDE, subject, reviewer.pk),
        changed=[] if unread else rules.changes(now.evidence, progress_of(enrolment, at=at) | _as_frozen(now)),
    )


def _as_frozen(round_: Round) -> dict[str, object]:
    """Parts that aren't compared here, as they were."""
    return {part: round_.evidence.get(part, []) for part in ("observations", "attendance", "reflections")}


def _observations(enrolment: Enrolment, reviewer: User) -> list[Observation]:
    """All but those of a dialogue that the reviewer still has to hand in an observation of."""
    rows = Observation.objects.filter(dialogue__enrolment=enrolment)
    return practice.with_earlier(practice.readable(rows, reviewer).prefetch_related("dialogue__stages"))
