"""A topic that is shared later stands nowhere before its time, and is told of once when that has come."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.search.backends import get_search_backend

from cms.actions import chats as actions
from cms.models import ChatPage
from cms.rules.chats import tells_topic, topic_shared_at
from courses.slots.actions import scheduling, seats
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests.cms import chat_scenes as scenes
from tests.cms.chat_scenes import TOPIC, WEEK, slot_of
from tests.factories import UserFactory
from tests.scenes import NOW, at

SHARED = NOW + WEEK
BEFORE, AFTER = SHARED - timedelta(seconds=1), SHARED
ABOUT = "We look at pictures slowly."


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, False),
        ({"days_before": 0}, True),
        ({"held": True}, True),
        ({"told": True}, True),
        ({"shared_at": NOW}, True),
        ({"shared_at": NOW + timedelta(seconds=1)}, False),
    ],
    ids=["no session", "at once", "held", "told before", "now", "in a second"],
)
def test_a_topic_is_told_from_its_time_on_and_stays_told(facts: dict[str, Any], told: bool) -> None:
    known: dict[str, Any] = {"days_before": 7, "held": False, "told": False, "shared_at": None, **facts}

    assert tells_topic(**known, at=NOW) is told


def test_a_week_before_is_the_same_hour_by_the_clocks_of_the_chat() -> None:
    """Clocks in New York are set back on 1 November 2026."""
    noon = datetime(2026, 11, 4, 17, tzinfo=UTC)

    assert topic_shared_at(noon, zone="America/New_York", days_before=7) == datetime(2026, 10, 28, 16, tzinfo=UTC)


def everywhere(client: Client, page: ChatPage) -> list[str]:
    """All that strangers and programs are given about a chat."""
    series = page.get_parent()
    pages = [each.get_url_parts()[2] for each in (page, series, series.get_parent())]
    names = ("series_feed", "series_calendar", "invite")
    addresses = [
        "/",
        *pages,
        f"{pages[2]}past/",
        reverse("program:chat_calendar", args=[page.pk]),
        *(reverse(f"program:{name}", args=[series.pk]) for name in names),
        slot_of(page).get_absolute_url(),
        reverse("slots:list"),
    ]
    return [address for address in addresses if _says_it(client, address)]


def _says_it(client: Client, address: str) -> bool:
    answer = client.get(address)
    assert answer.status_code == 200
    # Calendars fold long lines.
    words = answer.content.decode().replace("\r\n ", "")
    return TOPIC in words or ABOUT in words


@pytest.mark.django_db
def test_before_its_time_a_topic_stands_nowhere_and_the_page_says_when_it_will(client: Client) -> None:
    page = scenes.a_later_topic()

    with time_machine.travel(BEFORE, tick=False):
        found = everywhere(client, page)
        words = client.get(page.get_url_parts()[2]).content.decode()

    assert found == []
    assert "The topic is shared on Thu 8 Oct, 11:00 am · New York." in words


@pytest.mark.django_db
def test_at_its_time_readers_are_told_without_any_job(client: Client) -> None:
    page = scenes.a_later_topic()
    series = page.get_parent()

    with time_machine.travel(AFTER, tick=False):
        found = set(everywhere(client, page))

    told = {each.get_url_parts()[2] for each in (page, series, series.get_parent())}
    names = {reverse(f"program:{name}", args=[series.pk]) for name in ("series_feed", "series_calendar", "invite")}
    assert told | names | {reverse("program:chat_calendar", args=[page.pk])} <= found


@pytest.mark.django_db
def test_staff_see_the_topic_in_a_preview(content_admin: User) -> None:
    page = scenes.a_later_topic()

    with time_machine.travel(BEFORE, tick=False):
        answer = page.make_preview_request()

    words = answer.content.decode()
    assert [told for told in (TOPIC, ABOUT, "Until then, only this preview shows it.") if told not in words] == []


def found_by(words: str) -> list[ChatPage]:
    return list(get_search_backend().search(words, ChatPage.objects.live()))


@pytest.mark.django_db
@pytest.mark.database
def test_search_finds_a_topic_once_the_job_has_told_of_it() -> None:
    with time_machine.travel(BEFORE, tick=False):
        page = scenes.a_later_topic()
        actions.share_topics()
        before = [found_by("pain"), found_by("slowly"), found_by("Part")]

    with time_machine.travel(AFTER, tick=False):
        actions.share_topics()

    assert (before, found_by("pain"), found_by("slowly")) == ([[], [], [page]], [page], [page])


@pytest.mark.django_db
@pytest.mark.database
def test_followers_and_those_with_a_seat_are_told_once(trainee: User) -> None:
    page = scenes.a_later_topic()
    seated = UserFactory.create(email="both@example.org")
    for person in (trainee, seated):
        seats.sign_up(slot_id=page.session_id, person=person, by=person, clock=at(NOW))
    for email in ("both@example.org", "noor@example.org"):
        scenes.a_follower(page.get_parent().specific, email)
    scenes.a_follower(page.get_parent().specific, "never@example.org", confirmed=False)

    told = [actions.share_topics(clock=at(moment)) for moment in (BEFORE, AFTER, AFTER)]

    mails = OutgoingMail.objects.filter(name="chat_topic_shared")
    assert told == [0, 1, 0]
    assert sorted(mails.values_list("address", flat=True)) == sorted(
        [trainee.email, "both@example.org", "noor@example.org"]
    )


@pytest.mark.django_db
def test_a_job_that_comes_after_the_chat_writes_to_nobody_and_search_finds_the_topic() -> None:
    with time_machine.travel(BEFORE, tick=False):
        page = scenes.a_later_topic()
        scenes.a_follower(page.get_parent().specific)

    with time_machine.travel(NOW + 3 * WEEK, tick=False):
        told = actions.share_topics()

    assert (told, found_by("pain")) == (1, [page])
    assert not OutgoingMail.objects.filter(name="chat_topic_shared").exists()


@pytest.mark.django_db
def test_a_topic_that_was_told_stays_told_when_the_chat_moves() -> None:
    page = scenes.a_later_topic()
    actions.share_topics(clock=at(AFTER))
    moved = {"starts_at": NOW + 5 * WEEK, "ends_at": NOW + 5 * WEEK + timedelta(hours=1)}

    scheduling.change(slot_id=page.session_id, changes=moved, by=slot_of(page).host, clock=at(AFTER))

    assert ChatPage.objects.get().told_topic(AFTER) == TOPIC
    assert actions.share_topics(clock=at(NOW + 4 * WEEK)) == 0


@pytest.mark.django_db
def test_a_topic_that_nobody_was_told_moves_with_its_chat() -> None:
    page = scenes.a_later_topic()
    moved = {"starts_at": NOW + 4 * WEEK, "ends_at": NOW + 4 * WEEK + timedelta(hours=1)}

    scheduling.change(slot_id=page.session_id, changes=moved, by=slot_of(page).host, clock=at(BEFORE))

    moments = (AFTER, NOW + 3 * WEEK - timedelta(seconds=1), NOW + 3 * WEEK)
    assert [ChatPage.objects.get().told_topic(moment) for moment in moments] == ["", "", TOPIC]


@pytest.mark.django_db
def test_a_chat_that_is_called_off_before_keeps_its_topic_to_itself() -> None:
    page = scenes.a_later_topic()
    scheduling.call_off(slot_id=page.session_id, because="Ill.", by=slot_of(page).host, clock=at(BEFORE))

    assert ChatPage.objects.get().told_topic(AFTER) == ""
    assert actions.share_topics(clock=at(AFTER)) == 0


@pytest.mark.django_db
def test_nobody_is_told_of_a_page_that_isnt_published() -> None:
    page = scenes.a_later_topic()
    scenes.a_follower(page.get_parent().specific)
    page.unpublish()

    told = actions.share_topics(clock=at(AFTER))
    page.get_latest_revision().publish()

    assert (told, actions.share_topics(clock=at(AFTER))) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "stays"), [("text", True), ("about", True), ("topic", False), ("session", False)])
def test_a_draft_forgets_nothing_that_was_told_unless_it_is_about_something_else(field: str, stays: bool) -> None:
    page = scenes.a_later_topic()
    draft = page.get_latest_revision_as_object()
    actions.share_topics(clock=at(AFTER))

    setattr(draft, field, scenes.a_session(starts_at=NOW + 6 * WEEK) if field == "session" else "Something else")
    draft.save_revision().publish()

    assert (ChatPage.objects.get().topic_told_at is not None) is stays
