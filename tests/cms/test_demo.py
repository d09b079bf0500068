"""The demo program comes to the site by the actions that people use, and its ledger is whole."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from certification.certificates.models import CertificateFile
from certification.review.models import Case
from cms.demo import walk
from cms.demo.content.founders import REFERENCES
from cms.demo.content.journeys import JOURNEYS
from cms.demo.content.people import PEOPLE
from cms.demo.content.types import Way
from cms.demo.seed import seed
from cms.models import CHAT_KINDS
from courses.progress.models import Enrolment
from courses.slots.models import SignUp, Slot
from lms.people.models import User
from tests.cms import slowly
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def standing(way: Way) -> list[str]:
    return [f"{person.key}@example.org" for person in PEOPLE if person.way is way]


def enrolled(**where: object) -> list[str]:
    return list(Enrolment.objects.filter(**where).order_by("pk").values_list("person__email", flat=True))


@pytest.mark.database
def test_the_demo_program_has_somebody_at_every_stage_and_a_whole_ledger(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scene = seed()
    told = StringIO()
    call_command("rebuild_progress", check=True, stdout=told)

    assert len(enrolled()) == len(JOURNEYS) + len(REFERENCES)
    assert {row.person.email for row in SignUp.objects.waiting().select_related("person") if row.person} == set(
        standing(Way.WAITING)
    )
    assert enrolled(cases__state=Case.State.APPROVED) == standing(Way.CERTIFIED)
    assert enrolled(cases__state=Case.State.IN_REVIEW, cases__road="usual") == standing(Way.UNDER_REVIEW)
    assert set(enrolled(eligible_at__isnull=False, cases=None)) == set(standing(Way.READY_TO_APPLY))
    assert CertificateFile.objects.count() == 1
    closed = Slot.objects.filter(state="closed").exclude(kind__in=CHAT_KINDS)
    assert set(closed) == {scene.slots["held-last-month"], scene.slots["held-last-season"]}
    assert not User.objects.exclude(password__startswith="!").exists()
    assert slowly.told() == slowly.figures(slowly.everything(), scene.timeline.now)


def test_people_who_are_there_keep_the_demo_program_away() -> None:
    UserFactory.create()

    with pytest.raises(CommandError, match="There are people here already"):
        call_command("seed_demo")


def test_production_has_no_demo_program(settings: Settings) -> None:
    settings.DEV_PAGES = False

    with pytest.raises(CommandError, match="embedded shape only"):
        call_command("seed_demo")


def test_one_person_walks_the_whole_way(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    told: list[str] = []
    with django_capture_on_commit_callbacks(execute=True):
        certificate = walk.walk(told.append)

    assert walk.verified(certificate) == "Marisol Quispe Nguyễn, Chats for Change facilitator: valid"
    assert "  · nothing. She is ready to apply." in told
