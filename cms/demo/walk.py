"""One person's whole way, from signing up to a certificate that a stranger can check; told step by step.

Begins eight weeks ago, so that every step lies in the past of the one after it. Each step is the action that the
pages call.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from certification.certificates import queries as certificates
from certification.certificates.models import Certificate
from cms.demo import applications, dialogues, seed, sessions, training
from cms.demo.content.types import Observed, Person, Reflected
from cms.demo.journeys import NOON, Scene
from cms.demo.people import invite_one
from cms.demo.timeline import ZONE, at
from courses.practice.actions.observations import Written
from courses.progress import queries as progress
from courses.progress.actions import enrolments
from courses.progress.models import Enrolment
from courses.slots.models import Slot
from lms.people.models import User
from lms.people.roles import Role

Tell = Callable[[str], None]
WEEKS = 8
NEWCOMER = Person(
    key="marisol.quispe", display_name="Marisol Quispe Nguyễn", institution="", role="trainee", pronouns="she/her"
)
REFLECTION = Reflected(
    happened="Two people spoke most of the first half. I named it, and the quiet ones came in.",
    felt="My voice shook in the check-in. It settled once I slowed down.",
    otherwise="I would leave more silence after the first question.",
    learn="I want to unlearn filling every pause.",
)
MOTIVATION = "I want my colleagues to have an hour in which nobody has to pretend to know."


@dataclass(frozen=True, slots=True)
class Walk:
    """The scene, the person, and how to tell what happens."""

    scene: Scene
    person: User
    tell: Tell

    @classmethod
    def begin(cls, tell: Tell) -> "Walk":
        began = timezone.now() - timedelta(weeks=WEEKS)
        scene = seed.set_the_scene(clock=at(began))
        tell(f"The pathway is published and released. {len(scene.slots)} sessions are announced.")
        person = invite_one(NEWCOMER, None, began)
        tell(f"{person} signs up and confirms her address.")
        return cls(scene, person, tell)

    def day(self, days: int, wall: time = NOON) -> datetime:
        """That many days after the beginning."""
        return self.scene.timeline.day(days, wall)

    def enrol(self) -> Enrolment:
        enrolment = enrolments.enrol(
            person=self.person, pathway_slug=self.scene.pathway_slug, by=self.person, clock=at(self.day(1))
        )
        self.tell(f"She begins “{enrolment.pathway.title}”. Still missing:")
        self.tell_missing(enrolment)
        return enrolment

    def take_a_seat(self) -> Slot:
        moment = self.day(1)
        coming = (row for row in self.scene.slots.values() if row.kind == "training" and row.starts_at > moment)
        slot = min(coming, key=lambda row: row.starts_at)
        sign_up = sessions.sign_up(slot, self.person, moment=moment)
        when = slot.starts_at.astimezone(ZONE)
        self.tell(f"She has a seat ({sign_up.get_state_display()}) on {when:%A %d %B, %H:%M}, New York time.")
        return slot

    def read(self, enrolment: Enrolment) -> None:
        plans = [plan for plan in enrolment.syllabus.plan.lessons if plan.required]
        training.read(enrolment, plans, since=self.day(2))
        self.tell(f"She reads {len(plans)} lessons and passes their knowledge checks.")

    def be_there(self, slot: Slot) -> None:
        host = slot.host or self.scene.lead
        sessions.attend(slot, self.person, minutes=60, by=host)
        self.tell(f"{host} notes that she was there for 60 minutes.")

    def practise(self, enrolment: Enrolment) -> None:
        for day, observer, topic in zip((21, 28), self.observers(), self.scene.topics.values(), strict=False):
            plan = dialogues.Plan(topic=topic.title, aim="How I open", starts_at=self.day(day))
            dialogue = dialogues.held(enrolment, plan, observers=[observer], by=self.scene.lead)
            self.tell(f"She leads “{topic.title}” through all five stages.")
            dialogues.observed(dialogue, observer=observer, written=self.written(enrolment, observer))
            dialogues.reflected(dialogue, REFLECTION)
            self.tell(f"{observer} hands in the rubric; she shares her reflection. Still missing:")
            self.tell_missing(enrolment)

    def written(self, enrolment: Enrolment, observer: User) -> Written:
        competencies = [row["key"] for row in enrolment.syllabus.plan.rubric["competencies"]]
        observed = Observed(
            observer=observer.email,
            scores={key: 3 + (number == 0) for number, key in enumerate(competencies)},
            strengths="She let silence work, and named what she saw without blame.",
            one_thing="Say the aim of the breakout once more before people leave the room.",
            readiness="ready",
        )
        return dialogues.written_in(observed)

    def apply(self, enrolment: Enrolment) -> Certificate:
        enrolment.refresh_from_db()
        case = applications.apply(enrolment, motivation=MOTIVATION, moment=self.day(35))
        self.tell("She applies. What she has done is frozen with the application.")
        reviewers = list(self.reviewers())[: enrolment.syllabus.plan.approvals]
        for day, reviewer in enumerate(reviewers, start=36):
            applications.approve(case, reviewer=reviewer, reason="All of it is there.", moment=self.day(day))
            self.tell(f"{reviewer} approves.")
        return Certificate.objects.get(holder__person=self.person)

    def core_group(self) -> Iterator[User]:
        people = User.objects.filter(groups__name=Role.CORE_GROUP.value).order_by("pk")
        return (person for person in people if person != self.scene.lead)

    def observers(self) -> list[User]:
        return list(self.core_group())[:2]

    def reviewers(self) -> list[User]:
        return list(self.core_group())[2:]

    def tell_missing(self, enrolment: Enrolment) -> None:
        rows = progress.training(self.person, enrolment.pathway.slug, at=timezone.now()).requirements
        missing = [row for row in rows if not row.status.met]
        for row in missing:
            self.tell(f"  · {row.sentence} ({row.so_far}). {row.next_step}")
        if not missing:
            self.tell("  · nothing. She is ready to apply.")


def walk(tell: Tell) -> Certificate:
    """All steps in order. The PDF follows after each commit, as everywhere."""
    way = Walk.begin(tell)
    enrolment = way.enrol()
    slot = way.take_a_seat()
    way.read(enrolment)
    way.be_there(slot)
    way.practise(enrolment)
    return way.apply(enrolment)


def verified(certificate: Certificate) -> str:
    """What a stranger reads who follows the address of the QR code."""
    found = certificates.by_public_id(certificate.public_id, at=timezone.now())
    assert found is not None
    return f"{found.name}, {found.pathway}: {found.standing.value}"
