"""The door of a session: the code before sign-in, what carries it through, and what doesn't open it."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.slots import rules
from courses.slots.actions import checkin, grants
from courses.slots.models import AttendanceMark, Slot
from courses.slots.views.check_in import BROWSER
from lms.people.models import User
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def door(slot: Slot) -> str:
    return f"/sessions/{slot.pk}/check-in/"


def type_code(client: Client, slot: Slot, code: str = "") -> str:
    """Type a code, by default the right one; says what somebody reads then."""
    return read(client.post(door(slot), {"code": code or scenes.code_of(slot)}, follow=True))


def granted(client: Client, slot: Slot) -> str:
    """Somebody who hasn't signed in types the right code: what they carry to the sign-in page."""
    answer = client.post(door(slot), {"code": scenes.code_of(slot)})
    onward = unquote(parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0])
    return parse_qs(urlsplit(onward).query)["grant"][0]


def use_up_the_slots_tries(slot: Slot) -> None:
    for _try in range(rules.ANONYMOUS_TRIES):
        Client().post(door(slot), {"code": scenes.wrong_code(slot)})


def use(client: Client, slot: Slot, grant: str) -> str:
    return read(client.post(f"{door(slot)}go/", {"grant": grant}, follow=True))


def here() -> list[int | None]:
    return list(AttendanceMark.objects.order_by("pk").values_list("person", flat=True))


def test_who_is_signed_in_types_the_code_and_is_in(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)

    assert "You're checked in" in type_code(as_trainee, slot)
    assert here() == [trainee.pk]


@pytest.mark.parametrize("mask", ["{} {}", " {}-{} ", "{}\u202f{}"])
def test_a_code_may_be_typed_or_pasted_with_spaces(as_trainee: Client, trainee: User, mask: str) -> None:
    slot = scenes.a_running_slot(trainee)
    code = scenes.code_of(slot)

    assert "You're checked in" in type_code(as_trainee, slot, mask.format(code[:3], code[3:]))


@pytest.mark.parametrize("typed", ["12345", "abcdef", "1234567", "١٢٣٤٥٦", "12\x003456"])
def test_what_is_no_code_is_told_at_the_field_and_stays_there(as_trainee: Client, trainee: User, typed: str) -> None:
    slot = scenes.a_running_slot(trainee)

    answer = as_trainee.post(door(slot), {"code": typed})

    assert (answer.status_code, 'id="id_code_error"' in read(answer), here()) == (422, True, [])


def test_a_wrong_code_is_told_kindly_at_the_field(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)

    text = type_code(as_trainee, slot, scenes.wrong_code(slot))

    assert "The screen shows another code by now." in text
    assert here() == []


def test_a_scanned_address_fills_the_field_and_changes_nothing(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    code = scenes.code_of(slot)

    text = page(as_trainee, f"{door(slot)}?code={code}")

    assert (f'value="{code}"' in text, here()) == (True, [])


def test_the_field_is_one_that_phones_know(client: Client) -> None:
    text = page(client, door(scenes.a_running_slot()))

    [field] = re.findall(r'<input type="text" name="code"[^>]*>', text)
    assert 'inputmode="numeric"' in field
    assert 'autocomplete="one-time-code"' in field


def test_the_code_is_looked_at_before_sign_in_and_carried_through_it(trainee: User) -> None:
    client, slot = Client(), scenes.a_running_slot(trainee)
    answer = client.post(door(slot), {"code": scenes.code_of(slot)})
    onward = parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]

    arrived = client.post(
        "/accounts/login/", {"login": trainee.email, "password": PASSWORD, "next": onward}, follow=True
    )
    assert (AttendanceMark.objects.count(), "One more tap, and you're in." in read(arrived)) == (0, True)
    grant = re.search(r'name="grant" value="([^"]+)"', read(arrived))
    assert grant
    assert "You're checked in" in use(client, slot, grant[1])
    assert here() == [trainee.pk]


def test_a_code_that_expires_during_sign_in_does_not_matter(trainee: User) -> None:
    client, slot = Client(), scenes.a_running_slot(trainee)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        grant = granted(client, slot)
        clock.shift(timedelta(minutes=9))
        client.force_login(trainee)

        assert "You're checked in" in use(client, slot, grant)


def test_a_grant_lasts_for_ten_minutes(trainee: User) -> None:
    client, slot = Client(), scenes.a_running_slot(trainee)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        grant = granted(client, slot)
        clock.shift(timedelta(minutes=10, seconds=1))
        client.force_login(trainee)

        assert "That took longer than ten minutes" in use(client, slot, grant)
    assert here() == []


def test_an_attackers_grant_is_useless_in_another_browser(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    attacker = Client()
    grant = granted(attacker, slot)

    assert "begun in another browser" in use(as_trainee, slot, grant)
    assert "begun in another browser" in page(as_trainee, f"{door(slot)}?grant={grant}")
    as_trainee.cookies[BROWSER] = grants.new_browser()
    assert "begun in another browser" in use(as_trainee, slot, grant)
    assert here() == []


def test_a_grant_opens_no_other_slot(trainee: User) -> None:
    client, slot, other = Client(), scenes.a_running_slot(trainee), scenes.a_running_slot(trainee)
    grant = granted(client, slot)
    client.force_login(trainee)

    assert "Please type the code" in use(client, other, grant)
    assert here() == []


def test_a_grant_is_used_once(trainee: User) -> None:
    client, other = Client(), scenes.people(1)[0]
    slot = scenes.a_running_slot(trainee, other)
    grant = granted(client, slot)
    client.force_login(trainee)
    use(client, slot, grant)
    client.force_login(other)

    # Another account in the same session is another session; the browser's cookie stays.
    assert "let somebody else in already" in use(client, slot, grant)
    assert here() == [trainee.pk]


@pytest.mark.parametrize("grant", ["", "-", "x" * 5000, "WzEsICJhIl0:1abc:def", "\x00"])
def test_made_up_grants_open_nothing(as_trainee: Client, trainee: User, grant: str) -> None:
    slot = scenes.a_running_slot(trainee)
    as_trainee.cookies[BROWSER] = "mine"

    use(as_trainee, slot, grant)

    assert here() == []


def test_a_link_of_ours_is_no_grant(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)

    use(as_trainee, slot, grants.make_link(slot_id=slot.pk, by=slot.host))  # type: ignore[arg-type]

    assert here() == []


def test_the_browsers_cookie_is_read_by_no_script_and_goes_nowhere_else(client: Client) -> None:
    slot = scenes.a_running_slot()
    granted(client, slot)

    cookie = client.cookies[BROWSER]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Lax",
        "/sessions/",
        600,
    )


def test_too_early_says_when_it_opens_and_leaves_no_state(client: Client) -> None:
    slot = scenes.a_slot(starts_in=timedelta(minutes=20))

    for answer in (
        client.get(f"{door(slot)}?code={scenes.code_of(slot)}"),
        client.post(door(slot), {"code": scenes.code_of(slot)}),
    ):
        assert "Check-in opens" in read(answer)
        assert 'name="code"' not in read(answer)
    assert (dict(client.cookies), Session.objects.count(), here()) == ({}, 0, [])


def test_after_its_window_it_says_who_can_help(client: Client) -> None:
    slot = scenes.a_slot(starts_in=timedelta(hours=-2))

    assert "If you were there, tell your host" in page(client, door(slot))


def test_when_a_slots_tries_are_used_up_people_sign_in_first(client: Client, trainee: User, sign_in: SignIn) -> None:
    slot = scenes.a_running_slot(trainee)
    use_up_the_slots_tries(slot)

    text = type_code(client, slot)

    assert "Please sign in first" in text
    assert f'href="/accounts/login/?next={door(slot)}"' in text
    assert "You're checked in" in type_code(sign_in(trainee), slot)


def test_one_slots_used_up_tries_do_not_touch_another(client: Client) -> None:
    use_up_the_slots_tries(scenes.a_running_slot())

    assert granted(client, scenes.a_running_slot())


def test_an_account_has_ten_tries_and_then_waits(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    for _try in range(rules.ACCOUNT_TRIES):
        type_code(as_trainee, slot, scenes.wrong_code(slot))

    assert "Please wait ten minutes" in type_code(as_trainee, slot)
    assert here() == []


def test_a_hosts_link_is_as_good_as_a_code_for_five_minutes(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = door(slot) + grants.make_link(slot_id=slot.pk, by=slot.host) + "/"  # type: ignore[arg-type]
        clock.shift(timedelta(minutes=4, seconds=58))
        assert ("One tap, and you're in." in page(as_trainee, link), here()) == (True, [])
        clock.shift(timedelta(seconds=4))
        late = [as_trainee.get(link), as_trainee.post(link)]
        clock.shift(timedelta(minutes=-1))
        answer = as_trainee.post(link, follow=True)

    assert [(one.status_code, "This link has run out" in read(one)) for one in late] == [(410, True)] * 2
    assert ("You're checked in" in read(answer), here()) == (True, [trainee.pk])


def test_a_hosts_link_leads_through_sign_in_too(client: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    link = door(slot) + grants.make_link(slot_id=slot.pk, by=slot.host) + "/"  # type: ignore[arg-type]

    answer = client.post(link)

    assert (answer.headers["Location"].startswith("/accounts/login/?next="), BROWSER in client.cookies) == (True, True)


def test_a_link_of_another_slot_opens_nothing(as_trainee: Client, trainee: User) -> None:
    slot, other = scenes.a_running_slot(trainee), scenes.a_running_slot(trainee)
    token = grants.make_link(slot_id=other.pk, by=other.host)  # type: ignore[arg-type]

    assert (as_trainee.post(f"{door(slot)}{token}/").status_code, here()) == (410, [])


def test_who_waits_reads_that_the_host_sees_them(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(*scenes.people(1), seats=1)
    scenes.sign_up(slot, trainee)

    assert "your host can see now that you're here" in type_code(as_trainee, slot)


def test_who_leaves_says_so_on_the_sessions_page(as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    type_code(as_trainee, slot)
    assert "I'm leaving now" in page(as_trainee, f"/sessions/{slot.pk}/")

    answer = as_trainee.post(f"/sessions/{slot.pk}/check-out/", follow=True)

    assert "Your minutes count until now." in read(answer)
    assert "if you're back, check in once more." in read(answer)


def test_a_draft_has_no_door(client: Client) -> None:
    assert client.get(door(scenes.a_slot(published=False))).status_code == 404


def test_what_is_called_off_has_a_door_that_says_so(client: Client) -> None:
    slot = scenes.a_slot(starts_in=timedelta(minutes=10))
    Slot.objects.filter(pk=slot.pk).update(state=Slot.State.CANCELLED, cancelled_because="Snow.")

    assert "Snow." in page(client, door(slot))


@pytest.mark.parametrize("count", [1, 30])
def test_the_door_costs_the_same_however_many_have_come(
    as_trainee: Client, trainee: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    others = scenes.people(count)
    slot = scenes.a_running_slot(trainee, *others, seats=40)
    for person in others:
        checkin.check_in(slot_id=slot.pk, person=person)
    page(as_trainee, door(slot))

    with django_assert_num_queries(5):
        page(as_trainee, door(slot))


def test_who_is_signed_out_meanwhile_takes_the_grant_along_once_more(client: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    grant = granted(client, slot)

    answer = client.post(f"{door(slot)}go/", {"grant": grant})

    onward = parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]
    client.force_login(trainee)
    assert "One more tap, and you're in." in page(client, onward)
