"""The core group is thanked by name: each as they chose, and nobody who hasn't chosen it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.actions import thanks
from cms.models import Thanks
from cms.queries import voices
from lms.people import actions as people
from lms.people import personal_data
from lms.people.models import User
from lms.people.roles import Role
from tests.cms.face_scenes import the_core_group_page
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TYPED = {"shown": "on", "name": "Ada L.", "line": "Chaplain, they/them", "words": "For the first question."}


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split()).replace("&#x27;", "'")


def a_member(name: str = "Ada", *, shown: bool = True) -> User:
    person = UserFactory.create(display_name=name, roles=[Role.TRAINEE, Role.CORE_GROUP])
    thanks.choose(person=person, chosen={"shown": shown, "name": name, "line": "", "words": ""})
    return person


def named() -> tuple[list[str], list[str]]:
    group = voices.core_group()
    return [row.name for row in group.now], [row.name for row in group.before]


def test_nobody_is_named_who_has_not_chosen_it(core_member: User) -> None:
    a_member(shown=False)

    assert named() == ([], [])


def test_each_stands_there_as_they_chose(client: Client, as_core_member: Client) -> None:
    the_core_group_page()
    as_core_member.post(reverse("program:thanks"), TYPED)

    page = words_of(client.get("/core-group/"))

    assert [said in page for said in ("Ada L.", "Chaplain, they/them", "For the first question.")] == [True] * 3


def test_who_takes_it_back_is_gone_at_once(client: Client, as_core_member: Client) -> None:
    the_core_group_page()
    as_core_member.post(reverse("program:thanks"), TYPED)
    as_core_member.post(reverse("program:thanks"), {**TYPED, "shown": ""})

    assert "Ada L." not in words_of(client.get("/core-group/"))


def test_who_left_the_role_stands_under_those_who_led_it_before() -> None:
    a_member("Bo")
    people.withdraw_role(person=a_member("Ada"), role=Role.CORE_GROUP, by=None)

    assert named() == (["Bo"], ["Ada"])


def test_who_left_the_role_can_still_end_it(sign_in: SignIn) -> None:
    person = a_member("Ada")
    people.withdraw_role(person=person, role=Role.CORE_GROUP, by=None)

    sign_in(person).post(reverse("program:thanks"), {**TYPED, "shown": ""})

    assert named() == ([], [])


def test_who_never_led_it_has_no_such_page(as_trainee: Client) -> None:
    answers = [as_trainee.post(reverse(f"program:{name}"), TYPED).status_code for name in ("thanks", "thanks_preview")]

    assert (answers, Thanks.objects.count()) == ([403, 403], 0)


def test_looking_at_it_first_keeps_nothing(as_core_member: Client) -> None:
    page = words_of(as_core_member.post(reverse("program:thanks_preview"), TYPED))

    assert ("Nothing is kept yet." in page, "Chaplain, they/them" in page) == (True, True)
    assert Thanks.objects.count() == 0


def test_a_name_is_asked_for_at_the_field_and_nothing_typed_is_lost(as_core_member: Client) -> None:
    page = words_of(as_core_member.post(reverse("program:thanks"), {**TYPED, "name": ""}))

    assert ("Please write how you want to be named." in page, "For the first question." in page) == (True, True)


def test_the_profile_leads_there_who_leads_the_program(as_core_member: Client, as_trainee: Client) -> None:
    pages = [words_of(client.get(reverse("people:profile"))) for client in (as_core_member, as_trainee)]

    assert [reverse("program:thanks") in page for page in pages] == [True, False]


def test_the_first_staff_page_asks_until_one_has_chosen(as_core_member: Client, as_program_admin: Client) -> None:
    home, asks = reverse("wagtailadmin_home"), "May the site thank you by name?"
    before = [asks in words_of(client.get(home)) for client in (as_core_member, as_program_admin)]

    as_core_member.post(reverse("program:thanks"), {**TYPED, "shown": ""})

    assert (before, asks in words_of(as_core_member.get(home))) == ([True, False], False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_group_is_one_query(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        a_member(f"Member {number}")

    with django_assert_num_queries(1):
        assert len(voices.core_group().now) == count


def test_whose_account_is_erased_is_gone_from_the_page() -> None:
    person = a_member()

    told = personal_data.export_all(person)["site"]["thanks"]
    people.erase(person=person, by=person)

    assert ([row["name"] for row in told], named(), Thanks.objects.count()) == (["Ada"], ([], []), 0)


def test_without_anybody_the_page_says_why(client: Client) -> None:
    the_core_group_page()

    assert "Nobody has chosen it yet." in words_of(client.get("/core-group/"))
