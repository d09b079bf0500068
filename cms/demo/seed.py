"""Fills an empty site with the demo program, by the same actions that people use."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from certification.certificates.models import CertificateDesign, Signer
from cms.actions import releases as cms
from cms.demo import calibration, face, helping, pages, reviewers, roads, sessions
from cms.demo import people as demo_people
from cms.demo.content.journeys import JOURNEYS
from cms.demo.content.pathway import PATHWAY
from cms.demo.content.people import INSTITUTIONS, PEOPLE
from cms.demo.content.public import HOME, PLAIN_PAGES
from cms.demo.content.slots import SESSIONS
from cms.demo.content.support import SUPPORT_PLACES
from cms.demo.content.topics import TOPICS
from cms.demo.content.types import Session
from cms.demo.face_types import Face
from cms.demo.journeys import Scene
from cms.demo.timeline import Timeline
from cms.models import HomePage, PathwayPage
from cms.queries.releases import proposal
from courses.practice.models import SupportPlace
from courses.progress.models import Release
from courses.slots.models import Slot
from lms.actions import Clock
from lms.people.models import User

# How long before the first journey people are there: who got a role after an application doesn't decide about it.
_BEFORE = timedelta(days=400)
_SIGNS_AS = "for the core group"
_SIGNS_AS_IN_FRENCH = "pour le groupe de pilotage"


class NotEmpty(Exception):
    """The site has people already: what they did must not be mixed with what nobody did."""


class NotForProduction(Exception):
    """The demo program belongs to the embedded shape alone."""


@transaction.atomic
def seed(*, clock: Clock = timezone.now) -> Scene:
    """Write the pages, release the pathway, invite the people and tell their journeys; all of it or nothing."""
    if not settings.DEV_PAGES:
        raise NotForProduction
    if User.objects.exists():
        raise NotEmpty
    scene = set_the_scene(clock=clock)
    SupportPlace.objects.bulk_create(
        SupportPlace(title=row.title, text=row.text, phone=row.phone, order=order)
        for order, row in enumerate(SUPPORT_PLACES, start=1)
    )
    for journey in JOURNEYS:
        scene.tell(journey)
    for session in SESSIONS:
        if session.closed:
            sessions.close(scene.slots[session.key])
    admin, editor = (_first(scene.people, role) for role in ("program_admin", "content_admin"))
    syllabus = Release.objects.select_related("syllabus").latest("pk").syllabus
    calibration.told(scene.timeline, scene.people, syllabus=syllabus, by=admin)
    reviewers.told(scene.people, scene.timeline)
    roads.practise(scene.timeline, scene.people, by=admin)
    roads.put_forward(scene.timeline, scene.people, pathway_slug=scene.pathway_slug, by=admin)
    home = HomePage.objects.get()
    face.show(Face(home, scene.people, scene.slots, scene.timeline, editor=editor, admin=admin))
    return scene


def set_the_scene(*, clock: Clock = timezone.now) -> Scene:
    """The program before anybody has begun: people, pages, a released pathway, sessions."""
    timeline = Timeline(clock())
    people = demo_people.invite(PEOPLE, INSTITUTIONS, joined=timeline.now - _BEFORE)
    editor, admin, lead = (_first(people, role) for role in ("content_admin", "program_admin", "core_group"))
    release_pathway(write_pages(by=editor), by=editor)
    design_certificate(lead)
    helping.begin(people, timeline, by=admin)
    return Scene(
        timeline=timeline,
        people=people,
        slots={row.key: _announced(row, timeline, people, by=admin) for row in SESSIONS},
        topics={topic.key: topic for topic in TOPICS},
        pathway_slug=PATHWAY.slug,
        lead=lead,
    )


def write_pages(*, by: User) -> PathwayPage:
    """Home, plain pages, topics and the pathway, all published."""
    home = pages.write_home(HOME, by=by)
    for page in PLAIN_PAGES:
        pages.write_plain_page(home, page, by=by)
    for topic in TOPICS:
        pages.write_topic(home, topic, by=by)
    return pages.write_pathway(home, PATHWAY, by=by)


def release_pathway(page: PathwayPage, *, by: User) -> Release:
    """The first release, as the staff page makes it."""
    page = PathwayPage.objects.select_related("locale").get(pk=page.pk)
    return cms.release(page_id=page.pk, rule=Release.Rule.KEEP, seen=proposal(page).fingerprint, by=by)


def design_certificate(lead: User) -> None:
    """Both designs that ship, of which the later one prints, unless somebody has made one."""
    if not CertificateDesign.objects.exists():
        for layout in (CertificateDesign.Layout.PORTRAIT, CertificateDesign.Layout.LANDSCAPE):
            design = CertificateDesign(name=f"{settings.PROGRAM_NAME}: {layout.label}", layout=layout)
            design.signers = [Signer(name=lead.display_name, title=_SIGNS_AS, title_fr=_SIGNS_AS_IN_FRENCH)]
            design.save()
            design.save_revision()


def _first(people: Mapping[str, User], role: str) -> User:
    return next(people[person.key] for person in PEOPLE if person.role == role)


def _announced(session: Session, timeline: Timeline, people: Mapping[str, User], by: User) -> Slot:
    starts_at = timeline.weekday(session.weekday, session.at, weeks=session.weeks)
    return sessions.announce(session, starts_at=starts_at, people=people, by=by)
