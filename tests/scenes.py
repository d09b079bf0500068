"""Fuller scenes, each set by the same actions that the site uses, so that history and progress are right."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from certification.certificates import actions as certificates
from certification.certificates.actions import journal, printing
from certification.certificates.models import Certificate, JournalEntry, Revocation
from certification.review import actions as review
from certification.review import queries
from certification.review.actions.applying import Named
from certification.review.models import Ask, Case, Review
from certification.review.rules import AskWords, Vote, Written
from courses.practice.actions import observations, pairings, plans, reflections, room
from courses.practice.models import Dialogue, Pairing, Stage
from courses.progress import chain
from courses.progress.actions import enrolments, ledger, moves, releases
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, Release
from courses.slots.actions import attendance, scheduling, seats
from courses.slots.models import Slot
from lms.actions import Clock
from lms.people.models import User
from lms.people.roles import Role
from tests.factories import UserFactory

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
COMPETENCIES = ("frame", "care", "concept", "questions", "voices", "temperature", "harm", "closing")


def at(moment: datetime) -> Clock:
    """A clock that stands still."""
    return lambda: moment


def key(name: str) -> str:
    """The same key for the same name, in every run."""
    return str(uuid5(NAMESPACE_URL, name))


def a_lesson(
    name: str, *, minutes: int = 10, required: bool = True, check: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "key": key(name),
        "title": name.capitalize(),
        "summary": f"What {name} is about.",
        "minutes": minutes,
        "required": required,
        "language": "en",
        "blocks": [{"kind": "text", "html": f"<p>All about {name}.</p>"}],
        "check": check,
    }


def a_document(
    *lessons: dict[str, Any],
    requirements: list[dict[str, Any]] | None = None,
    approvals: int = 2,
    slug: str = "facilitator",
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A syllabus document, and its lesson versions by digest, as the compiler makes them."""
    bodies = lessons or (a_lesson("listening"), a_lesson("stages"))
    versions = {chain.digest(_body(lesson)): _body(lesson) for lesson in bodies}
    plans_of = [
        {name: lesson[name] for name in ("key", "title", "minutes", "required")} | {"version": digest}
        for lesson, digest in zip(bodies, versions, strict=True)
    ]
    document = {
        "pathway": {"key": key(slug), "slug": slug, "title": "Chats for Change facilitator"},
        "language": "en",
        "modules": [{"key": key("module"), "title": "The idea", "summary": "Why we talk.", "lessons": plans_of}],
        "requirements": usual_requirements() if requirements is None else requirements,
        "rubric": {
            "levels": [{"value": value, "label": f"Level {value}"} for value in (1, 2, 3, 4)],
            "competencies": [
                {"key": name, "name": name, "question": "", "anchors": {}, "critical": False} for name in COMPETENCIES
            ],
        },
        "review": {"approvals": approvals},
        "checks": {
            lesson["key"]: {
                "pass_mark": lesson["check"]["pass_mark"],
                "questions": [
                    [q["id"], q["multiple"], [c["id"] for c in q["choices"] if c["right"]]]
                    for q in lesson["check"]["questions"]
                ],
            }
            for lesson in bodies
            if lesson["check"]
        },
    }
    return document, versions


def _body(lesson: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in lesson.items() if name != "required"}


def usual_requirements() -> list[dict[str, Any]]:
    return [
        {"kind": "complete_lessons", "key": "lessons"},
        {"kind": "attend_sessions", "key": "sessions", "session_kind": "training", "count": 1, "minutes": 45},
        {"kind": "lead_dialogues", "key": "dialogues", "count": 1, "observers": 1},
        {"kind": "reach_rubric", "key": "rubric", "average": 2.5, "floor": 2},
        {"kind": "share_reflections", "key": "reflection", "count": 1},
    ]


def a_release(*lessons: dict[str, Any], rule: Release.Rule = Release.Rule.KEEP, **options: Any) -> Release:
    """A release, with everybody moved who moves: as after the commit, which a test may never reach."""
    document, versions = a_document(*lessons, **options)
    made = releases.release(document=document, lessons=versions, rule=rule, by=an_admin(), clock=at(NOW))
    moves.carry_on(release_id=made.pk, clock=at(NOW))
    return made


def an_admin() -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


def a_core_member() -> User:
    return UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP])


def an_enrolment(person: User | None = None, *, release: Release | None = None) -> Enrolment:
    release = release or Release.objects.order_by("-pk").first() or a_release()
    person = person or UserFactory.create(roles=[Role.TRAINEE])
    return enrolments.enrol(person=person, pathway_slug=release.pathway.slug, by=person, clock=at(NOW))


def a_slot(
    *, seats: int = 8, starts_at: datetime = NOW + timedelta(days=10), published: bool = True, **fields: Any
) -> Slot:
    host = fields.pop("host", None) or a_core_member()
    slot = Slot(
        title="Welcome to the circle",
        host=host,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        signup_opens_at=NOW - timedelta(days=30),
        signup_closes_at=starts_at,
        cancel_until=starts_at,
        **fields,
    )
    scheduling.plan(slot=slot, capacity=seats, by=host)
    if published:
        scheduling.publish(slot_id=slot.pk, by=host, clock=at(NOW - timedelta(days=29)))
        slot.refresh_from_db()
    return slot


def attend(person: User, slot: Slot, *, minutes: int = 60) -> None:
    """A person signs up and is there."""
    seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=at(NOW))
    attendance.mark(slot_id=slot.pk, person=person, minutes=minutes, by=a_core_member(), clock=at(slot.ends_at))


_deliveries: Iterator[int] = count(1)


def assert_subject(
    person: User, subject: str, value: dict[str, Any], *, rank: Rank = Rank.SELF, by: User | None = None
) -> None:
    claim = ledger.Claim(
        subject=subject, value=value, rank=rank, occurred_at=NOW, source="test", key=f"test:{next(_deliveries)}"
    )
    ledger.assert_all([(person.pk, claim)], by=by or person, clock=at(NOW))


def read_all_lessons(enrolment: Enrolment) -> None:
    assert enrolment.person is not None
    for lesson in enrolment.syllabus.plan.lessons:
        assert_subject(enrolment.person, f"lesson:{lesson.key}", {"done": True})


def a_dialogue(
    enrolment: Enrolment, *, observer: User | None = None, starts_at: datetime = NOW + timedelta(days=20)
) -> Dialogue:
    """A cleared dialogue with an observer."""
    assert enrolment.person is not None
    dialogue = plans.propose(
        enrolment=enrolment,
        topic="Silence and speech",
        aim="Inviting every voice",
        starts_at=starts_at,
        zone="America/New_York",
        by=enrolment.person,
        clock=at(NOW),
    )
    ask_to_observe(dialogue, observer or a_core_member())
    return plans.clear(dialogue_id=dialogue.pk, by=a_core_member(), clock=at(NOW))


def ask_to_observe(dialogue: Dialogue, observer: User) -> Pairing:
    """Somebody is asked to observe, and says yes."""
    return ask(dialogue, observer, Pairing.Part.OBSERVER)


def ask(dialogue: Dialogue, person: User, part: Pairing.Part) -> Pairing:
    """Somebody is asked to take a part in a dialogue, and says yes."""
    asked = pairings.ask(dialogue_id=dialogue.pk, person=person, part=part, by=a_core_member(), clock=at(NOW))
    return pairings.accept(pairing_id=asked.pk, by=person, clock=at(NOW))


def hold(dialogue: Dialogue) -> Dialogue:
    """The lead goes through all five stages, ten minutes each."""
    lead = dialogue.enrolment.person
    assert lead is not None
    for number, stage in enumerate(Stage):
        begin = at(dialogue.starts_at + timedelta(minutes=10 * number))
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead, clock=begin)
    return room.finish(dialogue_id=dialogue.pk, by=lead, clock=at(dialogue.starts_at + timedelta(minutes=50)))


def observe(dialogue: Dialogue, *, level: int = 3) -> None:
    """Every observer hands in the same level for everything."""
    written = observations.Written(
        scores=dict.fromkeys(COMPETENCIES, level),
        evidence=dict.fromkeys(COMPETENCIES, "I heard it twice."),
        strengths="You let silence work.",
        one_thing="Name the time left.",
        readiness="ready",
    )
    for row in Pairing.objects.accepted().observers().filter(dialogue=dialogue).select_related("person"):
        clock = at(dialogue.starts_at + timedelta(hours=2))
        observations.hand_in(dialogue_id=dialogue.pk, written=written, by=row.person, clock=clock)


def reflect(dialogue: Dialogue) -> None:
    lead = dialogue.enrolment.person
    assert lead is not None
    clock = at(dialogue.starts_at + timedelta(hours=3))
    reflections.save(dialogue_id=dialogue.pk, answers={"happened": "We slowed down."}, by=lead, clock=clock)
    reflections.share(dialogue_id=dialogue.pk, by=lead, clock=clock)


def a_trainee_ready_to_apply(person: User | None = None, *, observer: User | None = None) -> Enrolment:
    """Somebody who has done everything that the usual requirements ask."""
    enrolment = an_enrolment(person)
    assert enrolment.person is not None
    attend(enrolment.person, a_slot())
    read_all_lessons(enrolment)
    dialogue = hold(a_dialogue(enrolment, observer=observer))
    observe(dialogue)
    reflect(dialogue)
    enrolment.refresh_from_db()
    return enrolment


def an_application(enrolment: Enrolment | None = None, *, clock: Clock = lambda: NOW + timedelta(days=30)) -> Case:
    enrolment = enrolment or a_trainee_ready_to_apply()
    assert enrolment.person is not None
    told = Ask.objects.told().filter(round__case__enrolment=enrolment, answered_at=None)
    return review.apply(
        enrolment_id=enrolment.pk,
        named=Named(printed_name=enrolment.person.display_name),
        motivation="I want rooms where people can be honest.",
        answers=dict.fromkeys(told.values_list("pk", flat=True), "I led one more, and paused."),
        by=enrolment.person,
        clock=clock,
    )


def written(case: Case, decision: Review.Decision = Review.Decision.APPROVE, **fields: Any) -> Written:
    """A whole vote: a *not yet* with one next step, a decline with kind words."""
    ask = AskWords(text="Lead one more.", met_by="A pause after each question.", by_date=date(2026, 12, 31))
    told = {
        "decision": Vote(decision),
        "reason": "I saw it in the observations.",
        "asks": (ask,) if decision == Review.Decision.NOT_YET else (),
        "letter": "Thank you for all you gave." if decision == Review.Decision.DECLINE else "",
        "verdicts": dict.fromkeys(queries.asks_before(case).values_list("pk", flat=True), "met"),
    }
    return Written(**{**told, **fields})


def decide(
    case: Case, reviewer: User, decision: Review.Decision = Review.Decision.APPROVE, *, days: int = 31, **fields: Any
) -> Case:
    case.refresh_from_db()
    return review.decide(
        case_id=case.pk, written=written(case, decision, **fields), by=reviewer, clock=at(NOW + timedelta(days=days))
    )


def close(case: Case, by: User, *, days: int = 32, **fields: Any) -> Case:
    """One of those who decided tells the candidate, with all next steps that were proposed."""
    told = {
        "asks": list(Ask.objects.filter(round__case=case, round__number=case.round).values_list("pk", flat=True)),
        "letter": "Thank you for all you gave.",
        "way_forward": "Lead with a friend for a while.",
    }
    return review.close(case_id=case.pk, by=by, clock=at(NOW + timedelta(days=days)), **{**told, **fields})


def a_not_yet_case() -> Case:
    """Two have decided, one of them *not yet*, who has told the candidate."""
    case, one, other = an_application(), a_core_member(), a_core_member()
    decide(case, one)
    return close(decide(case, other, Review.Decision.NOT_YET), other)


def a_declined_case() -> Case:
    """Two have declined, and one of them has told the candidate."""
    case, one, other = an_application(), a_core_member(), a_core_member()
    decide(case, one, Review.Decision.DECLINE)
    return close(decide(case, other, Review.Decision.DECLINE), other)


# What a case's approval says, by which a certificate is issued and signed.
APPROVAL = {
    "by": "votes",
    "case": 1,
    "round": 1,
    "rule": "no_objection",
    "needed": 2,
    "votes": [
        {"reviewer": 1, "decision": "approve", "at": NOW.isoformat()},
        {"reviewer": 2, "decision": "approve", "at": NOW.isoformat()},
    ],
    "evidence": "a" * 64,
}


def journalled(certificate: Certificate) -> Certificate:
    """As if it had been printed: whatever the journal knows is shown."""
    with transaction.atomic():
        body = printing.told(certificate, {"pdf": "0" * 64})
        journal.note(JournalEntry.Kind.ISSUED, certificate, body, at=certificate.issued_at)
    certificates.write_waiting(clock=at(certificate.issued_at))
    return certificate


def propose_revocation(
    certificate: Certificate, public_reason: str = "Issued by mistake.", private_reason: str = ""
) -> None:
    certificates.propose_revocation(
        certificate_id=certificate.pk,
        public_reason=public_reason,
        private_reason=private_reason,
        by=UserFactory.create(),
        clock=at(NOW),
    )


def revoke(
    certificate: Certificate,
    public_reason: str = "Issued by mistake.",
    private_reason: str = "",
    by: User | None = None,
) -> Revocation:
    """One has proposed it, and another agrees."""
    propose_revocation(certificate, public_reason, private_reason)
    return certificates.revoke(certificate_id=certificate.pk, by=by or UserFactory.create(), clock=at(NOW))


def an_approved_case() -> Case:
    """Two core-group members have approved; what follows the commit hasn't necessarily run."""
    case = an_application()
    decide(case, a_core_member())
    return decide(case, a_core_member())
