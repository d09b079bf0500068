"""Parts of verbs that hold a case's lock: a round begins, gets its people, and ends."""

from collections.abc import Collection
from datetime import datetime, timedelta

from certification.review import queries, rules
from certification.review.actions.telling import tell_all
from certification.review.models import Case, Guest, Review, Round, Seat
from certification.review.models.cases import new_salt
from certification.review.models.votes import SeatQuerySet
from certification.review.rules import Act, Doing, State, Why
from courses.progress import chain
from courses.progress.models import Enrolment
from lms.actions import schedule
from lms.audit import actions as audit
from lms.people.models import User

# How far back assignments count as recent.
RECENT = timedelta(days=90)


def locked(case_id: int) -> Case:
    """The case with its enrolment, pathway and syllabus, locked till the transaction ends. Raises ``DoesNotExist``.

    Two statements: what is joined to a row that had to be waited for is as old as the beginning of the wait.
    """
    case = Case.objects.locked().select_related("founding").get(pk=case_id)
    case.enrolment = Enrolment.objects.select_related("person", "pathway", "syllabus").get(pk=case.enrolment_id)
    return case


def move(case: Case, act: Act, *, at: datetime) -> None:
    """Follow the table of states; what it doesn't have is our mistake, not the reader's. Raises ``LookupError``."""
    state = rules.follow(State(case.state), act)
    if state is None:
        raise LookupError(f"{case.state} has no {act}")
    case.state = Case.State(state.value)
    closed = state in (State.APPROVED, State.DECLINED, State.WITHDRAWN)
    case.decided_at = at if closed else None
    case.save(update_fields=["state", "decided_at"])
    if closed and Guest.objects.filter(case=case, ended_at=None).exists():
        schedule("review.end_guests")


def begin(case: Case, *, words: str, at: datetime, kind: Round.Kind = Round.Kind.REVIEW) -> Round:
    """Freeze the evidence as the case's next round, and ask people to read it."""
    plan = case.enrolment.syllabus.plan.review
    # All who are asked for a second look have to agree that a decision stands.
    seats = plan.approvals if kind == Round.Kind.APPEAL else plan.seats
    salt = new_salt()
    evidence = queries.evidence_of(case, words=words, salt=salt, at=at)
    made = Round.objects.create(
        case=case,
        number=case.round,
        kind=kind,
        rule=plan.rule,
        needed=plan.seats if plan.rule == Round.Rule.UNANIMOUS else plan.approvals,
        seats=seats,
        words=words.strip(),
        evidence=evidence,
        evidence_digest=chain.digest(evidence),
        salt=salt,
        opened_at=at,
        due_at=at + timedelta(days=plan.target_days),
    )
    fill(case, made, at=at)
    return made


def fill(case: Case, round_: Round, *, at: datetime) -> list[Seat]:
    """Ask people for the seats that are free; a case whose seats are filled is in review.

    Nobody is asked twice in a round, unless there is nobody else. Where people are missing, the core group and the
    program admins are told, once for each round.
    """
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    _clear(round_, board, subject, at=at)
    held = Seat.objects.asked().held().filter(round=round_).count()
    chosen = _next(round_, board.independent(subject), round_.seats - held, among=Seat.objects.in_turn(), at=at)
    made = [_asked(case, round_, person, because, at=at) for person, because in chosen]
    if held + len(made) >= round_.seats:
        if case.state in (Case.State.SUBMITTED, Case.State.REOPENED):
            move(case, Act.FILL, at=at)
    else:
        tell_short(case, board, subject)
    return made


def ask_beside(case: Case, round_: Round, silent: Collection[Seat], *, at: datetime) -> None:
    """Ask the next person beside each who is silent, once; whoever is silent keeps their seat and may still vote."""
    helped = Seat.objects.held().filter(beside__in=silent).values_list("beside", flat=True)
    alone = [row for row in silent if row.pk not in set(helped)]
    if not alone:
        return
    subject = queries.Subject.of_case(case)
    able = queries.board([subject], at=at).independent(subject)
    # Here a load is also what somebody is asked to read beside others: none is asked for all who are silent.
    chosen = _next(round_, able, len(alone), among=Seat.objects.asked(), at=at)
    for row, (person, because) in zip(alone, chosen, strict=False):
        _asked(case, round_, person, (Why.BESIDE, *because), beside=row, at=at)


def _next(
    round_: Round, able: Collection[int], places: int, *, among: SeatQuerySet, at: datetime
) -> list[tuple[int, tuple[Why, ...]]]:
    """Who is asked next, and why; those who were asked before in the round only where there is nobody else."""
    if places <= 0:
        return []
    # Whoever took a seat to vote has it besides, and is asked as if they hadn't: who is asked may tell of no vote.
    rows = list(Seat.objects.asked().filter(round=round_))
    here, before = {row.reviewer_id for row in rows if row.left_at is None}, {row.reviewer_id for row in rows}
    chosen = _chosen([person for person in able if person not in before], rows, places, among=among, at=at)
    again = [person for person in able if person in before - here]
    return chosen + _chosen(again, rows, places - len(chosen), among=among, at=at)


def _chosen(
    people: list[int], rows: list[Seat], places: int, *, among: SeatQuerySet, at: datetime
) -> list[tuple[int, tuple[Why, ...]]]:
    if places <= 0 or not people:
        return []
    left = [row.reviewer_id for row in rows if row.left_because == Seat.Left.AWAY]
    away = queries.away_on(at)
    delegates = {person for person in map(away.get, left) if person is not None}
    members = queries.members(people, among=among, at=at, since=at - RECENT, delegates=delegates)
    return rules.choose(members, places=places)


def _asked(
    case: Case, round_: Round, person: int, because: Collection[Why], *, beside: Seat | None = None, at: datetime
) -> Seat:
    """A seat for somebody; whoever would be asked and has decided already has one, which is the round's from now on."""
    taken = Seat.objects.held().filter(round=round_, reviewer=person).first()
    if taken is None:
        return seat(case, round_, person, because, beside=beside, at=at)
    taken.because, taken.seated_at, taken.beside = [Why.TOOK_IT, *because], at, beside
    taken.save(update_fields=["because", "seated_at", "beside"])
    return taken


def seat(
    case: Case, round_: Round, person: int, because: Collection[Why], *, beside: Seat | None = None, at: datetime
) -> Seat:
    made = Seat.objects.create(round=round_, reviewer_id=person, because=list(because), beside=beside, seated_at=at)
    if Why.TOOK_IT not in because:
        template = "appeal_to_review" if round_.is_appeal else "application_to_review"
        tell_all("review_beside" if beside else template, [made.reviewer], case, due_at=round_.due_at)
    return made


def _clear(round_: Round, board: queries.Board, subject: queries.Subject, *, at: datetime) -> None:
    """Seats of people who may not decide any more are free again."""
    for row in Seat.objects.held().filter(round=round_):
        if board.may(Doing.DECIDE, subject, row.reviewer_id).refused:
            leave(row, Seat.Left.NOT_ENTITLED, at=at)


def leave(row: Seat, because: Seat.Left, *, at: datetime) -> None:
    row.left_at, row.left_because = at, because
    row.save(update_fields=["left_at", "left_because"])


def tell_short(case: Case, board: queries.Board, subject: queries.Subject, *, cause: object = "") -> None:
    """Who can name a guest, or agree that a tie is no obstacle, and the program admins."""
    able = {person for person in board.members if not board.may(Doing.VOUCH, subject, person).refused}
    able |= {person for person in board.admins if not board.may(Doing.READ, subject, person).refused}
    tell_all("review_short", User.objects.filter(pk__in=able).order_by("pk"), case, cause=cause)


def end(round_: Round, outcome: Round.Outcome, *, by: User | None, at: datetime) -> None:
    """Close a round. Only now do the votes stand in the record of who did what: till then it would tell of them."""
    round_.closed_at, round_.closed_by, round_.outcome, round_.settle_by = at, by, outcome, None
    round_.save()
    if outcome not in (Round.Outcome.WITHDRAWN, Round.Outcome.LAPSED):
        voted = Review.objects.filter(round=round_).values("reviewer")
        rest = Seat.objects.held().filter(round=round_).exclude(reviewer__in=voted)
        rest.update(left_at=at, left_because=Seat.Left.PASSED_ON)
    for vote in Review.objects.filter(round=round_).select_related("reviewer").order_by("pk"):
        # About the round, which program admins alone read of: see ``recording``.
        audit.record("review.decide", about=round_, by=vote.reviewer, data={"case": round_.case_id}, at=vote.decided_at)
