"""A seat for somebody without an account: a short form, a mail, one button."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from courses.slots.actions import needs, newcomers, scheduling, seats
from courses.slots.models import AccessNeed, SignUp, Slot
from courses.slots.rules import HOLD_LASTS, WISH_LASTS
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from lms.people.roles import Role, roles_of
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADDRESS = "nina@example.org"
TYPED = {"display_name": "Nina New", "email": ADDRESS, "access_need": "A quiet corner.", "time_zone": "Europe/Berlin"}


def read(answer: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def asks(client: Client, slot: Slot, **changes: str) -> Any:
    return client.post(f"/sessions/{slot.pk}/new/", {**TYPED, **changes}, follow=True)


def mailed(address: str = ADDRESS) -> OutgoingMail:
    return OutgoingMail.objects.filter(address=address).latest("pk")


def link(address: str = ADDRESS) -> str:
    found = re.search(r"/sessions/come/\S+", words_of(mailed(address)).text)
    assert found
    return found[0]


def test_nobody_has_us_write_their_words_to_somebody_elses_address(client: Client) -> None:
    asks(client, scenes.a_slot(), display_name="You have won: win.example.com", access_need="win.example.com")

    words = words_of(mailed())
    assert "win.example" not in words.subject + words.text + words.html


def test_somebody_new_has_the_seat_in_a_form_a_mail_and_a_button(client: Client) -> None:
    slot = scenes.a_slot()

    assert "We keep this seat for you until" in read(asks(client, slot))
    assert "Take my seat" in read(client.get(link()))
    text = read(client.post(link(), follow=True))

    person = User.objects.get(email=ADDRESS)
    assert "You're in. See you" in text
    assert "You have a seat" in text
    assert (scenes.confirmed(slot), client.session["_auth_user_id"]) == ({person.pk}, str(person.pk))
    assert (person.display_name, person.time_zone, set(roles_of(person))) == (
        "Nina New",
        "Europe/Berlin",
        {Role.TRAINEE},
    )
    assert (person.has_usable_password(), AccessNeed.objects.get().words) == (False, "A quiet corner.")


def test_a_seat_is_kept_for_ten_minutes_and_told_in_the_readers_time(client: Client) -> None:
    slot = scenes.a_slot()
    with time_machine.travel("2026-10-05T19:04:00Z", tick=False):
        Slot.objects.update(signup_opens_at=timezone.now() - timedelta(days=1))
        text = read(asks(client, slot))

    assert "We keep this seat for you until 9:14 pm (Berlin)." in text


def test_looking_at_the_mailed_link_changes_nothing(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)

    for _scanner in range(3):
        Client().get(link())

    assert scenes.states(slot) == ["held"]
    assert EmailAddress.objects.get(email=ADDRESS).verified is False


def test_the_mailed_link_signs_in_once(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)
    address = link()
    client.post(address)
    elsewhere = Client()

    answer = elsewhere.post(address)

    assert "This link has had its day" in read(answer)
    assert "_auth_user_id" not in elsewhere.session
    assert client.post(address).headers["Location"] == f"/sessions/{slot.pk}/"


@pytest.mark.parametrize("token", ["made-up", "WzEsMSwiYSJd:1tQ:x"])
def test_a_made_up_link_is_answered_kindly(client: Client, token: str) -> None:
    answer = client.get(f"/sessions/come/{token}/")

    assert (answer.status_code, "This link has had its day" in read(answer)) == (404, True)


def test_a_link_of_last_week_no_longer_works(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)

    with time_machine.travel(timezone.now() + newcomers.LINK_LIVES + timedelta(minutes=1)):
        assert client.post(link()).status_code == 404
    assert scenes.states(slot) == ["held"]


def test_a_link_is_for_the_address_that_it_was_mailed_to(client: Client) -> None:
    asks(client, scenes.a_slot())
    User.objects.filter(email=ADDRESS).update(email="other@example.org", email_key="other@example.org")

    assert client.get(link()).status_code == 404


def test_who_comes_after_ten_minutes_has_a_free_seat_and_is_told_plainly(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)

    with time_machine.travel(timezone.now() + HOLD_LASTS + timedelta(seconds=1)):
        text = read(client.post(link(), follow=True))

    assert "The ten minutes for which we could keep your seat are over." in text
    assert "You're in. See you" in text
    assert AccessNeed.objects.get(sign_up__state="confirmed").words == "A quiet corner."


def test_who_comes_after_ten_minutes_to_a_full_session_waits_like_anybody(client: Client) -> None:
    slot = scenes.a_slot(seats=1)
    asks(client, slot)
    [other] = scenes.people(1)

    with time_machine.travel(timezone.now() + HOLD_LASTS + timedelta(seconds=1)):
        seats.sign_up(slot_id=slot.pk, person=other, by=other)
        text = read(client.post(link(), follow=True))

    assert "The ten minutes for which we could keep your seat are over." in text
    assert "You're first in line" in text


def test_who_wants_to_wait_joins_the_end_of_the_line(client: Client) -> None:
    house = scenes.a_full_house(waiting=1)

    answer = asks(client, house.slot)
    text = read(client.post(link(), follow=True))

    assert "One press is left, then you're on the list." in read(answer)
    assert "You're second in line" in text
    assert "ten minutes" not in text


def test_who_comes_when_sign_up_has_closed_is_signed_in_and_told_why(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)
    Slot.objects.update(signup_closes_at=timezone.now())
    SignUp.objects.all().update(held_until=timezone.now())

    text = read(client.post(link(), follow=True))

    assert "Sign-up for this session has closed." in text
    assert "_auth_user_id" in client.session


def test_the_answer_is_the_same_for_an_address_that_has_an_account(client: Client) -> None:
    UserFactory.create(email="known@example.org", roles=[Role.TRAINEE])
    slot = scenes.a_slot()

    with time_machine.travel(timezone.now(), tick=False):
        known = read(asks(client, slot, email="known@example.org")).replace("known@example.org", "")
        new = read(asks(Client(), slot)).replace(ADDRESS, "")

    assert known == new
    assert [row.seat_id is None for row in SignUp.objects.order_by("pk")] == [False, False]
    assert (mailed("known@example.org").name, mailed().name) == ("slot_sign_in_first", "slot_hold")


def test_who_has_an_account_signs_in_and_takes_the_seat_that_was_kept(client: Client) -> None:
    person = UserFactory.create(email="known@example.org", roles=[Role.TRAINEE])
    slot = scenes.a_slot(seats=1)
    asks(client, slot, email="known@example.org")

    assert f"/accounts/login/?next=/sessions/{slot.pk}/" in words_of(mailed("known@example.org")).text
    assert "/sessions/come/" not in words_of(mailed("known@example.org")).text
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    client.post(f"/sessions/{slot.pk}/sign-up/")

    assert scenes.confirmed(slot) == {person.pk}
    assert AccessNeed.objects.count() == 0


def test_the_name_of_an_account_is_not_changed_by_who_types_its_address(client: Client) -> None:
    person = UserFactory.create(email="known@example.org", display_name="Known")
    asks(client, scenes.a_slot(), email="KNOWN@example.org", display_name="Mocked")

    person.refresh_from_db()
    assert person.display_name == "Known"


def test_a_password_chosen_before_the_address_was_confirmed_opens_nothing(client: Client) -> None:
    stranger = UserFactory.create(email=ADDRESS, confirmed=False, display_name="Stranger")
    EmailAddress.objects.create(user=stranger, email=ADDRESS, primary=True)
    asks(client, scenes.a_slot())
    client.post(link())

    attacker = Client()
    attacker.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})

    stranger.refresh_from_db()
    assert "_auth_user_id" not in attacker.session
    assert (stranger.display_name, stranger.has_usable_password()) == ("Nina New", False)


def test_asking_twice_keeps_one_seat_and_writes_again(client: Client) -> None:
    slot = scenes.a_slot()

    for _press in range(2):
        asks(client, slot)

    assert (scenes.states(slot), OutgoingMail.objects.filter(name="slot_hold").count()) == (["held"], 2)


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"email": "nina"}, "This doesn't look like a whole address."), ({"display_name": ""}, "Please fill this in.")],
)
def test_what_needs_another_look_stands_at_its_field_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, str], told: str
) -> None:
    slot = scenes.a_slot()

    answer = asks(client, slot, **changes)

    kept = {**TYPED, **changes}
    assert told in read(answer)
    assert [value in html.unescape(answer.content.decode()) for value in kept.values()] == [True] * len(kept)
    assert (scenes.states(slot), User.objects.filter(email=ADDRESS).exists()) == ([], False)


def test_one_address_is_asked_for_only_so_often(client: Client) -> None:
    slot = scenes.a_slot()

    answers = [asks(Client(), slot) for _press in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "asked for several times just now" in read(answers[-1])
    assert "A quiet corner." in read(answers[-1])


def test_the_form_is_not_offered_where_nobody_gets_a_seat(client: Client, as_trainee: Client) -> None:
    closed = scenes.a_slot(signup_closes_at=timezone.now() - timedelta(hours=1))
    others = scenes.a_slot(audience="role", for_role=Role.TRAINEE.value)
    usual = scenes.a_slot()

    for reader, slot in ((client, closed), (client, others), (as_trainee, usual)):
        assert reader.get(f"/sessions/{slot.pk}/new/").headers["Location"] == f"/sessions/{slot.pk}/"


def test_a_session_that_closes_meanwhile_says_so_and_keeps_what_was_typed(client: Client) -> None:
    slot = scenes.a_slot(signup_closes_at=timezone.now() - timedelta(hours=1))

    answer = asks(client, slot)

    assert (answer.status_code, User.objects.filter(email=ADDRESS).exists()) == (409, False)
    assert "Sign-up for this session has closed." in read(answer)
    assert "A quiet corner." in read(answer)


def test_where_the_mail_went_is_told_only_to_who_asked(client: Client) -> None:
    slot = scenes.a_slot()
    asks(client, slot)

    assert Client().get(f"/sessions/{slot.pk}/new/mail/").status_code == 302


def test_a_form_from_another_site_keeps_no_seat() -> None:
    slot = scenes.a_slot()

    answer = Client(enforce_csrf_checks=True).post(f"/sessions/{slot.pk}/new/", TYPED)

    assert (answer.status_code, scenes.states(slot)) == (403, [])


def test_the_landing_page_carries_the_act_for_members_and_for_anybody(client: Client, as_trainee: Client) -> None:
    slot = scenes.a_slot()

    assert f'href="/sessions/{slot.pk}/new/"' in client.get("/").content.decode()
    assert f'action="/sessions/{slot.pk}/sign-up/"' in as_trainee.get("/").content.decode()


def test_who_never_comes_leaves_no_words_behind(client: Client) -> None:
    asks(client, scenes.a_slot())
    later = timezone.now() + WISH_LASTS + needs.KEPT_AFTER_PLACE
    with time_machine.travel(later):
        scheduling.let_go_of_holds()
    with time_machine.travel(later + needs.KEPT_AFTER_PLACE + timedelta(minutes=1)):
        assert needs.forget() == 1


def test_without_a_password_weighty_acts_lead_to_digits_by_mail(sign_in: SignIn, trainee: User) -> None:
    trainee.set_unusable_password()
    trainee.save()

    answer = sign_in(trainee, hours_ago=2).get("/me/data/erase/")

    assert answer.headers["Location"] == "/me/confirm/?next=%2Fme%2Fdata%2Ferase%2F"
