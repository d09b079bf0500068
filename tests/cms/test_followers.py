"""Following a series by mail: asked for, confirmed and ended by one press each, and told of each new chat once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from cms.actions import chats, followers, links
from cms.forms.followers import FollowForm
from cms.models import Follower, SeriesPage
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people import personal_data
from lms.people.models import User
from tests.cms import chat_scenes as scenes
from tests.cms.chat_scenes import WEEK
from tests.conftest import SignIn
from tests.factories import UserFactory
from tests.scenes import NOW, at

pytestmark = pytest.mark.django_db
TYPED = {"display_name": "Noor Haddad", "email": "noor@example.org", "institution": "Lakeshore College"}


@pytest.fixture
def series() -> SeriesPage:
    return scenes.a_series()


def send(client: Client, series: SeriesPage, **changed: str) -> Any:
    """The form, filled in as slowly as people type."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        begun = FollowForm().initial["begun"]
    with time_machine.travel(now + timedelta(seconds=9), tick=False):
        address = reverse("program:follow", args=[series.pk])
        return client.post(address, {**TYPED, "begun": begun, "website": "", **changed})


def mailed() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("name", "address"))


def test_a_name_and_an_address_are_enough_and_nothing_is_told_before_a_press(
    client: Client, series: SeriesPage
) -> None:
    answer = send(client, series, institution="")

    row = Follower.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("program:follow_sent", args=[series.pk]),
    )
    assert (row.name, row.confirmed_at, mailed()) == ("Noor Haddad", None, [("series_follow", "noor@example.org")])


def test_the_mail_says_no_name_for_anybody_can_type_one(client: Client, series: SeriesPage) -> None:
    send(client, series, display_name="Visit evil.example")

    assert "evil.example" not in words_of(OutgoingMail.objects.get()).text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": "noor@"}, "This doesn&#x27;t look like a whole address."),
        ({"display_name": ""}, "Your name · "),
        ({"website": "https://spam.example"}, "A field that stays empty was filled in"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    client: Client, series: SeriesPage, changed: dict[str, str], told: str
) -> None:
    answer = send(client, series, **changed)

    words = answer.content.decode()
    assert (answer.status_code, told in words, "Lakeshore College" in words) == (200, True, True)
    assert (Follower.objects.count(), mailed()) == (0, [])


def test_looking_at_a_mailed_link_changes_nothing_and_one_press_confirms(client: Client, series: SeriesPage) -> None:
    with time_machine.travel(NOW, tick=False):
        row = scenes.a_follower(series, confirmed=False)
        link = reverse("program:confirm_follow", args=[links.token_of(row, "confirm")])

        looked = [client.get(link), client.head(link)]
        row.refresh_from_db()
        before = row.confirmed_at
        client.post(link)

    row.refresh_from_db()
    assert ([answer.status_code for answer in looked], before, row.confirmed_at) == ([200, 200], None, NOW)


def test_the_link_to_confirm_is_too_old_after_three_days(client: Client, series: SeriesPage) -> None:
    with time_machine.travel(NOW, tick=False):
        row = scenes.a_follower(series, confirmed=False)
        link = reverse("program:confirm_follow", args=[links.token_of(row, "confirm")])

    with time_machine.travel(NOW + timedelta(days=3, seconds=1), tick=False):
        answer = client.post(link)

    row.refresh_from_db()
    assert (answer.status_code, row.confirmed_at) == (404, None)


@pytest.mark.database
def test_asking_twice_is_one_row_with_what_was_said_last(client: Client, series: SeriesPage) -> None:
    send(client, series)
    send(client, series, email="NOOR@example.org", institution="Another College")

    row = Follower.objects.get()
    assert (row.institution, [name for name, _address in mailed()]) == ("Another College", ["series_follow"] * 2)


def test_a_stranger_learns_nothing_of_who_follows_and_changes_nothing(client: Client, series: SeriesPage) -> None:
    known = scenes.a_follower(series, "noor@example.org")

    answers = [send(client, series, display_name="Somebody", email=each) for each in ("noor@example.org", "x@y.org")]

    sent = [client.get(answer.headers["Location"]).content for answer in answers]
    known.refresh_from_db()
    assert (sent[0] == sent[1], known.name) == (True, "Noor Haddad")
    assert mailed()[-2:] == [("series_follow_known", "noor@example.org"), ("series_follow", "x@y.org")]


def test_an_address_is_written_to_five_times_an_hour_at_most(client: Client, series: SeriesPage) -> None:
    answers = [send(client, series).status_code for _ in range(6)]

    assert (answers, len(mailed())) == ([302] * 5 + [429], 5)
    cache.clear()


@pytest.mark.database
def test_a_new_chat_is_told_to_followers_once(series: SeriesPage) -> None:
    scenes.a_follower(series)
    scenes.a_follower(series, "never@example.org", confirmed=False)
    scenes.a_follower(scenes.a_series("Another"), "other@example.org")
    scenes.a_chat(series)
    scenes.a_chat(series, "Drafted", session=scenes.a_session(published=False))

    told = [chats.announce(clock=at(NOW)) for _ in range(2)]

    assert (told, [row for row in mailed() if row[0] == "chat_announced"]) == (
        [1, 0],
        [("chat_announced", "noor@example.org")],
    )


def test_a_new_chat_tells_no_topic_before_its_time_and_how_to_end_it(series: SeriesPage) -> None:
    row = scenes.a_follower(series)
    scenes.a_later_topic(series)

    chats.announce(clock=at(NOW))

    mail = OutgoingMail.objects.get(name="chat_announced")
    words, end = words_of(mail).text, mail.stop_path
    assert (scenes.TOPIC in words, "Its topic is shared on Thu 8 Oct" in words, end in words) == (False, True, True)
    assert followers.ending(resolve(end).kwargs["token"]) == row


def test_a_chat_that_has_begun_is_not_announced(series: SeriesPage) -> None:
    scenes.a_follower(series)
    scenes.a_chat(series)

    assert chats.announce(clock=at(NOW + 2 * WEEK)) == 0


def test_one_press_from_a_mail_ends_it_and_the_name_is_forgotten(client: Client, series: SeriesPage) -> None:
    row = scenes.a_follower(series)
    link = reverse("program:end_follow", args=[followers.end_token(row)])
    looked = client.get(link)
    told_before = Follower.objects.told().count()

    done = client.post(link, follow=True)

    row.refresh_from_db()
    assert (looked.status_code, told_before, Follower.objects.told().count()) == (200, 1, 0)
    assert (row.name, row.email, row.email_key, row.institution) == ("", "", "", "")
    assert "We have forgotten your name and address" in done.content.decode()


def test_a_mail_program_presses_for_its_reader_with_the_link_alone(series: SeriesPage) -> None:
    link = reverse("program:end_follow", args=[followers.end_token(scenes.a_follower(series))])

    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, Follower.objects.told().count()) == (200, 0)


def test_a_link_that_was_cut_short_says_that_nothing_has_ended(client: Client) -> None:
    words = client.get(reverse("program:end_follow", args=["cut"])).content.decode()

    assert "nothing has changed" in words
    assert f'href="{reverse("program:contact")}"' in words
    assert "No more mails" not in words


def test_who_ended_it_can_follow_again(client: Client, series: SeriesPage) -> None:
    followers.end(follower_id=scenes.a_follower(series).pk, clock=at(NOW))

    again = scenes.a_follower(series)

    assert list(Follower.objects.told()) == [again]


@pytest.mark.database
def test_the_database_keeps_one_row_for_an_address_and_a_series(series: SeriesPage) -> None:
    scenes.a_follower(series)

    with pytest.raises(IntegrityError, match=r"follower_once_per_series|email_key"):
        Follower.objects.create(series=series, name="Twice", email="Noor@Example.org", asked_at=NOW)


def test_what_was_never_confirmed_is_removed(series: SeriesPage) -> None:
    kept = scenes.a_follower(series)
    scenes.a_follower(series, "never@example.org", confirmed=False)

    gone = [followers.retire(older_than=timedelta(days=30), clock=at(NOW + timedelta(days=days))) for days in (30, 31)]

    assert (gone, list(Follower.objects.all())) == ([0, 1], [kept])


def test_whoever_has_an_account_finds_it_in_their_data_and_it_goes_with_them(series: SeriesPage) -> None:
    person = UserFactory.create(email="noor@example.org")
    scenes.a_follower(series)
    exported = personal_data.export_all(person)["site"]["series_you_follow"]

    for part in personal_data.parts():
        if part.name == "site":
            part.erase(person)

    assert [(row["series__title"], row["institution"]) for row in exported] == [("In the News", "Lakeshore College")]
    assert not Follower.objects.by_address("noor@example.org").exists()


def test_only_program_admins_see_who_follows(
    sign_in: SignIn, program_admin: User, content_admin: User, core_member: User, series: SeriesPage
) -> None:
    row = scenes.a_follower(series)
    addresses = ("/admin/followers/", f"/admin/followers/inspect/{row.pk}/")

    told = [
        ["noor@example.org" in sign_in(person).get(address).content.decode() for address in addresses]
        for person in (program_admin, content_admin, core_member)
    ]

    assert told == [[True, True], [False, False], [False, False]]
