"""What participants answered, as coarsely as it may be told, and how a round stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from courses.practice import rules
from courses.practice.models import Answer, Dialogue, FeedbackRound, Stage
from courses.practice.queries.pairings import are_related, is_lead
from courses.practice.words import AMOUNTS, MEASURES
from lms.people.models import User

# From "rather yes" on.
YES = 3
_STEPS = {amount: step for step, amount in enumerate(reversed(rules.Amount))}


@dataclass(frozen=True, slots=True)
class Share:
    """How many said yes to one question, in a word; ``amount`` is ``None`` where too few answered it."""

    code: str
    label: str
    amount: rules.Amount | None

    @property
    def told(self) -> str:
        return str(AMOUNTS[self.amount]) if self.amount else ""

    @property
    def step(self) -> int:
        """How long its bar is, from 0 to 4."""
        return _STEPS[self.amount] if self.amount else 0


@dataclass(frozen=True, slots=True)
class Results:
    """What was released of one dialogue. ``told``: enough answered for more than their number to be said."""

    answered: int
    told: bool
    measures: tuple[Share, ...] = ()
    stages: tuple[Share, ...] = ()
    wishes: tuple[str, ...] = ()


def results_of(dialogue: Dialogue) -> Results | None:
    """What those who lead, observe or certify see; ``None`` before the release and of fewer than five. At most two
    queries.
    """
    round_ = FeedbackRound.objects.filter(dialogue=dialogue, answered__gte=rules.FEWEST).first()
    return _told(round_) if round_ else None


def results_of_all(enrolment_id: int) -> dict[int, Results]:
    """The same of all dialogues that somebody led, by dialogue. Two queries, however many."""
    rows = FeedbackRound.objects.filter(dialogue__enrolment=enrolment_id, answered__gte=rules.FEWEST)
    return {row.dialogue_id: _told(row) for row in rows.prefetch_related("answers")}


def _told(round_: FeedbackRound) -> Results:
    if round_.answered < rules.TOLD_FROM:
        return Results(round_.answered, told=False)
    return _results(round_, least=rules.TOLD_FROM)


def results_for_reader(round_: FeedbackRound) -> Results | None:
    """What somebody independent of the core group reads, from five upwards. One query."""
    return _results(round_, least=rules.FEWEST) if round_.answered else None


def _results(round_: FeedbackRound, *, least: int) -> Results:
    rows = list(round_.answers.all())
    measures = [
        _share(code, str(label), [getattr(row, code) for row in rows], least) for code, label in MEASURES.items()
    ]
    return Results(
        answered=round_.answered,
        told=True,
        measures=tuple(measures),
        stages=tuple(_stage(stage, rows) for stage in Stage),
        wishes=tuple(row.wish for row in rows if row.words == Answer.Words.SHOWN),
    )


def _share(code: str, label: str, given: Sequence[int | None], least: int) -> Share:
    answers = [value for value in given if value is not None]
    yes = sum(value >= YES for value in answers)
    return Share(code, label, rules.amount_of(yes, len(answers)) if len(answers) >= least else None)


def _stage(stage: Stage, rows: Sequence[Answer]) -> Share:
    return Share(stage.value, str(stage.label), rules.amount_of(sum(stage in row.stages for row in rows), len(rows)))


def stand_of(round_: FeedbackRound, *, sealed: int, at: datetime) -> rules.Stand:
    """How a round stands for somebody who wants to answer. No query, given the round with its dialogue."""
    dialogue = round_.dialogue
    return rules.stand_of(
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        called_off=dialogue.state == Dialogue.State.CANCELLED,
        closed=round_.closed_at is not None or at >= round_.closes_at,
        sealed=sealed,
        headcount=dialogue.headcount,
    )


@dataclass(frozen=True, slots=True)
class Door:
    """What the public page needs to know of a round."""

    round: FeedbackRound
    stand: rules.Stand


def door_of(code: str, *, at: datetime) -> Door | None:
    """The round of a code, however it was typed. One query."""
    rows = FeedbackRound.objects.select_related("dialogue").annotate(came=Count("sealed"))
    round_: Any = rows.filter(code=rules.plain_code(code)).first()
    return Door(round_, stand_of(round_, sealed=round_.came, at=at)) if round_ else None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What leads pass on: one address for everybody, and until when it takes answers."""

    round: FeedbackRound
    code: str
    address: str
    open: bool

    @property
    def last_day(self) -> datetime:
        """A moment of the last day; the round closes with the midnight after it."""
        return self.round.closes_at - timedelta(hours=1)


def invitation_to(dialogue: Dialogue, *, at: datetime) -> Invitation | None:
    """One query; ``None`` until the plan is cleared."""
    round_ = FeedbackRound.objects.filter(dialogue=dialogue).first()
    if round_ is None:
        return None
    code = rules.told_code(round_.code)
    address = f"{settings.SITE_URL}{reverse('feedback:answer', args=[code])}"
    over = round_.closed_at is not None or at >= round_.closes_at or dialogue.state == Dialogue.State.CANCELLED
    return Invitation(round_, code, address, open=not over)


def due_rounds(*, at: datetime) -> QuerySet[FeedbackRound]:
    """Rounds whose last day is over and that aren't released. One query."""
    return FeedbackRound.objects.filter(closed_at=None, closes_at__lte=at).order_by("pk")


def may_read(round_: FeedbackRound, reader: User) -> bool:
    """Whether somebody of the core group is independent of those who led: nobody reads their own. At most two
    queries.
    """
    dialogue = round_.dialogue
    lead = dialogue.enrolment.person_id
    return not is_lead(dialogue, reader) and not (lead is not None and are_related(lead, reader.pk))


def rounds_with_unread() -> QuerySet[FeedbackRound]:
    """All rounds with how many wishes wait to be read; of few answers not even that is said. One query."""
    unread = Count("answers", filter=Q(answers__words=Answer.Words.UNREAD, answered__gte=rules.TOLD_FROM))
    return FeedbackRound.objects.select_related("dialogue__enrolment__person").annotate(unread=unread)


def wishes_told() -> QuerySet[Answer]:
    """Wishes that are read for names because those who led may see them: enough answered. One query."""
    rows = Answer.objects.exclude(words=Answer.Words.NONE).filter(round__answered__gte=rules.TOLD_FROM)
    return rows.select_related("round__dialogue__enrolment")


def testimonials() -> QuerySet[Answer]:
    """Words that were read, may be quoted, and come from a round in which enough answered. One query."""
    rows = Answer.objects.filter(may_quote=True, words=Answer.Words.SHOWN, round__answered__gte=rules.TOLD_FROM)
    return rows.select_related("round__dialogue").order_by("pk")
