"""Practice dialogues of the demo program, led, observed and reflected on by the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from cms.demo.content.feedback import ANSWERS
from cms.demo.content.types import Debriefed, Observed, Planned, Reflected
from cms.demo.pages import key
from cms.demo.timeline import ZONE, at
from courses.practice import queries
from courses.practice.actions import (
    comments,
    debrief,
    feedback,
    headcounts,
    notes,
    observations,
    pairings,
    plans,
    reading,
    reflections,
    room,
    sharing,
)
from courses.practice.actions.feedback import Given
from courses.practice.actions.observations import Written
from courses.practice.models import USUAL_MINUTES, Answer, Dialogue, FeedbackRound, Note, Pairing
from courses.progress.models import Enrolment
from courses.slots.models import Slot
from lms.people.models import User

# What an observer notes on the way, by the minute.
_NOTED = {
    4: "Greets each person by name, and waits until the last one sits.",
    31: "Goes from group to group, asks one question, and leaves before the answer is finished.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A dialogue that somebody plans: about what, when, and what the observer shall look at."""

    topic: str
    aim: str
    starts_at: datetime
    begin: str = ""


def begin(topic: str) -> str:
    """How plans name the topic of the library that they begin from."""
    return f"topic-{key('topic', topic)}"


def planned(enrolment: Enrolment, plan: Plan, *, observers: Sequence[User], by: User) -> Dialogue:
    """A dialogue that is ready to lead: proposed a week before, observers asked, cleared."""
    lead = enrolment.person
    assert lead is not None
    before = at(plan.starts_at - timedelta(days=7))
    begun = queries.beginning(lead, plan.begin)
    dialogue = plans.propose(
        enrolment=enrolment,
        topic=plan.topic,
        aim=plan.aim,
        starts_at=plan.starts_at,
        zone=str(ZONE),
        by=lead,
        details=begun.details if begun else None,
        clock=before,
    )
    for observer in observers:
        asked = pairings.ask(dialogue_id=dialogue.pk, person=observer, part=Pairing.Part.OBSERVER, by=by, clock=before)
        pairings.accept(pairing_id=asked.pk, by=observer, clock=before)
    return plans.clear(dialogue_id=dialogue.pk, by=by, clock=before)


def held(enrolment: Enrolment, plan: Plan, *, observers: Sequence[User], by: User) -> Dialogue:
    """A dialogue led through all five stages, in the minutes that they usually take."""
    lead = enrolment.person
    assert lead is not None
    dialogue = planned(enrolment, plan, observers=observers, by=by)
    moment = plan.starts_at
    for stage, minutes in USUAL_MINUTES.items():
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead, clock=at(moment))
        moment += timedelta(minutes=minutes)
    return room.finish(dialogue_id=dialogue.pk, by=lead, clock=at(moment))


def talked_over(enrolment: Enrolment, told: Planned, *, slot: Slot, by: User, moment: datetime) -> Dialogue:
    """A plan for a practice session, proposed the day before yesterday, with a comment and its lead's answer."""
    lead = enrolment.person
    begun = queries.beginning(lead, begin(told.topic)) if lead else None
    assert lead is not None
    assert begun is not None
    dialogue = plans.propose(
        enrolment=enrolment,
        topic=begun.topic,
        aim=told.aim,
        starts_at=slot.starts_at,
        zone=slot.zone,
        by=lead,
        details=replace(begun.details, slot_id=slot.pk),
        clock=at(moment - timedelta(days=2)),
    )
    for hours, (author, words) in enumerate(((by, told.comment), (lead, told.answer)), start=20):
        comments.say(dialogue_id=dialogue.pk, text=words, by=author, clock=at(moment - timedelta(days=2, hours=-hours)))
    return dialogue


def shared(dialogue: Dialogue) -> None:
    """The lead lets others begin from the plan, and says whose it is."""
    lead = dialogue.enrolment.person
    assert lead is not None
    clock = at(dialogue.starts_at + timedelta(days=3))
    sharing.share(dialogue_id=dialogue.pk, by_name=True, by=lead, clock=clock)


def written_in(told: Observed) -> Written:
    """An observer's words; a low level comes with what was seen."""
    evidence = {key: told.one_thing for key, score in told.scores.items() if score is not None and score < 2}
    return Written(
        scores=dict(told.scores),
        evidence=evidence,
        strengths=told.strengths,
        one_thing=told.one_thing,
        readiness=told.readiness,
    )


def observed(dialogue: Dialogue, *, observer: User, written: Written) -> None:
    """An observation handed in on the evening of the dialogue, with two notes and how many took part."""
    for minute, words in _NOTED.items():
        noted_at = dialogue.starts_at + timedelta(minutes=minute)
        key, clock = uuid5(NAMESPACE_OID, f"{dialogue.pk}/{observer.pk}/{minute}"), at(noted_at)
        notes.write(
            dialogue_id=dialogue.pk,
            kind=Note.Kind.SEEN,
            text=words,
            noted_at=noted_at,
            key=key,
            by=observer,
            clock=clock,
        )
    # Before its feedback is over: a headcount that comes later closes it.
    counted = at(dialogue.starts_at + timedelta(hours=1))
    headcounts.note(dialogue_id=dialogue.pk, people=len(ANSWERS) + 3, by=observer, clock=counted)
    moment = dialogue.starts_at + timedelta(hours=6)
    observations.hand_in(dialogue_id=dialogue.pk, written=written, by=observer, clock=at(moment))


def answered(dialogue: Dialogue, *, observer: User) -> None:
    """Participants answer at the end, and most of their words are read already."""
    lead, moment = dialogue.enrolment.person, at(dialogue.starts_at + timedelta(hours=1))
    assert lead is not None
    round_ = FeedbackRound.objects.get(dialogue=dialogue)
    for interest, action, recommend, stages, wish in ANSWERS:
        given = Given(interest=interest, action=action, recommend=recommend, stages=stages, wish=wish)
        feedback.answer(code=round_.code, given=given, clock=moment)
    feedback.close(dialogue_id=dialogue.pk, by=lead, clock=at(dialogue.starts_at + timedelta(hours=5)))
    for row in list(round_.answers.filter(words=Answer.Words.UNREAD))[1:]:
        reading.show(answer_id=row.pk, by=observer)


def reflected(dialogue: Dialogue, told: Reflected) -> None:
    """The lead's reflection, shared on the next day."""
    lead = dialogue.enrolment.person
    assert lead is not None
    moment = dialogue.starts_at + timedelta(days=1)
    answers = {"happened": told.happened, "felt": told.felt, "otherwise": told.otherwise, "learn": told.learn}
    reflections.save(
        dialogue_id=dialogue.pk,
        answers=answers,
        stages=told.stages,
        scores=told.scores,
        by=lead,
        clock=at(moment),
    )
    reflections.share(dialogue_id=dialogue.pk, by=lead, clock=at(moment))


def debriefed(dialogue: Dialogue, told: Debriefed, *, by: User) -> None:
    """The debrief once its time is over: the core group proposes an aim, the lead answers and agrees."""
    lead = dialogue.lead
    assert lead is not None
    moment = dialogue.starts_at + timedelta(days=15)
    debrief.word_aim(dialogue_id=dialogue.pk, aim=told.aim, by=by, clock=at(moment))
    debrief.say(dialogue_id=dialogue.pk, text=told.answer, by=lead, clock=at(moment))
    debrief.agree_on_aim(dialogue_id=dialogue.pk, seen=moment, by=lead, clock=at(moment))
