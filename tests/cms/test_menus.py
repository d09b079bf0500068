"""What stands in the site's menus: what editors put there, at once, and for no query of a page's own."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, PageViewRestriction

from cms.models import StandardPage, TopicPage
from cms.queries.menus import menus as read
from lms.web import menus
from tests.cms import scenes

pytestmark = pytest.mark.django_db


def a_page(title: str, *, leads: bool = True, **fields: Any) -> StandardPage:
    page = StandardPage(title=title, slug=title.lower(), show_in_menus=leads, **fields)
    added: StandardPage = scenes.home().add_child(instance=page)
    return added


def published(page: Page) -> Page:
    page.save_revision().publish()
    return page


def leading(language: str = "en") -> list[str]:
    return [page.title for page in menus.pages(language) if page.leads]


def header(client: Client, address: str = "/verify/") -> str:
    return " ".join(client.get(address).content.decode().split()).partition("</header>")[0]


def test_a_page_stands_in_the_header_as_soon_as_it_is_published(client: Client) -> None:
    page = a_page("Chats", live=False)
    before = header(client)
    published(page)

    link = '<a href="/chats/">Chats</a>'
    assert (link in before, link in header(client)) == (False, True)


def test_who_reads_before_it_is_committed_reads_anew_afterwards(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        published(a_page("Chats"))
        menus.begin_empty()

    assert leading() == ["Chats"]


def test_a_page_is_gone_from_the_header_as_soon_as_it_is_taken_back() -> None:
    page = published(a_page("Chats"))
    assert leading() == ["Chats"]
    page.unpublish()

    assert leading() == []


def test_a_page_that_is_deleted_is_gone() -> None:
    page = published(a_page("Chats"))
    assert leading() == ["Chats"]
    page.delete()

    assert leading() == []


def test_the_menu_has_the_order_of_the_tree() -> None:
    first, second = a_page("First"), published(a_page("Second"))
    assert leading() == ["First", "Second"]
    second.move(first, pos="left")

    assert leading() == ["Second", "First"]


def test_a_page_that_editors_keep_out_of_menus_stands_at_the_foot_alone(client: Client) -> None:
    published(a_page("About", leads=False))

    page = client.get("/verify/").content.decode()

    assert ('href="/about/"' in page.partition("</header>")[0], page.count('href="/about/"')) == (False, 1)


def test_topics_and_pages_for_some_people_only_stand_nowhere() -> None:
    scenes.home().add_child(instance=TopicPage(title="Silence", slug="silence", concept="c", definition="d"))
    PageViewRestriction.objects.create(page=a_page("Secret"), restriction_type="login")

    assert read() == {}


def test_the_only_road_is_told_by_what_it_leads_to() -> None:
    scenes.a_pathway(show_in_menus=True)
    assert [page.title for page in read()["en"]] == ["Become a facilitator"]
    scenes.a_pathway("other", title="Another road", show_in_menus=True)

    assert [page.title for page in read()["en"]] == ["Facilitator", "Another road"]


def test_a_translated_site_leads_to_its_translations_and_others_to_the_source() -> None:
    page, french = a_page("Chats"), Locale.objects.get_or_create(language_code="fr")[0]
    scenes.home().copy_for_translation(french, alias=True)
    page.copy_for_translation(french, alias=True).save()
    Page.objects.filter(locale=french, slug="chats").update(title="Causeries")
    menus.forget()

    with translation.override("fr"):
        assert (leading("fr"), leading("de")) == (["Causeries"], ["Chats"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_menus_are_read_in_two_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        a_page(f"Page-{number}")
    read()

    with django_assert_num_queries(2):
        read()


def test_a_page_costs_no_query_for_the_menu_while_that_is_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    published(a_page("Chats"))
    leading()

    with django_assert_num_queries(0):
        leading()


def test_a_member_has_their_training_first_and_no_line_of_pages(as_trainee: Client) -> None:
    published(a_page("Chats"))

    told = header(as_trainee)

    assert told.index("My training") < told.index("Sessions")
    assert 'href="/chats/"' not in told


def test_a_stranger_reads_nothing_of_a_training_that_they_have_not_begun(client: Client) -> None:
    assert "My training" not in header(client)
