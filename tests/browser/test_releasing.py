"""From a revised lesson to its release in three clicks, and back; also without script and on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from cms.models import LessonPage, PathwayPage
from courses.progress.actions import moves
from courses.progress.models import Enrolment, Move, Release
from lms.people.models import User
from lms.people.roles import Role
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.cms import scenes
from tests.cms.test_release import ask_for_two_sessions
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pathway(site: str) -> PathwayPage:
    """Released, with two people on it."""
    page = scenes.a_pathway(lessons=1)
    scenes.released(page, UserFactory.create(roles=[Role.CONTENT_ADMIN]))
    for name in ("Amara", "Bo"):
        scenes.begun(page, UserFactory.create(display_name=name))
    return page


@pytest.fixture
def editor(site: str) -> User:
    return UserFactory.create(display_name="Edi", roles=[Role.CONTENT_ADMIN])


def arrived(visitor: Visitor, sign_in: SignIn, person: User) -> Visitor:
    visitor.brings(sign_in(person))
    return visitor


def barriers(visitor: Visitor, *addresses: str) -> list[str]:
    """What axe finds in what is ours of staff pages, on a phone and on a desk."""
    found = []
    for address in addresses:
        for width in (390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.open(address)
            rows = Axe().run(visitor.page, context=".release").response["violations"]
            found += [f"{address} at {width}: {row['id']}" for row in rows]
    return found


def versions() -> set[int]:
    return set(Enrolment.objects.values_list("syllabus__number", flat=True))


def test_a_revised_lesson_is_released_in_three_clicks_with_the_impact_before_the_last(
    arrive: Arrival, sign_in: SignIn, pathway: PathwayPage, editor: User
) -> None:
    lesson = LessonPage.objects.descendant_of(pathway).get()
    lesson.title = "Kinder words"
    lesson.save_revision().publish()
    visitor = arrived(arrive(), sign_in, editor)
    visitor.open(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))

    visitor.page.locator("header").get_by_role("button", name="Actions").first.click()
    visitor.page.get_by_role("link", name="Release to trainees").filter(visible=True).first.click()
    visitor.reads("New words in the lesson: Kinder words", "2 people move", "nobody's progress is touched")
    visitor.press("Release now")

    visitor.reads("Facilitator is released as version 2.", "Everybody is decided on.")
    assert versions() == {2}


# Without script, Wagtail's own menu lies over its pages on a phone.
@pytest.mark.parametrize("options", [{"viewport": PHONE}, {"java_script_enabled": False}], ids=["phone", "no script"])
def test_people_are_moved_and_led_back_on_a_phone_and_without_script(
    arrive: Arrival, sign_in: SignIn, pathway: PathwayPage, editor: User, options: dict[str, Any]
) -> None:
    ask_for_two_sessions(pathway)
    visitor = arrived(arrive(**options), sign_in, editor)
    visitor.open(reverse("cms:release", args=[pathway.pk]))

    visitor.choose("Everybody moves to the new version")
    visitor.press("Release now")
    visitor.reads("Facilitator is released as version 2.")
    moved = versions()
    visitor.page.get_by_text("Lead everybody back to the version they had before").click()
    visitor.fill(because="The group asked for more time.")
    visitor.press("Lead them back")
    visitor.reads("The group asked for more time.")

    assert (moved, versions()) == ({2}, {1})


def test_a_release_is_planned_and_withdrawn(
    arrive: Arrival, sign_in: SignIn, pathway: PathwayPage, editor: User
) -> None:
    ask_for_two_sessions(pathway)
    visitor = arrived(arrive(), sign_in, editor)
    visitor.open(reverse("cms:release", args=[pathway.pk]))

    visitor.page.get_by_text("Release later instead").click()
    visitor.press("Release later")
    visitor.reads("Please choose the day and the time of the release.")
    visitor.fill(at="2031-07-01T09:00")
    visitor.press("Release later")
    visitor.reads("The release of Facilitator is planned.", "Planned by Edi")
    visitor.press("Withdraw it")

    visitor.reads("The planned release is withdrawn.")
    assert Release.objects.count() == 1


def test_the_page_of_a_release_follows_how_far_it_is(
    arrive: Arrival, sign_in: SignIn, pathway: PathwayPage, editor: User
) -> None:
    ask_for_two_sessions(pathway)
    made = scenes.released(pathway, editor, Release.Rule.MOVE)
    Move.objects.filter(release=made).update(outcome=Move.Outcome.RETURNING)
    visitor = arrived(arrive(), sign_in, editor)
    visitor.open(reverse("cms:made", args=[made.pk]))
    visitor.reads("2 of 2 people are left.")

    moves.carry_on(release_id=made.pk, budget=moves.Budget(people=1, seconds=60))
    visitor.reads("1 of 2 people are left.")
    moves.sweep()

    visitor.reads("Everybody is decided on.")


def test_the_pages_about_releases_have_no_barriers(
    arrive: Arrival, sign_in: SignIn, pathway: PathwayPage, editor: User
) -> None:
    ask_for_two_sessions(pathway)
    visitor = arrived(arrive(), sign_in, editor)
    release = reverse("cms:release", args=[pathway.pk])
    before = barriers(visitor, release, reverse("cms:pathways"))
    made = scenes.released(pathway, editor, Release.Rule.MOVE)

    after = barriers(visitor, reverse("cms:made", args=[made.pk]), reverse("cms:all_made", args=[pathway.pk]), release)

    assert (before, after) == ([], [])
