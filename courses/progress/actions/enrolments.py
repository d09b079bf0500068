"""Beginning a road."""

from django.db import transaction
from django.utils import timezone

from courses.progress import rules
from courses.progress.actions import ledger
from courses.progress.models import Enrolment, Pathway, Release
from courses.progress.signals import enrolled
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User


@transaction.atomic
def enrol(*, person: User, pathway_slug: str, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Begin a pathway on its current syllabus; who has begun already is given what they have.

    Earlier facts about the person are adopted in the same transaction by the receivers of ``enrolled``.
    Raises ``Pathway.DoesNotExist`` and ``Refused``.
    """
    # The pathway's lock keeps a release from passing by while somebody is being pinned to the syllabus before it.
    pathway = Pathway.objects.select_for_update(no_key=True).get(slug=pathway_slug)
    ledger.lock_people([person.pk])
    at = clock()
    standing = Enrolment.objects.filter(person=person, pathway=pathway).first()
    if standing:
        return standing
    release = Release.objects.filter(pathway=pathway).select_related("syllabus").order_by("-pk").first()
    if release is None:
        raise Refused((rules.Reason.NOT_RELEASED,), WORDS)
    enrolment = Enrolment.objects.create(person=person, pathway=pathway, syllabus=release.syllabus, enrolled_at=at)
    enrolled.send(Enrolment, enrolment=enrolment, by=by, at=at)
    mail.queue(
        "enrolled",
        to=person,
        cause=f"enrolled:{enrolment.pk}",
        context={"pathway": pathway.title, "slug": pathway.slug},
    )
    return enrolment
