"""The permission matrix: what each reader is answered at each address, by GET and by POST, of their own and others'.

``tests/permission_matrix.tsv`` holds two lines for every route of the URL conf. ``WRITE_PERMISSION_MATRIX=yes pytest
tests/test_permissions.py -n 0`` writes them anew; read the difference word by word: a wrong one is a hole in the wall.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import Page

from certification.certificates import actions as certificates
from certification.certificates.models import Batch, Certificate, Leave
from certification.review.actions import let_practise
from certification.review.models import Absence, Case, Consent, Guest, Message, Round
from cms.actions import decks, links, voices
from cms.models import SeriesPage
from cms.models.scheduling import ScheduledRelease
from courses.practice.actions import calibrations, concerns, founding, pairings, promises, sharing
from courses.practice.models import (
    Calibration,
    CareWish,
    Dialogue,
    FeedbackRound,
    FoundingMember,
    Note,
    Pairing,
    SupportPlace,
)
from courses.progress.models import Release
from courses.slots.actions import calendars
from courses.slots.models import MeetingReport, SignUp, Slot
from lms.mail import stopping
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.road_scenes import a_founding_list, an_exercise_of
from tests.cms import chat_scenes, deck_scenes, face_scenes
from tests.courses.practice.fairness_scenes import GOLD, an_exercise
from tests.courses.progress import staff_scenes
from tests.factories import RelationFactory, UserFactory

MATRIX = Path(__file__).parent / "permission_matrix.tsv"
READERS = ("anonymous", "owner", "colleague", "observer", "core", "content", "program")
# Who else stands around a practice dialogue; ``observer`` has handed in, and ``watcher`` hasn't yet.
AROUND_A_DIALOGUE = ("co_lead", "watcher", "asked", "mentor", "participant")
METHODS = ("GET", "POST")
_NO_KEY = "00000000-0000-4000-8000-000000000000"
NOBODYS = {"public_id": "0" * 32, "key": _NO_KEY, "answer": _NO_KEY, "slug": "nobodys"}
_WORDS = {200: "yes", 403: "no", 404: "nothing", 405: "other-method"}
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|\([^)]*\)")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every route of the URL conf, as it is written there."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


@dataclass(frozen=True, slots=True)
class World:
    """People of every kind, and for each kind of thing one that belongs to the owner."""

    cookies: dict[str, dict[str, str]]
    own: dict[str, str]
    # One for all, who come with their own cookies: each other client would make all of the middleware anew.
    client: Client

    @classmethod
    def made(cls) -> "World":
        owner, observer = (UserFactory.create(roles=[Role.TRAINEE]) for _ in range(2))
        case = scenes.an_application(scenes.a_trainee_ready_to_apply(owner, observer=observer))
        for _ in range(2):
            scenes.decide(case, scenes.a_core_member())
        readers = {
            "owner": owner,
            "observer": observer,
            "colleague": UserFactory.create(roles=[Role.TRAINEE]),
            "core": scenes.a_core_member(),
            "content": UserFactory.create(roles=[Role.CONTENT_ADMIN]),
            "program": UserFactory.create(roles=[Role.PROGRAM_ADMIN]),
        }
        readers |= _people_around(Dialogue.objects.get(enrolment__person=owner), owner)
        cookies = {name: _signed_in(person) for name, person in readers.items()}
        return cls({"anonymous": {}} | cookies, _things_of(owner, case), Client(raise_request_exception=False))

    def ask(self, reader: str, method: str, address: str) -> HttpResponseBase:
        """One request by one reader, after which everything is as it was before."""
        cache.clear()
        client = self.client
        client.cookies.clear()
        client.cookies.load(self.cookies[reader])
        with transaction.atomic():
            if method == "GET":
                response = client.get(address)
            elif address.startswith("/api/"):
                response = client.post(address, {}, content_type="application/json")
            else:
                response = client.post(address)
            transaction.set_rollback(True)
        return response


def _people_around(dialogue: Dialogue, lead: User) -> dict[str, User]:
    """Those who lead, observe or took part beside the lead, and whom the lead learns from."""
    people = {name: UserFactory.create(roles=[Role.TRAINEE]) for name in AROUND_A_DIALOGUE}
    parts = {"co_lead": ("co_lead", "accepted"), "watcher": ("observer", "accepted"), "asked": ("observer", "asked")}
    for name, (part, state) in parts.items():
        answered = scenes.NOW if state == "accepted" else None
        Pairing.objects.create(
            dialogue=dialogue,
            person=people[name],
            part=part,
            state=state,
            asked_at=scenes.NOW,
            answered_at=answered,
        )
    RelationFactory.create(person=people["mentor"], kind=Relation.Kind.MENTOR, other=lead)
    slot = scenes.a_slot(kind=Slot.Kind.PRACTICE)
    scenes.attend(people["participant"], slot)
    Dialogue.objects.filter(pk=dialogue.pk).update(slot=slot)
    return people


def _signed_in(person: User) -> dict[str, str]:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _things_of(owner: User, case: Case) -> dict[str, str]:
    dialogue = Dialogue.objects.get(enrolment__person=owner)
    pairing = Pairing.objects.get(dialogue=dialogue, state=Pairing.State.ASKED)
    root = Page.objects.get(depth=1)
    page = root.get_children().first() or root
    certificate = Certificate.objects.get(holder__person=owner)
    certificates.render(certificate.pk)
    certificates.sign_lists()
    return {
        "public_id": certificate.public_id,
        "leave": str(Leave.objects.create(person=owner, since=timezone.localdate() + timedelta(days=9)).pk),
        "slug": "facilitator",
        "key": scenes.key("listening"),
        "page_id": str(page.pk),
        "page_to_copy_id": str(page.pk),
        "parent_page_id": str(page.pk),
        "person_id": str(owner.pk),
        "practice": str(dialogue.pk),
        "shared": str(sharing.share(dialogue_id=dialogue.pk, by_name=False, by=owner).pk),
        "promise": str(promises.make(on=timezone.localdate() + timedelta(days=5), by=owner).pk),
        "dialogues": str(dialogue.pk),
        "pairing": str(pairing.pk),
        "pairings": str(pairing.pk),
        "token": pairings.answer_token(pairing),
        "founding": str(_a_founder().pk),
        "exercises": str(an_exercise().pk),
        "exercise": str(an_exercise().pk),
        "attempt": str(_a_try_of(owner).pk),
        **_afterwards_of(dialogue),
        "sessions": str(SignUp.objects.get(person=owner).slot_id),
        "sign_up_id": str(SignUp.objects.get(person=owner).pk),
        "cases": str(case.pk),
        "question": str(_a_question_about(case).pk),
        **_who_decides(case, owner),
        **_beside_the_case(case, owner),
        "certificate_jobs": str(_a_job().pk),
        "issued": str(Certificate.objects.get(holder__person=owner).pk),
        "trainings": str(case.enrolment_id),
        "release_id": str(Release.objects.latest("pk").pk),
        "pathway_id": str(Release.objects.latest("pk").pathway_id),
        "plan_id": str(_a_planned_release().pk),
        "seq": "1",
        "report": str(_a_report_of(SignUp.objects.get(person=owner).slot_id)),
        "year": "2026",
        "number": "11",
        "act": "publish",
        "note": str(_a_note_on(dialogue).pk),
        "revision": str(staff_scenes.note(case.enrolment).pk),
        "credit": str(staff_scenes.credit(case.enrolment).pk),
        "mail_name": "slot_signed_up",
        "language": "en",
        "secret": calendars.make_feed(person=owner),
        "code": FeedbackRound.objects.get(dialogue=dialogue).code,
        "answers": str(FeedbackRound.objects.get(dialogue=dialogue).pk),
        **_slides_for(owner),
        **_from_the_site(),
    }


def _slides_for(owner: User) -> dict[str, str]:
    """A deck, the owner's link to it, and the link that ends its news."""
    request = deck_scenes.asked(deck_scenes.a_deck(), email=owner.email, at=timezone.now())
    link = request.links.get()
    return {
        "deck": str(request.deck_id),
        "deck_link": links.token_of(link, decks.DOWNLOAD),
        "deck_news": links.token_of(request, decks.END_NEWS),
        "deck_requests": str(request.pk),
    }


def _from_the_site() -> dict[str, str]:
    """Somebody's words with the link to them, a letter, and a chat whose series somebody wants to follow."""
    voice = face_scenes.a_voice(scenes.an_admin())
    link = links.token_of(voice, voices.LINK)
    chat = chat_scenes.a_chat(session=chat_scenes.a_session(starts_at=timezone.now() + timedelta(days=9)))
    follower = chat_scenes.a_follower(SeriesPage.objects.get(), confirmed=False)
    return {
        "voices": str(voice.pk),
        "voice/token": link,
        "mails/token": stopping.path_for("review_digest", User.objects.latest("pk")).split("/")[-2],
        "letters": str(face_scenes.a_letter().pk),
        "chat": str(chat.pk),
        "series": str(follower.series_id),
        "followers": str(follower.pk),
        "chats/token": links.token_of(follower, "confirm"),
    }


def _a_question_about(case: Case) -> Message:
    """What a reviewer asked in the round that is over."""
    round_ = Round.objects.get(case=case)
    asked: Message = round_.messages.create(
        kind=Message.Kind.QUESTION, author=scenes.a_core_member(), text="What then?", said_at=scenes.NOW
    )
    return asked


def _beside_the_case(case: Case, owner: User) -> dict[str, str]:
    """A list of people who are put forward, and an exercise made of the owner's closed application."""
    let_practise(case_id=case.pk, by=owner)
    return {
        "founding_lists": str(a_founding_list().pk),
        "review_exercises": str(an_exercise_of(case).pk),
        "round_id": str(case.rounds.get().pk),
    }


def _a_founder() -> FoundingMember:
    person, by = UserFactory.create(), scenes.an_admin()
    return founding.name(person=person, part=FoundingMember.Part.LEAD, because="Began it.", by=by)


def _a_note_on(dialogue: Dialogue) -> Note:
    observer = dialogue.observations.get().observer
    note: Note = dialogue.notes.create(author=observer, kind="seen", text="Waits.", noted_at=scenes.NOW)
    return note


def _a_try_of(person: User) -> Calibration:
    return calibrations.take(exercise_id=an_exercise().pk, scores=GOLD, by=person)


def _afterwards_of(dialogue: Dialogue) -> dict[str, str]:
    """A concern about the owner that was said openly, a wish to talk, and a place of support."""
    day = dialogue.starts_at
    observer, admin = (
        dialogue.observations.get().observer,
        User.objects.filter(groups__name=Role.PROGRAM_ADMIN).latest("pk"),
    )
    concern = concerns.raise_one(
        dialogue_id=dialogue.pk,
        kind="harm",
        text="A worry.",
        owner=admin,
        due_on=day.date(),
        by=observer,
        clock=scenes.at(day),
    )
    concerns.say_openly(concern_id=concern.pk, text="Let's talk.", by=admin)
    wish = CareWish.objects.create(dialogue=dialogue, person=observer, asked_at=day)
    place = SupportPlace.objects.create(title="Night line")
    return {
        "concern": str(concern.pk),
        "concerns": str(concern.pk),
        "care": str(wish.pk),
        "support_places": str(place.pk),
    }


def _who_decides(case: Case, owner: User) -> dict[str, str]:
    """A question about a tie and one about a guest of the owner's application; days and a tie of the owner's own."""
    one, other, day = scenes.a_core_member(), UserFactory.create(), timezone.localdate()
    asked = {"reason": "Long ago.", "asked_by": one, "asked_at": scenes.NOW}
    named = {"reason": "Knows it.", "named_by": one, "named_at": scenes.NOW, "until": scenes.NOW}
    absence = Absence.objects.create(person=owner, starts_on=day, ends_on=day)
    consent = Consent.objects.create(case=case, reviewer=scenes.a_core_member(), ties=["mentor"], **asked)
    return {
        "consent": str(consent.pk),
        "guest": str(Guest.objects.create(case=case, person=other, **named).pk),
        "absence": str(absence.pk),
        "tie": str(RelationFactory.create(person=owner, other=other, kind=Relation.Kind.CONFLICT).pk),
    }


def _a_report_of(slot_id: int) -> int:
    row = MeetingReport.objects.create(slot_id=slot_id, form="plain", zone="UTC", uploaded_at=scenes.NOW)
    return row.pk


def _a_planned_release() -> ScheduledRelease:
    release = Release.objects.latest("pk")
    plan: ScheduledRelease = ScheduledRelease.objects.create(
        pathway_key=release.pathway.key,
        rule=Release.Rule.KEEP,
        seen="seen",
        due_at=scenes.NOW,
        zone="UTC",
        scheduled_at=scenes.NOW,
        scheduled_by=release.released_by,
    )
    return plan


def _a_job() -> Batch:
    """Work on many certificates, which has nothing to do any more."""
    by = User.objects.filter(groups__name=Role.PROGRAM_ADMIN).latest("pk")
    return Batch.objects.create(kind=Batch.Kind.DESIGN, reason="A new look.", asked_at=scenes.NOW, asked_by=by)


def address(route: str, own: dict[str, str], relation: str) -> str:
    """A route with its parameters filled in: of the owner's things, or of nobody's."""
    parts = [part for part in route.split("/") if part not in ("admin", "api", "v1")]

    def fill(match: re.Match[str]) -> str:
        name = match[1] or match[2] or ""
        mine = (
            own.get(f"{parts[0]}/{name}")
            or own.get(name)
            or (own.get(parts[1]) or own.get(parts[0]) if name == "pk" else None)
        )
        if relation == "own" and mine:
            return mine
        return NOBODYS.get(name, "987654")

    plain = _PARAMETER.sub(fill, route.replace("^", "").replace("$", "").replace("(?:", "("))
    return "/" + re.sub(r"[\\?+*]", "", plain)


def told(response: HttpResponseBase) -> str:
    """An answer in a word."""
    if response.status_code in (301, 302):
        target = response.headers["Location"]
        return "sign-in" if "/accounts/login/" in target else "again" if "reauthenticate" in target else "elsewhere"
    return _WORDS.get(response.status_code, str(response.status_code))


def asked(route: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who asks for what at a route. In the staff pages one trainee is like another, and permission comes before row."""
    if route.startswith("admin/"):
        return (("own", ("anonymous", "owner", "core", "content", "program")),)
    readers = READERS + AROUND_A_DIALOGUE if route.startswith(("practice/", "f/")) else READERS
    return (("own", readers), ("nobody's", READERS))


def answers(world: World, route: str, method: str) -> list[str]:
    """Who is answered what, of the owner's things and of nobody's; nothing that is done stays done."""
    found: dict[str, list[str]] = {}
    for relation, readers in asked(route):
        for reader in readers:
            word = told(world.ask(reader, method, address(route, world.own, relation)))
            found.setdefault(f"{relation}, {word}", []).append(reader)
    return [f"{answer}: {' '.join(readers)}" for answer, readers in found.items()]


def matrix() -> dict[tuple[str, str], list[str]]:
    """The lines that are written down."""
    rows = [line.split("\t") for line in MATRIX.read_text().splitlines()]
    return {(row[0], row[1]): row[2:] for row in rows}


def as_lines(rows: dict[tuple[str, str], list[str]]) -> str:
    return "\n".join("\t".join([*key, *found]) for key, found in sorted(rows.items())) + "\n"
