"""A planned release is made once, whatever kills who makes it and however many try at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.actions import releases as actions
from cms.models import PathwayPage
from cms.models.scheduling import ScheduledRelease
from cms.queries.releases import proposal
from courses.progress.models import Release
from lms.mail.models import OutgoingMail
from lms.people.roles import Role
from tests.cms import scenes
from tests.factories import UserFactory
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE = 0
State = ScheduledRelease.State


@pytest.fixture
def plan(house: House) -> ScheduledRelease:
    """One whose time has come."""
    if not Page.objects.exists():
        # What Wagtail's own migrations write, and tests with real transactions leave none of.
        Locale.objects.get_or_create(language_code="en")
        Page.add_root(instance=Page(title="Root", slug="root"))
    page = PathwayPage.objects.get(pk=scenes.a_pathway(lessons=1).pk)
    made = actions.release_later(
        page_id=page.pk,
        rule=Release.Rule.KEEP,
        seen=proposal(page).fingerprint,
        due_at=timezone.now() + timedelta(hours=1),
        zone="UTC",
        by=UserFactory.create(roles=[Role.CONTENT_ADMIN]),
    )
    ScheduledRelease.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    return made


def state_of(plan: ScheduledRelease) -> str:
    plan.refresh_from_db()
    return plan.state


def test_two_workers_at_once_make_it_once(house: House, plan: ScheduledRelease) -> None:
    assert house.at_once(*[Wanted("release_due")] * 2) == [DONE, DONE]

    assert (state_of(plan), Release.objects.count()) == (State.RELEASED, 1)


def test_killed_while_it_is_made_it_is_made_by_the_next(house: House, plan: ScheduledRelease) -> None:
    assert house.run("release_due", failpoint="progress.release.written") == KILLED
    after_the_kill = (state_of(plan), Release.objects.count())

    assert house.run("release_due") == DONE

    assert (after_the_kill, state_of(plan), Release.objects.count()) == ((State.WAITING, 0), State.RELEASED, 1)


def test_two_workers_at_once_stop_it_once_and_tell_its_owner_once(house: House, plan: ScheduledRelease) -> None:
    page = PathwayPage.objects.get()
    page.title = "Another name"
    page.save()

    assert house.at_once(*[Wanted("release_due")] * 2) == [DONE, DONE]

    mails = OutgoingMail.objects.filter(name="release_stopped")
    assert (state_of(plan), mails.count(), Release.objects.count()) == (State.STOPPED, 1, 0)
