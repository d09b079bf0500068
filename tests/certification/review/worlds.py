"""The same application in several worlds, which differ in nothing but how others have voted; and all who look at it."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from certification.review import actions
from certification.review.models import Case, Review, Seat
from courses.practice.models import Dialogue, Pairing
from courses.progress.models import Enrolment, Release
from courses.slots.actions import calendars
from courses.slots.models import SignUp
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory
from tests.permissions import address, matrix, routes

WHEN = scenes.NOW + timedelta(days=31)
# What differs between two answers of the same page by design: one-time secrets, and the number of the request.
SECRETS = re.compile(
    rb'nonce="[^"]+"|nonce-[^\' ;"]+|csrfmiddlewaretoken" value="[^"]+"|CSRF_TOKEN&?q?u?o?t?;?"?: ?&?q?u?o?t?;?"?[\w]+'
    rb"|csrfToken[^,]+|X-CSRFToken[^}]+"
)
HEADERS = ("ETag", "Last-Modified", "Content-Length", "Location", "Content-Disposition", "Cache-Control")
# Each as somebody would ask for it who looks for more than the page shows.
QUERIES = {
    "admin/cases/": ("?state=in_review", "?ordering=state", "?q=Person", "?p=2", "?export=csv", "?export=xlsx"),
    "admin/mail/": ("?name=review_to_close", "?q=decide", "?ordering=-queued_at", "?export=csv"),
    "admin/reports/site-history/": ("?action=review.decide", "?export=csv"),
    "admin/trainings/": ("?q=Person", "?export=csv"),
}
# They leave, or sign the reader out, and show nothing of anybody.
LEFT_OUT = re.compile(r"logout|oauth|^dev/|^health|static|failwhale|worker\.js")

Answer = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """An application whose seats are held by a reader and by somebody who may vote; and everybody else around it."""

    case: Case
    candidate: User
    asked: User
    volunteer: User
    readers: dict[str, User]
    own: dict[str, str]

    @classmethod
    def made(cls) -> "Scene":
        watcher = scenes.a_core_member()
        enrolment = scenes.a_trainee_ready_to_apply()
        for person in User.objects.filter(groups__name=Role.CORE_GROUP).exclude(pk=watcher.pk):
            person.groups.remove(*person.groups.filter(name=Role.CORE_GROUP))
        candidate = enrolment.person
        assert candidate is not None
        readers = _around(candidate, Dialogue.objects.get(enrolment=enrolment), watcher)
        # Whoever isn't free of ties can't be asked, so that the reader and the voter are.
        readers["seated"], asked = scenes.a_core_member(), scenes.a_core_member()
        RelationFactory.create(person=watcher, other=candidate, kind=Relation.Kind.MENTOR)
        case = scenes.an_application(enrolment)
        held = set(Seat.objects.held().filter(round__case=case).values_list("reviewer", flat=True))
        assert held == {readers["seated"].pk, asked.pk}
        Relation.objects.filter(person=watcher).delete()
        readers["not seated"], readers["recused"] = scenes.a_core_member(), scenes.a_core_member()
        actions.recuse(case_id=case.pk, by=readers["recused"], clock=scenes.at(WHEN))
        _invite(case, readers["guest"], readers["not seated"], readers["program admin"])
        return cls(case, candidate, asked, scenes.a_core_member(), readers, _things(case, enrolment, candidate))


def _around(candidate: User, dialogue: Dialogue, watcher: User) -> dict[str, User]:
    """Those who may never vote, whoever watches a dialogue and hasn't handed in, and the candidate."""
    tied, mentor, co_lead = scenes.a_core_member(), scenes.a_core_member(), UserFactory.create(roles=[Role.TRAINEE])
    RelationFactory.create(person=tied, other=candidate, kind=Relation.Kind.CONFLICT)
    RelationFactory.create(person=mentor, other=candidate, kind=Relation.Kind.MENTOR)
    for person, part in ((watcher, "observer"), (co_lead, "co_lead")):
        Pairing.objects.create(
            dialogue=dialogue,
            person=person,
            part=part,
            state="accepted",
            asked_at=scenes.NOW,
            answered_at=scenes.NOW,
        )
    return {
        "tied": tied,
        "mentor": mentor,
        "observer who hasn't handed in": watcher,
        "co-lead": co_lead,
        "candidate": candidate,
        "guest": UserFactory.create(roles=[Role.TRAINEE]),
        "program admin": scenes.an_admin(),
        "content admin": UserFactory.create(roles=[Role.CONTENT_ADMIN]),
    }


def _invite(case: Case, guest: User, by: User, second: User) -> None:
    until = WHEN + timedelta(days=60)
    clock = scenes.at(WHEN)
    named = actions.name_guest(case_id=case.pk, person=guest, reason="Knows it.", until=until, by=by, clock=clock)
    actions.second_guest(guest_id=named.pk, by=second, clock=clock)


def _things(case: Case, enrolment: Enrolment, candidate: User) -> dict[str, str]:
    dialogue = Dialogue.objects.get(enrolment=enrolment)
    mail = OutgoingMail.objects.filter(name="application_to_review").latest("pk")
    return {
        "cases": str(case.pk),
        "slug": "facilitator",
        "key": scenes.key("listening"),
        "person_id": str(candidate.pk),
        "people": str(candidate.pk),
        "practice": str(dialogue.pk),
        "dialogues": str(dialogue.pk),
        "trainings": str(enrolment.pk),
        "sessions": str(SignUp.objects.get(person=candidate).slot_id),
        "mail": str(mail.pk),
        "mail_name": "review_to_close",
        "language": "en",
        "secret": calendars.make_feed(person=candidate),
        "release_id": str(Release.objects.latest("pk").pk),
        "pathway_id": str(enrolment.pathway_id),
        "year": "2026",
        "number": "11",
        "seq": "1",
    }


def addresses(own: dict[str, str], reader: str) -> list[str]:
    """Every page that somebody is shown by GET, and every one that the matrix doesn't know yet.

    The matrix proves that the staff's pages open to nobody else.
    """
    known = matrix()
    found: list[str] = []
    for route in dict.fromkeys(routes()):
        lines = " ".join(known.get((route, "GET"), ["own, yes: everybody"]))
        if route.startswith("admin/") and reader in ("candidate", "co-lead"):
            continue
        if not LEFT_OUT.search(route) and ("yes:" in lines or "again:" in lines):
            plain = address(route, own, "own")
            found += [plain, *(plain + query for query in QUERIES.get(route, ()))]
    return found


def posted_to(own: dict[str, str]) -> list[str]:
    """Where something is done with an application at the desk."""
    return [address(route, own, "own") for route in routes() if route.startswith("admin/cases/<int:pk>/")]


def asked_for(cookies: Mapping[str, str], where: str, sent: Mapping[str, str] | None = None) -> Answer:
    """The answer without what differs by design; nothing that it does stays done, nor in the reader's browser."""
    cache.clear()
    client = _browser()
    client.cookies.clear()
    client.cookies.load(dict(cookies))
    with transaction.atomic():
        answer: Any = client.get(where) if sent is None else client.post(where, sent)
        body = answer.getvalue()
        transaction.set_rollback(True)
    told = SECRETS.sub(b"", body)
    length = answer.headers.get("Content-Length")
    heads = tuple(answer.headers.get(name) for name in HEADERS if name != "Content-Length")
    return (answer.status_code, *heads, length and len(told), told)


@functools.cache
def _browser() -> Client:
    """One for all readers, who come with their own cookies: each other would make all of the middleware anew."""
    return Client()


@contextmanager
def world(happens: Callable[[], object]) -> Iterator[None]:
    """What happens in the block hasn't happened after it; a turn of the clockwork belongs to every world."""
    with transaction.atomic():
        happens()
        actions.mind(clock=timezone.now)
        yield
        transaction.set_rollback(True)


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def written_by(happens: Callable[[], object]) -> set[str]:
    """The tables that something writes to."""
    with statements() as seen, world(happens):
        pass
    return {name for sql in seen for name in re.findall(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql)}


def _all_decide(scene: Scene, votes: list[tuple[User, Review.Decision]]) -> None:
    for who, how in votes:
        scenes.decide(scene.case, who, how)


def worlds_of(scene: Scene) -> dict[str, Callable[[], object]]:
    """The first two are the same: what differs between them is no sign of a vote."""
    voting: dict[str, list[tuple[User, Review.Decision]]] = {
        "nobody has voted": [],
        "nobody has voted, again": [],
        "one approves": [(scene.asked, Review.Decision.APPROVE)],
        "one objects": [(scene.asked, Review.Decision.NOT_YET)],
        "somebody approves who wasn't asked": [(scene.volunteer, Review.Decision.APPROVE)],
        "two don't agree": [(scene.asked, Review.Decision.APPROVE), (scene.volunteer, Review.Decision.NOT_YET)],
    }

    def cast(votes: list[tuple[User, Review.Decision]]) -> Callable[[], object]:
        return partial(_all_decide, scene, votes)

    return {name: cast(votes) for name, votes in voting.items()}
