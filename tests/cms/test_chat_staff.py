"""What staff see of chats in Wagtail: the chooser of a session, the way to plan one, and what is missing."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import ChatPage, SeriesPage
from courses.slots.models import Slot
from lms.people.models import User
from tests.cms import chat_scenes as scenes
from tests.conftest import SignIn
from tests.scenes import a_slot

pytestmark = pytest.mark.django_db


def choose(client: Client, **asked: str) -> str:
    answer = client.get("/admin/chat-sessions/", asked)
    assert answer.status_code == 200
    return str(json.loads(answer.content)["html"])


def test_the_chooser_shows_sessions_of_chats_alone_with_their_day_and_who_has_them(as_program_admin: Client) -> None:
    page = scenes.a_chat(session=scenes.a_session(published=False))
    free = scenes.a_session()
    Slot.objects.filter(pk=free.pk).update(title="An open circle")
    other = a_slot(kind=Slot.Kind.TRAINING)
    Slot.objects.filter(pk=other.pk).update(title="A training")

    words = choose(as_program_admin)

    told = ("Thu 15 Oct, 11:00 am–12:00 pm · New York", page.title, "An open circle", "free", "draft")
    assert ([each for each in told if each not in words], "A training" in words) == ([], False)


def test_the_chooser_is_searched_by_title_and_host(as_program_admin: Client) -> None:
    first, second = scenes.a_session(), scenes.a_session()
    Slot.objects.filter(pk=first.pk).update(title="An open circle")
    host = second.host.display_name if second.host else ""

    found = [choose(as_program_admin, q=words) for words in ("open", host)]

    assert [("An open circle" in words, "Welcome to the circle" in words) for words in found] == [
        (True, False),
        (False, True),
    ]


def test_the_chooser_gives_back_title_and_day_and_makes_no_session(as_program_admin: Client) -> None:
    slot = scenes.a_session()

    chosen = as_program_admin.get(f"/admin/chat-sessions/chosen/{slot.pk}/").json()["result"]
    made = as_program_admin.post("/admin/chat-sessions/create/", {"title": "Made up"})

    assert (chosen["id"], chosen["title"], made.status_code) == (
        str(slot.pk),
        "Welcome to the circle · Thu 15 Oct, 11:00 am–12:00 pm · New York",
        404,
    )


def test_strangers_and_trainees_choose_nothing(client: Client, as_trainee: Client) -> None:
    assert [each.get("/admin/chat-sessions/").status_code for each in (client, as_trainee)] == [302, 403]


def editor_of(client: Client, page: ChatPage) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode().replace("&amp;", "&")


def test_the_editor_of_a_chat_leads_to_planning_its_session_with_kind_and_title(as_program_admin: Client) -> None:
    page = scenes.a_chat(session=None)

    words = editor_of(as_program_admin, page)

    address = f"{reverse('sessions:plan')}?kind=chat_national&title=Part+two"
    assert f'href="{address}"' in words
    form = as_program_admin.get(address).context["form"]
    assert (form["kind"].value(), form["title"].value()) == ("chat_national", "Part two")


def test_a_chat_that_is_only_begun_knows_by_its_series_what_kind_of_session_it_needs(as_program_admin: Client) -> None:
    series = scenes.published(scenes.a_chats_page(), SeriesPage(title="Chats here", scope="local"))

    words = as_program_admin.get(reverse("wagtailadmin_pages:add", args=["cms", "chatpage", series.pk]))

    assert f'href="{reverse("sessions:plan")}?kind=chat_local&amp;title="' in words.content.decode()


def test_who_may_plan_no_session_reads_whom_to_ask(sign_in: SignIn, content_admin: User) -> None:
    words = editor_of(sign_in(content_admin), scenes.a_chat(session=None))

    assert ("Ask one of them" in words, reverse("sessions:plan") + "?" in words) == (True, False)


def publish(client: Client, page: ChatPage, **changed: Any) -> str:
    sent = {
        "title": page.title,
        "slug": page.slug,
        "text": "null",
        "about": "null",
        "topic": "",
        "topic_days_before": "0",
        "session": page.session_id or "",
        "held_on": "",
        "led_by": "",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changed,
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("scene", "told"),
    [
        ({"session": None}, "This chat has no session yet"),
        ({"published": False}, "session is still a draft"),
        ({"published": True}, ""),
    ],
)
def test_publishing_a_chat_says_what_it_lacks(as_program_admin: Client, scene: dict[str, Any], told: str) -> None:
    session = None if "session" in scene else scenes.a_session(**scene)

    words = publish(as_program_admin, scenes.a_chat(session=session))

    lacks = [each for each in ("This chat has no session yet", "session is still a draft") if each in words]
    assert (lacks, "published" in words) == ([told] if told else [], True)


def test_a_session_that_another_chat_has_is_refused_at_its_field(as_program_admin: Client) -> None:
    taken, page = scenes.a_chat(title="Part one"), scenes.a_chat(session=None)

    words = publish(as_program_admin, page, session=str(taken.session_id))

    page.refresh_from_db()
    assert ("with this Session already exists" in words, page.session) == (True, None)


def test_a_later_topic_without_words_is_refused_at_its_field(as_program_admin: Client) -> None:
    words = publish(as_program_admin, scenes.a_chat(topic=""), topic_days_before="7")

    assert "Write the topic that is to be shared" in words
