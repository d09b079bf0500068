"""What search engines are told, and where renamed and moved pages lead."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import PageViewRestriction

from lms.people.models import User
from tests.cms import public_scenes, scenes
from tests.courses.slots.scenes import a_slot

pytestmark = pytest.mark.django_db


def test_it_names_public_pages_and_sessions_to_come(client: Client) -> None:
    public_scenes.a_plain_page()
    to_come, over = a_slot(), a_slot(starts_in=timedelta(days=-3))

    words = client.get("/sitemap.xml").content.decode()

    assert ("<loc>http://testserver/care-for-the-room/</loc>" in words, "<loc>http://testserver/</loc>" in words) == (
        True,
        True,
    )
    assert (to_come.get_absolute_url() in words, over.get_absolute_url() in words) == (True, False)


def test_it_leaves_out_drafts_lessons_and_private_pages(client: Client) -> None:
    scenes.a_pathway(lessons=1)
    public_scenes.a_plain_page("A draft", live=False)
    private = public_scenes.a_plain_page("A private one")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    words = client.get("/sitemap.xml").content.decode()

    assert [part in words for part in ("/facilitator/<", "module-0", "draft", "private")] == [True, False, False, False]


@pytest.mark.parametrize("pages", [1, 3])
def test_it_takes_as_many_queries_for_three_pages_as_for_one(
    client: Client, pages: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(pages):
        public_scenes.a_plain_page(f"Page {number}")
        a_slot()
    client.get("/sitemap.xml")

    with django_assert_num_queries(5):
        client.get("/sitemap.xml")


def test_robots_are_told_where_it_is(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://chats.example.org"

    assert "Sitemap: https://chats.example.org/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_renamed_page_leads_on_from_its_old_address(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = public_scenes.a_plain_page()
    page.slug = "care"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    response = client.get("/care-for-the-room/")

    assert (response.status_code, response.headers["location"]) == (301, "/care/")


def test_a_moved_page_leads_on_from_its_old_address(client: Client) -> None:
    page, parent = public_scenes.a_plain_page(), public_scenes.a_plain_page("About")
    page.move(parent, pos="last-child")

    response = client.get("/care-for-the-room/")

    assert (response.status_code, response.headers["location"]) == (301, "/about/care-for-the-room/")


def test_who_writes_content_finds_redirects_and_others_do_not(
    content_admin: User, core_member: User, client: Client
) -> None:
    seen = []
    for person in (content_admin, core_member):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        seen.append(client.get("/admin/redirects/").status_code)

    assert seen[0] == 200
    assert seen[1] in (302, 403)
