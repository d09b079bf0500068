"""Leading a dialogue through its stages; the server's clock says when each began and ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_co_leading, claim_of_dialogue
from courses.practice.models import Dialogue, Stage, StageRun
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from courses.progress.actions.ledger import Claim
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def begin_stage(*, dialogue_id: int, stage: Stage, by: User, clock: Clock = timezone.now) -> StageRun:
    """Begin a stage, which ends the one before. Asking for the stage that runs changes nothing. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    runs = list(StageRun.objects.filter(dialogue=dialogue))
    running = next((run for run in runs if run.ended_at is None), None)
    lead = queries.is_lead(dialogue, by)
    if lead and running and running.stage == stage:
        return running
    decision = rules.decide_stage(
        stage,
        order=Stage.values,
        begun=[run.stage for run in runs],
        lead=lead,
        cleared=dialogue.state in (Dialogue.State.CLEARED, Dialogue.State.RUNNING),
        starts=dialogue.starts_at,
        at=at,
        accompanied=bool(runs) or queries.is_accompanied(dialogue, at=at),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _end(running, at=at)
    if dialogue.state != Dialogue.State.RUNNING:
        dialogue.state = Dialogue.State.RUNNING
        dialogue.save(update_fields=["state"])
    return StageRun.objects.create(dialogue=dialogue, stage=stage, started_at=at)


@transaction.atomic
def finish(*, dialogue_id: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """End the last stage and the dialogue. Finishing twice changes nothing. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    lead = queries.is_lead(dialogue, by)
    if lead and dialogue.state == Dialogue.State.HELD:
        return dialogue
    runs = list(StageRun.objects.filter(dialogue=dialogue))
    decision = rules.decide_finish(
        lead=lead, running=dialogue.state == Dialogue.State.RUNNING, all_begun=len(runs) == len(Stage)
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _end(next((run for run in runs if run.ended_at is None), None), at=at)
    dialogue.state = Dialogue.State.HELD
    dialogue.save(update_fields=["state"])
    ledger.assert_all(_claims_when_held(dialogue, at=at), by=by)
    return dialogue


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


def _end(run: StageRun | None, *, at: datetime) -> None:
    if run is not None:
        run.ended_at = at
        run.save(update_fields=["ended_at"])
