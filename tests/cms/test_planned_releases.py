"""Releases that are made later by themselves: made once, or stopped with a word to their owner."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.actions import releases as actions
from cms.models import LessonPage, PathwayPage
from cms.models.scheduling import ScheduledRelease
from cms.queries.releases import proposal
from cms.rules.releases import Reason
from cms.tasks import release_due
from courses.progress.models import Pathway, Release
from courses.progress.tasks import sweep_moves
from lms.actions import Refused
from lms.mail import rendering
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests.cms import scenes
from tests.cms.test_release import ask_for_two_sessions, attended, words_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
State = ScheduledRelease.State
LATER = timedelta(hours=3)


@pytest.fixture
def pathway(content_admin: User) -> PathwayPage:
    """Released once, and changed since."""
    page = scenes.a_pathway(lessons=1)
    scenes.released(page, content_admin)
    ask_for_two_sessions(page)
    return page


@pytest.fixture
def as_content_admin(client: Client, content_admin: User) -> Client:
    client.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


def planned(page: PathwayPage, by: User, *, rule: Release.Rule = Release.Rule.MOVE) -> ScheduledRelease:
    page = PathwayPage.objects.get(pk=page.pk)
    return actions.release_later(
        page_id=page.pk,
        rule=rule,
        seen=proposal(page).fingerprint,
        due_at=timezone.now() + LATER,
        zone="America/New_York",
        by=by,
    )


def come_due(*plans: ScheduledRelease) -> None:
    """Their time comes."""
    for plan in plans:
        ScheduledRelease.objects.filter(pk=plan.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    release_due()


def standing(plan: ScheduledRelease) -> tuple[str, str]:
    plan.refresh_from_db()
    return plan.state, plan.because


def revise_a_lesson(page: PathwayPage) -> None:
    lesson = LessonPage.objects.descendant_of(page).get()
    lesson.title = "Kinder words"
    lesson.save_revision().publish()


def told_owner() -> list[str]:
    return [rendering.words_of(mail).text for mail in OutgoingMail.objects.filter(name="release_stopped")]


@pytest.mark.database
def test_it_is_made_when_its_time_has_come_and_not_before(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    enrolment = scenes.begun(pathway, trainee)
    plan = planned(pathway, content_admin)
    release_due()
    before = standing(plan)

    come_due(plan)
    sweep_moves()

    enrolment.refresh_from_db()
    assert (before, standing(plan)) == ((State.WAITING, ""), (State.RELEASED, ""))
    assert (plan.release, enrolment.syllabus.number) == (Release.objects.latest("pk"), 2)


@pytest.mark.database
def test_a_task_that_runs_twice_releases_once(pathway: PathwayPage, content_admin: User) -> None:
    plan = planned(pathway, content_admin)

    come_due(plan)
    actions.release_planned(plan_id=plan.pk)

    assert Release.objects.count() == 2


def test_it_stops_when_pages_were_published_since_and_its_owner_is_told(
    pathway: PathwayPage, content_admin: User
) -> None:
    plan = planned(pathway, content_admin)
    revise_a_lesson(pathway)

    come_due(plan)
    release_due()

    assert standing(plan) == (State.STOPPED, Reason.PAGES_CHANGED)
    (text,) = told_owner()
    assert "Pages were published or taken away since this release was planned." in text
    assert reverse("cms:release", args=[pathway.pk]) in text
    assert Release.objects.count() == 1


def test_it_stops_when_somebody_would_lose_something_else(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.begun(pathway, trainee)
    plan = planned(pathway, content_admin)
    attended(trainee)

    come_due(plan)

    assert (standing(plan), len(told_owner())) == ((State.STOPPED, Reason.PEOPLE_CHANGED), 1)


def test_somebody_who_begins_or_reads_on_does_not_stop_it(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    plan = planned(pathway, content_admin)
    scenes.begun(pathway, trainee)

    come_due(plan)

    assert standing(plan) == (State.RELEASED, "")


def test_a_release_by_hand_stops_what_was_planned(pathway: PathwayPage, content_admin: User) -> None:
    plan = planned(pathway, content_admin)

    scenes.released(pathway, content_admin)

    assert (standing(plan), len(told_owner())) == ((State.STOPPED, Reason.RELEASED_SINCE), 1)


def test_it_stops_when_its_owner_may_no_longer_release(pathway: PathwayPage, content_admin: User) -> None:
    plan = planned(pathway, content_admin)
    content_admin.groups.clear()

    come_due(plan)

    assert (standing(plan), Release.objects.count()) == ((State.STOPPED, Reason.MAY_NO_LONGER), 1)


@pytest.mark.parametrize(("gone", "because"), [("unpublish", Reason.NOT_PUBLISHED), ("delete", Reason.PAGE_GONE)])
def test_it_stops_when_the_page_is_gone(pathway: PathwayPage, content_admin: User, gone: str, because: Reason) -> None:
    plan = planned(pathway, content_admin)
    getattr(PathwayPage.objects.get(pk=pathway.pk), gone)()

    come_due(plan)

    assert (standing(plan), "Facilitator" in told_owner()[0]) == ((State.STOPPED, because), True)


def test_while_the_last_release_moves_people_it_waits(pathway: PathwayPage, content_admin: User, trainee: User) -> None:
    scenes.begun(pathway, trainee)
    scenes.released(pathway, content_admin, Release.Rule.MOVE)
    revise_a_lesson(pathway)
    plan = planned(pathway, content_admin)
    come_due(plan)
    while_moving = standing(plan)
    sweep_moves()

    release_due()

    assert (while_moving, standing(plan)) == ((State.WAITING, ""), (State.RELEASED, ""))


def test_several_that_are_due_are_made_in_their_order(content_admin: User) -> None:
    pages = [scenes.a_pathway(slug, lessons=1) for slug in ("later", "sooner")]
    plans = [planned(page, content_admin) for page in pages]
    ScheduledRelease.objects.filter(pk=plans[1].pk).update(due_at=timezone.now() - timedelta(days=1))

    come_due(plans[0])

    made = Release.objects.order_by("pk").values_list("pathway__slug", flat=True)
    assert list(made) == ["sooner", "later"]


def test_one_that_goes_wrong_holds_up_no_other_and_stays_planned(content_admin: User) -> None:
    broken, whole = (planned(scenes.a_pathway(slug, lessons=1), content_admin) for slug in ("broken", "whole"))
    # A second pathway of this address: the database refuses the release.
    _take_the_slug("broken")

    come_due(broken, whole)

    assert (standing(broken), standing(whole)) == ((State.WAITING, ""), (State.RELEASED, ""))


def _take_the_slug(slug: str) -> None:
    Pathway.objects.create(key=scenes.key("another"), slug=slug, title="Another")


def refused(page: PathwayPage, by: User, **values: Any) -> tuple[Any, ...]:
    usual: dict[str, Any] = {
        "rule": Release.Rule.KEEP,
        "seen": proposal(PathwayPage.objects.get(pk=page.pk)).fingerprint,
        "due_at": timezone.now() + LATER,
        "zone": "UTC",
    }
    with pytest.raises(Refused) as refusal:
        actions.release_later(page_id=page.pk, by=by, **(usual | values))
    return refusal.value.reasons


def test_one_release_of_a_pathway_is_planned_at_a_time(pathway: PathwayPage, content_admin: User) -> None:
    planned(pathway, content_admin)

    assert refused(pathway, content_admin) == (Reason.PLANNED_ALREADY,)


@pytest.mark.database
def test_the_database_lets_one_wait(pathway: PathwayPage, content_admin: User) -> None:
    plan = planned(pathway, content_admin)
    plan.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(force_insert=True)


def test_a_time_that_is_over_is_refused(pathway: PathwayPage, content_admin: User) -> None:
    assert refused(pathway, content_admin, due_at=datetime(2026, 1, 1, tzinfo=UTC)) == (Reason.TIME_IS_OVER,)


def test_what_is_not_what_was_seen_is_not_planned(pathway: PathwayPage, content_admin: User) -> None:
    assert [str(reason) for reason in refused(pathway, content_admin, seen="old")] == ["impact_changed"]


def test_it_is_planned_from_the_page_as_the_readers_clock_says(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    User.objects.filter(pk=content_admin.pk).update(time_zone="Europe/Berlin")
    seen = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint

    answer = as_content_admin.post(
        reverse("cms:release_later", args=[pathway.pk]), {"seen": seen, "rule": "move", "at": "2030-07-01T09:00"}
    )

    plan = ScheduledRelease.objects.get()
    assert answer.status_code == 302
    assert (plan.due_at, plan.zone, plan.rule) == (datetime(2030, 7, 1, 7, tzinfo=UTC), "Europe/Berlin", "move")
    assert ModelLogEntry.objects.filter(action="cms.release_later", user=content_admin).count() == 1


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("", "Please choose the day and the time of the release."),
        ("2026-01-01T09:00", "This time is over. Please choose one that is still to come."),
        ("2030-03-31T02:30", "Clocks go forward that night: this time doesn&#x27;t exist. Please choose another."),
    ],
)
def test_a_mistake_is_told_at_the_field_and_the_choice_stays(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User, trainee: User, at: str, words: str
) -> None:
    User.objects.filter(pk=content_admin.pk).update(time_zone="Europe/Berlin")
    scenes.begun(pathway, trainee)
    seen = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint

    answer = as_content_admin.post(
        reverse("cms:release_later", args=[pathway.pk]), {"seen": seen, "rule": "move", "at": at}
    )

    told = words_of(answer)
    assert words in told
    assert 'value="move" id="id_rule_1" checked' in told.replace(' required=""', "").replace(" required", "")


def test_it_can_be_withdrawn_until_then(as_content_admin: Client, pathway: PathwayPage, content_admin: User) -> None:
    plan = planned(pathway, content_admin)

    for _ in range(2):
        answer = as_content_admin.post(reverse("cms:withdraw", args=[plan.pk]), follow=True)
    come_due(plan)

    assert (standing(plan), Release.objects.count()) == ((State.WITHDRAWN, ""), 1)
    assert "was made, stopped or withdrawn meanwhile" in words_of(answer)
    assert ModelLogEntry.objects.filter(action="cms.withdraw_release").count() == 1


def test_the_list_of_pathways_warns_when_pages_are_published_meanwhile(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    planned(pathway, content_admin)
    before = words_of(as_content_admin.get(reverse("cms:pathways")))
    revise_a_lesson(pathway)

    after = words_of(as_content_admin.get(reverse("cms:pathways")))

    warning = "Pages have changed since. As they stand, this release will stop when its time comes."
    assert ("A release is planned:" in before, warning in before, warning in after) == (True, False, True)


def test_the_list_of_pathways_says_what_was_stopped_until_the_next_release(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    plan = planned(pathway, content_admin)
    revise_a_lesson(pathway)
    come_due(plan)
    stopped = words_of(as_content_admin.get(reverse("cms:pathways")))
    scenes.released(pathway, content_admin)

    released = words_of(as_content_admin.get(reverse("cms:pathways")))

    why = "Pages were published or taken away since this release was planned."
    assert (why in stopped, why in released) == (True, False)


@pytest.mark.parametrize("name", ["release_later", "withdraw"])
def test_only_those_who_may_release_plan_and_withdraw(
    client: Client, pathway: PathwayPage, content_admin: User, name: str
) -> None:
    plan = planned(pathway, content_admin)
    client.force_login(UserFactory.create(roles=[Role.CORE_GROUP]), backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse(f"cms:{name}", args=[plan.pk if name == "withdraw" else pathway.pk]))

    assert (standing(plan), ScheduledRelease.objects.count()) == ((State.WAITING, ""), 1)
