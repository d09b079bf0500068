"""Calendars and feeds of series: what programs are given again and again, and what they may keep."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cms.models import ChatPage, SeriesPage
from courses.slots.actions import scheduling
from tests.cms import chat_scenes as scenes
from tests.cms.chat_scenes import WEEK, slot_of
from tests.scenes import NOW, at

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SHARED = NOW + WEEK


def ask(client: Client, name: str, pk: int, *, moment: Any = NOW, **headers: str) -> Any:
    with time_machine.travel(moment, tick=False):
        return client.get(reverse(f"program:{name}", args=[pk]), headers=headers)


def events_in(answer: Any) -> list[Any]:
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_chat_is_a_file_for_anybodys_calendar_without_the_link_to_join(client: Client) -> None:
    page = scenes.a_chat()

    answer = ask(client, "chat_calendar", page.pk)

    [event] = events_in(answer)
    assert (event.decoded("dtstart"), str(event["summary"]), str(event["status"])) == (
        slot_of(page).starts_at,
        f"Part two: {scenes.TOPIC}",
        "CONFIRMED",
    )
    assert slot_of(page).join_link not in answer.content.decode()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_an_entry_keeps_its_name_and_counts_up_when_its_session_moves(client: Client) -> None:
    page = scenes.a_chat()
    [before] = events_in(ask(client, "chat_calendar", page.pk))
    moved = {"starts_at": NOW + 3 * WEEK, "ends_at": NOW + 3 * WEEK + timedelta(hours=1)}
    scheduling.change(slot_id=page.session_id, changes=moved, by=slot_of(page).host, clock=at(NOW))

    [after] = events_in(ask(client, "series_calendar", page.get_parent().pk))

    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after.decoded("dtstamp") >= before.decoded("dtstamp")


def test_a_series_is_a_calendar_with_all_its_sessions_those_too_that_are_called_off(client: Client) -> None:
    series = scenes.a_series()
    scenes.a_chat(series, "Part one")
    off = scenes.a_chat(series, "Part two")
    scenes.a_chat(series, "Without a date", session=None)
    scenes.a_chat(series, "Drafted", session=scenes.a_session(published=False))
    scheduling.call_off(slot_id=off.session_id, because="Ill.", by=slot_of(off).host, clock=at(NOW))

    answer = ask(client, "series_calendar", series.pk)

    assert [str(event["status"]) for event in events_in(answer)] == ["CONFIRMED", "CANCELLED"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in answer.content


def test_an_atom_feed_names_its_chats_for_good(client: Client) -> None:
    page = scenes.a_chat()
    series = SeriesPage.objects.get()

    before = ElementTree.fromstring(ask(client, "series_feed", series.pk).content)  # noqa: S314 - our own
    series.slug = "renamed"
    series.save()
    after = ElementTree.fromstring(ask(client, "series_feed", series.pk).content)  # noqa: S314 - our own

    ids = [[node.text for node in feed.iter(f"{ATOM}id")] for feed in (before, after)]
    assert ids == [[series.translation_key.urn, page.translation_key.urn]] * 2
    assert [node.text for node in before.iter(f"{ATOM}title")] == ["In the News", f"Part two: {scenes.TOPIC}"]


def test_an_atom_entry_is_updated_when_its_topic_is_shared(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        page = scenes.a_later_topic()
    series = page.get_parent()

    feeds = [ask(client, "series_feed", series.pk, moment=moment).content for moment in (NOW, SHARED)]

    updated = [
        [node.text for node in ElementTree.fromstring(feed).iter(f"{ATOM}updated")]  # noqa: S314 - our own
        for feed in feeds
    ]
    assert updated == [["2026-10-01T15:00:00+00:00"] * 2, ["2026-10-08T15:00:00+00:00"] * 2]


@pytest.mark.parametrize("name", ["series_feed", "series_calendar"])
def test_a_program_that_has_it_already_is_told_so_and_gets_no_cookie(client: Client, name: str) -> None:
    series = scenes.a_chat().get_parent()
    first = ask(client, name, series.pk)

    again = ask(client, name, series.pk, if_none_match=first.headers["ETag"])
    scenes.a_chat(series.specific, "Part three")
    changed = ask(client, name, series.pk, if_none_match=first.headers["ETag"])

    assert (first.status_code, again.status_code, again.content, changed.status_code) == (200, 304, b"", 200)
    assert "Last-Modified" in first.headers
    assert [answer.cookies.output() for answer in (first, again, changed)] == [""] * 3


def test_the_page_of_a_series_tells_programs_where_its_feeds_are(client: Client) -> None:
    series = scenes.a_series()

    words = client.get(series.get_url_parts()[2]).content.decode()

    for kind, name in (("application/atom+xml", "series_feed"), ("text/calendar", "series_calendar")):
        address = reverse(f"program:{name}", args=[series.pk])
        assert f'<link rel="alternate" type="{kind}" title="In the News" href="{address}">' in words


def test_what_isnt_published_or_is_private_has_no_feed(client: Client) -> None:
    page = scenes.a_chat()
    series = page.get_parent()
    series.view_restrictions.create(restriction_type="login")
    private = [ask(client, name, series.pk).status_code for name in ("series_feed", "series_calendar", "invite")]
    private.append(ask(client, "chat_calendar", page.pk).status_code)
    series.view_restrictions.all().delete()
    series.unpublish()

    assert (private, ask(client, "series_feed", series.pk).status_code) == ([404] * 4, 404)
    assert ChatPage.objects.count() == 1
