"""How far the demo program's people have come: each journey is told to the real actions, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cms.demo import applications, dialogues, sessions, training
from cms.demo.content.types import Journey, Practice, Topic
from cms.demo.timeline import Timeline, at
from courses.progress.actions import enrolments
from courses.progress.models import Enrolment
from courses.slots.models import Slot
from lms.people.models import User

MORNING, NOON = time(9, 0), time(12, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where journeys take place: who is there, which sessions are held, what dialogues are about."""

    timeline: Timeline
    people: Mapping[str, User]
    slots: Mapping[str, Slot]
    topics: Mapping[str, Topic]
    pathway_slug: str
    lead: User

    def tell(self, journey: Journey) -> None:
        """Everything that one person has done so far."""
        person = self.people[journey.person]
        began = self.timeline.day(-journey.began_days_ago, MORNING)
        enrolment = enrolments.enrol(person=person, pathway_slug=self.pathway_slug, by=person, clock=at(began))
        if journey.session:
            self._come_to_session(journey, person, began)
        self._read(journey, enrolment, began)
        for practice in journey.practices:
            self._practise(enrolment, practice)
        if journey.planned:
            slot = self.slots[journey.planned.session]
            dialogues.talked_over(enrolment, journey.planned, slot=slot, by=self.lead, moment=self.timeline.now)
        self._apply(journey, enrolment)

    def _come_to_session(self, journey: Journey, person: User, began: datetime) -> None:
        slot = self.slots[journey.session]
        sessions.sign_up(slot, person, moment=max(began, slot.signup_opens_at) + timedelta(hours=1))
        if journey.minutes_there is not None:
            host = slot.host if slot.host != person else self.lead
            assert host is not None
            sessions.attend(slot, person, minutes=journey.minutes_there, by=host)

    def _read(self, journey: Journey, enrolment: Enrolment, began: datetime) -> None:
        plans = enrolment.syllabus.plan.lessons
        required = [plan for plan in plans if plan.required]
        chosen = required if journey.lessons is None else plans[: journey.lessons]
        training.read(enrolment, chosen, since=began + timedelta(hours=2))

    def _practise(self, enrolment: Enrolment, practice: Practice) -> None:
        starts_at = self.timeline.day(-practice.days_ago, NOON)
        topic = self.topics[practice.topic]
        plan = dialogues.Plan(
            topic=topic.title, aim=practice.aim, starts_at=starts_at, begin=dialogues.begin(practice.topic)
        )
        observer = self.people[practice.observed.observer]
        dialogue = dialogues.held(enrolment, plan, observers=[observer], by=self.lead)
        dialogues.observed(dialogue, observer=observer, written=dialogues.written_in(practice.observed))
        dialogues.answered(dialogue, observer=observer)
        if practice.reflected:
            dialogues.reflected(dialogue, practice.reflected)
        if practice.debriefed:
            dialogues.debriefed(dialogue, practice.debriefed, by=self.lead)
        if practice.shared:
            dialogues.shared(dialogue)

    def _apply(self, journey: Journey, enrolment: Enrolment) -> None:
        if journey.application is None:
            return
        told = journey.application
        case = applications.apply(
            enrolment,
            motivation=told.motivation,
            pronunciation=told.pronunciation,
            moment=self.timeline.day(-told.days_ago, MORNING),
        )
        if told.asked:
            reviewer = self.people[told.votes[0].reviewer]
            moment = case.submitted_at + timedelta(hours=4)
            applications.ask(case, reviewer=reviewer, text=told.asked, moment=moment)
        for days, vote in enumerate(told.votes, start=1):
            moment = case.submitted_at + timedelta(days=days)
            applications.approve(case, reviewer=self.people[vote.reviewer], reason=vote.reason, moment=moment)
