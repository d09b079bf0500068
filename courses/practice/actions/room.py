"""Leading a dialogue through its stages; the server's clock says when each began and ended."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_co_leading, claim_of_dialogue
from courses.practice.actions.pairings import tell
from courses.practice.models import USUAL_MINUTES, Dialogue, Note, Press, Stage, StageRun
from courses.practice.rules import Decision
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from courses.progress.actions.ledger import Claim
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class _Here:
    """A locked room, who is in it, and the moment at which something happens there."""

    dialogue: Dialogue
    runs: tuple[StageRun, ...]
    by: User
    lead: bool
    at: datetime

    @property
    def running(self) -> StageRun | None:
        return next((run for run in self.runs if run.ended_at is None), None)

    @property
    def open(self) -> bool:
        return self.dialogue.state == Dialogue.State.RUNNING

    @property
    def all_begun(self) -> bool:
        return len(self.runs) == len(Stage)


@transaction.atomic
def begin_stage(*, dialogue_id: int, stage: Stage, by: User, clock: Clock = timezone.now) -> StageRun:
    """Begin a stage, which ends the one before. Asking for the stage that runs changes nothing. Raises ``Refused``."""
    here = _enter(dialogue_id, by, clock)
    if here.lead and here.running and here.running.stage == stage:
        return here.running
    run = _begin(here, stage)
    _moved()
    return run


@transaction.atomic
def go_back(*, dialogue_id: int, stage: Stage, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Take back a stage that was begun by a slip; the one before goes on as if nothing had been. Raises ``Refused``."""
    here = _enter(dialogue_id, by, clock)
    _go_back(here, stage)
    _moved()
    return here.dialogue


@transaction.atomic
def finish(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """End the last stage and the dialogue. Finishing twice changes nothing. Raises ``Refused``."""
    here = _enter(dialogue_id, by, clock)
    if not (here.lead and here.dialogue.state == Dialogue.State.HELD):
        _hold(here, rules.decide_finish(lead=here.lead, running=here.open, all_begun=here.all_begun))
        _moved()
    return here.dialogue


@transaction.atomic
def end_early(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """End a dialogue before all five stages have begun; what ran counts. Twice changes nothing. Raises ``Refused``."""
    here = _enter(dialogue_id, by, clock)
    if not (here.lead and here.dialogue.state == Dialogue.State.HELD):
        _hold(here, rules.decide_ending_early(lead=here.lead, running=here.open, all_begun=here.all_begun))
        _moved()
    return here.dialogue


@transaction.atomic
def close_for_them(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Close a room that its leads left open; its last stage counts no longer than planned. Raises ``Refused``."""
    here = _enter(dialogue_id, by, clock)
    left_open = queries.room(here.dialogue).is_left_open(at=here.at)
    _hold(here, rules.decide_closing_for_them(own=here.lead, left_open=left_open))
    if here.dialogue.enrolment.person is not None:
        cause = f"dialogue_closed_for_you:{here.dialogue.pk}"
        tell("dialogue_closed_for_you", here.dialogue.enrolment.person, here.dialogue, cause=cause)
    audit.record("practice.close_room", about=here.dialogue, by=by)
    return here.dialogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a lead's device says was pressed, and when by the server's clock, under a key of its own."""

    act: Press.Act
    key: UUID
    at: datetime
    stage: Stage | None = None


@transaction.atomic
def take_press(*, dialogue_id: int, pressed: Pressed, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Do what was pressed, when it was pressed, though it may arrive minutes later; the same key again does nothing.

    What the other device did meanwhile stands: a press for a stage that has begun changes nothing. Raises ``Refused``.
    """
    here = _enter(dialogue_id, by, clock)
    if here.lead and Press.objects.filter(dialogue=here.dialogue, key=pressed.key).exists():
        return here.dialogue
    _unless_refused(rules.decide_press(pressed=pressed.at, at=here.at))
    Press.objects.create(
        dialogue=here.dialogue,
        key=pressed.key,
        act=pressed.act,
        stage=pressed.stage or "",
        by=by,
        pressed_at=pressed.at,
        taken_at=here.at,
    )
    since = here.running.started_at if here.running else None
    _do(_Here(here.dialogue, here.runs, by, here.lead, rules.moment_of(pressed.at, since=since, at=here.at)), pressed)
    _moved()
    return here.dialogue


def _do(here: _Here, pressed: Pressed) -> None:
    begun = {run.stage for run in here.runs}
    over = here.lead and here.dialogue.state == Dialogue.State.HELD
    match pressed.act:
        case Press.Act.BEGIN if pressed.stage and not (here.lead and pressed.stage in begun):
            _begin(here, pressed.stage)
        case Press.Act.TAKE_BACK if pressed.stage and not (here.lead and pressed.stage not in begun):
            _go_back(here, pressed.stage)
        case Press.Act.FINISH if not over:
            _hold(here, rules.decide_finish(lead=here.lead, running=here.open, all_begun=here.all_begun))
        case Press.Act.END_EARLY if not over:
            _hold(here, rules.decide_ending_early(lead=here.lead, running=here.open, all_begun=here.all_begun))


def _enter(dialogue_id: int, by: User, clock: Clock) -> _Here:
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    at = clock()
    return _Here(dialogue, tuple(StageRun.objects.filter(dialogue=dialogue)), by, queries.is_lead(dialogue, by), at)


def _begin(here: _Here, stage: Stage) -> StageRun:
    _unless_refused(
        rules.decide_stage(
            stage,
            order=Stage.values,
            begun=[run.stage for run in here.runs],
            lead=here.lead,
            cleared=here.dialogue.state in (Dialogue.State.CLEARED, Dialogue.State.RUNNING),
            starts=here.dialogue.starts_at,
            at=here.at,
            accompanied=bool(here.runs) or queries.is_accompanied(here.dialogue, at=here.at),
        )
    )
    if here.running:
        _end(here.running, at=here.at)
    _become(here.dialogue, Dialogue.State.RUNNING)
    # A press may arrive after notes that were written when this stage had begun already.
    Note.objects.filter(dialogue=here.dialogue, noted_at__gte=here.at).update(stage=stage)
    return StageRun.objects.create(dialogue=here.dialogue, stage=stage, started_at=here.at)


def _go_back(here: _Here, stage: Stage) -> None:
    run = here.running
    _unless_refused(
        rules.decide_going_back(
            lead=here.lead,
            runs=run is not None and run.stage == stage,
            began=run.started_at if run else None,
            at=here.at,
        )
    )
    assert run is not None
    before = here.runs[-2] if len(here.runs) > 1 else None
    run.delete()
    if before is None:
        _become(here.dialogue, Dialogue.State.CLEARED)
    else:
        before.ended_at = None
        before.save(update_fields=["ended_at"])
    # What was noted meanwhile was seen in the stage that went on.
    Note.objects.filter(dialogue=here.dialogue, stage=stage).update(stage=before.stage if before else "")


def _hold(here: _Here, decision: Decision) -> None:
    """End what runs, and say in the ledgers what was led."""
    _unless_refused(decision)
    over = _end(here.running, at=here.at) if here.running else here.at
    # Who sat with whom is nobody's business once it is over.
    here.dialogue.breakout.pop("members", None)
    here.dialogue.state = Dialogue.State.HELD
    here.dialogue.save(update_fields=["state", "breakout"])
    ledger.assert_all(_claims_when_held(here.dialogue, at=over), by=here.by)


def _claims_when_held(dialogue: Dialogue, *, at: datetime) -> list[tuple[int, Claim]]:
    """What the lead's ledger says of the dialogue, and both leads' of having led together."""
    lead, pair = dialogue.enrolment.person_id, queries.co_lead_of(dialogue)
    if lead is None:
        return []
    together = [(lead, pair.person_id), (pair.person_id, lead)] if pair else []
    return [
        (lead, claim_of_dialogue(dialogue, at=at)),
        *(
            (one, claim_of_co_leading(dialogue, experienced=queries.is_experienced(other, at=at), at=at))
            for one, other in together
        ),
    ]


def _end(run: StageRun, *, at: datetime) -> datetime:
    run.ended_at = rules.end_of(run.started_at, planned=_planned(run), at=at)
    run.save(update_fields=["ended_at"])
    return run.ended_at


def _planned(run: StageRun) -> int:
    planned = run.dialogue.plan.filter(stage=run.stage).first()
    return planned.minutes if planned else USUAL_MINUTES[Stage(run.stage)]


def _become(dialogue: Dialogue, state: Dialogue.State) -> None:
    if dialogue.state != state:
        dialogue.state = state
        dialogue.save(update_fields=["state"])


def _unless_refused(decision: Decision) -> None:
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _moved() -> None:
    """Where a process may die: with all of it written and nothing committed, and with all committed and untold."""
    failpoint("room.moved")
    transaction.on_commit(partial(failpoint, "room.moved.committed"))
