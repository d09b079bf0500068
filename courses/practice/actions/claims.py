"""What dialogues, observations, reflections and promises say in the ledger."""

from datetime import datetime

from courses.practice import rules
from courses.practice.models import Dialogue, FeedbackRound, Observation, Promise, Reflection, StageRun
from courses.practice.queries import seen_in
from courses.progress.actions.ledger import Claim
from courses.progress.engine import Rank

_LEDGER_STATES = {
    Dialogue.State.PROPOSED: "planned",
    Dialogue.State.CLEARED: "cleared",
    Dialogue.State.RUNNING: "cleared",
    Dialogue.State.HELD: "held",
    Dialogue.State.CANCELLED: "cancelled",
}


def claim_of_dialogue(dialogue: Dialogue, *, at: datetime) -> Claim:
    """Planned, cleared, held with the minutes of each stage, or cancelled."""
    state = _LEDGER_STATES[Dialogue.State(dialogue.state)]
    stages = StageRun.objects.filter(dialogue=dialogue) if state == "held" else ()
    # A changed plan is planned and cleared anew; held and called off happen once.
    once = "" if state in ("held", "cancelled") else f"/{at:%Y%m%d%H%M%S%f}"
    return Claim(
        subject=f"dialogue:{dialogue.pk}",
        value={"state": state, "stages": {run.stage: run.minutes for run in stages}},
        rank=Rank.SELF,
        occurred_at=at,
        source="practice",
        key=f"dialogue:{dialogue.pk}/{state}{once}",
    )


def claim_of_co_leading(dialogue: Dialogue, *, experienced: bool, at: datetime) -> Claim:
    """That somebody led a held dialogue together with another, and whether that other was experienced."""
    return Claim(
        subject=f"co-lead:dialogue/{dialogue.pk}",
        value={"experienced": experienced},
        rank=Rank.SELF,
        occurred_at=at,
        source="practice",
        key=f"co-lead:{dialogue.pk}",
    )


def claim_of_observation(observation: Observation) -> Claim:
    """The scores that were handed in; the observer is the last part of the subject."""
    value = {"dialogue": observation.dialogue_id, "scores": observation.scores}
    return Claim(
        subject=f"{seen_in(observation.dialogue_id)}{observation.observer_id}",
        value=value | {"advisory": True} if observation.advisory else value,
        rank=Rank.PERSON,
        occurred_at=observation.submitted_at,
        source="observation",
        key=f"observation:{observation.pk}",
    )


def claim_of_reflection(reflection: Reflection) -> Claim:
    """That a reflection was shared; none of its words."""
    assert reflection.shared_at is not None
    return Claim(
        subject=f"reflection:{reflection.dialogue_id}",
        value={"shared": True},
        rank=Rank.SELF,
        occurred_at=reflection.shared_at,
        source="reflection",
        key=f"reflection:{reflection.pk}",
    )


def claim_of_feedback(dialogue: Dialogue, round_: FeedbackRound, *, at: datetime) -> Claim:
    """How many people were counted, and how many answers count of what was released; before that, none."""
    people = dialogue.headcount or 0
    closed = round_.closed_at is not None
    return Claim(
        subject=f"feedback:{dialogue.pk}",
        value={"invited": people, "answers": rules.counts_for(round_.answered, people), "closed": closed},
        rank=Rank.PERSON,
        occurred_at=dialogue.starts_at,
        source="feedback",
        key=f"feedback:{dialogue.pk}/{at.isoformat()}",
    )


def claim_of_promise(promise: Promise) -> Claim:
    """The day that was promised, and whether it still is."""
    state = "withdrawn" if promise.withdrawn_at else "made"
    return Claim(
        subject=f"promise:{promise.pk}",
        value={"on": promise.on.isoformat(), "state": state},
        rank=Rank.SELF,
        occurred_at=promise.withdrawn_at or promise.made_at,
        source="promise",
        key=f"promise:{promise.pk}/{state}",
    )
