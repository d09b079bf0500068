"""The staff pages of people who are put forward."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from certification.review import actions
from certification.review.forms.roads import rows_of
from certification.review.models import Case, FoundingList, Review
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.road_scenes import LATER, a_core_group, a_founding_list, a_pathway, cases_of, somebody
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def words_of(answer: Any, *, status: int = 200) -> str:
    assert answer.status_code == status
    plain = re.sub(r"[A-Za-z0-9]{64}", "token", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


def the_page(made: FoundingList) -> str:
    return reverse("founding_lists:inspect", args=[made.pk])


def typed(*people: User | str, **fields: str) -> dict[str, str]:
    rows = {
        f"people-{place}-{name}": value
        for place, person in enumerate(people)
        for name, value in {
            "who": person if isinstance(person, str) else person.email,
            "reference": "Led twelve dialogues.",
        }.items()
    }
    about = {"pathway": str(a_pathway().pk), "title": "Those who began", "people-TOTAL_FORMS": str(len(people))}
    return {**rows, **about, "people-INITIAL_FORMS": "0", **fields}


def put(client: Client, told: dict[str, str]) -> Any:
    return client.post(reverse("founding_lists:put"), told)


def chosen(*cases: Case) -> dict[str, Any]:
    return {"approve": [f"{case.pk}:{case.enrolment.last_seq}" for case in cases], "reason": "I was there."}


# --- putting forward ------------------------------------------------------------------------------


def test_rows_without_end_are_no_rows(as_core_member: Client) -> None:
    answer = put(as_core_member, typed("somebody") | {"people-TOTAL_FORMS": "9" * 5000})

    assert (answer.status_code, FoundingList.objects.exists()) == (200, False)


@pytest.mark.parametrize("role", [Role.CORE_GROUP, Role.PROGRAM_ADMIN])
def test_core_group_and_program_admins_put_people_forward(sign_in: SignIn, role: Role) -> None:
    one, other = somebody(), somebody()

    answer = put(sign_in(UserFactory.create(roles=[role])), typed(one, other.display_name))

    assert answer.status_code == 302
    assert [case.printed_name for case in cases_of(FoundingList.objects.get())] == [
        one.display_name,
        other.display_name,
    ]


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.CONTENT_ADMIN, Role.GUEST_REVIEWER])
@pytest.mark.parametrize("name", ["put", "honour"])
def test_nobody_else_does(sign_in: SignIn, role: Role, name: str) -> None:
    answer = sign_in(UserFactory.create(roles=[role])).post(reverse(f"founding_lists:{name}"), typed(somebody()))

    assert answer.status_code in (302, 403)
    assert not Case.objects.exists()


def test_putting_forward_wants_a_recent_sign_in(sign_in: SignIn) -> None:
    put(sign_in(scenes.an_admin(), hours_ago=2), typed(somebody()))

    assert not Case.objects.exists()


def test_what_is_wrong_stands_at_its_row_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    told = typed(somebody(), "nobody@example.org", title="Those of 2019")

    page = put(sign_in(scenes.an_admin()), told).content.decode()

    assert "Nobody here goes by this address or name yet." in page
    assert all(f'value="{words}"' in page for words in ("nobody@example.org", "Those of 2019"))
    assert not Case.objects.exists()


def test_what_a_rule_refuses_stands_at_its_row(sign_in: SignIn) -> None:
    a_core_group()
    person = somebody()
    a_founding_list(person)

    words = words_of(put(sign_in(scenes.an_admin()), typed(somebody(), person)))

    assert "The core group reads about them already." in words
    assert Case.objects.count() == 1


def test_a_list_with_empty_rows_alone_asks_for_somebody(sign_in: SignIn) -> None:
    words = words_of(put(sign_in(scenes.an_admin()), typed("", **{"people-0-reference": ""})))

    assert "Please choose at least one person." in words


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_pasted_lines_are_read_whatever_parts_their_columns(sign: str) -> None:
    lines = sign.join(["a@example.org", "Ọlá", "Led twelve"]) + "\n\n" + sign.join(["b@example.org", "", "Led, too"])

    assert rows_of(lines)[0] == {"who": "a@example.org", "printed_name": "Ọlá", "reference": "Led twelve"}
    assert rows_of(lines)[1] == {"who": "b@example.org", "printed_name": "", "reference": "Led, too"}


@pytest.mark.parametrize("odd", ["\0", "x" * 140_000, '"' + "y\n" * 70_000])
def test_lines_that_no_table_holds_are_shown_as_they_are(odd: str) -> None:
    assert rows_of(f"a@example.org,Ọlá\n{odd}")[0] == {"who": "a@example.org", "printed_name": "Ọlá", "reference": ""}


def test_pasted_lines_become_rows_to_look_through_and_nothing_is_kept(sign_in: SignIn) -> None:
    person = somebody()
    lines = f"{person.email}, Ọlá, Led twelve\nwho@example.org, , x"

    page = sign_in(scenes.an_admin()).post(reverse("founding_lists:add_rows"), typed("first@example.org", lines=lines))

    assert f"This is {person}." in words_of(page)
    assert page.content.decode().count("roads-row") == 3
    assert 'value="Ọlá"' in page.content.decode()
    assert not Case.objects.exists()


def test_honouring_leads_to_the_application_that_it_made(sign_in: SignIn) -> None:
    person = somebody()
    told = {"pathway": a_pathway().pk, "who": person.email, "reference": "Taught us.", "valid_until": "2030-12-31"}

    answer = sign_in(scenes.an_admin()).post(reverse("founding_lists:honour"), told)

    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("cases:inspect", args=[case.pk])
    assert (case.road, str(case.valid_until), case.printed_name) == ("honorary", "2030-12-31", person.display_name)


def test_honouring_until_a_day_that_is_past_says_so_at_the_day(sign_in: SignIn) -> None:
    told = {"pathway": a_pathway().pk, "who": somebody().email, "reference": "Taught us.", "valid_until": "2020-12-31"}

    words = words_of(sign_in(scenes.an_admin()).post(reverse("founding_lists:honour"), told))

    assert "the day has to be still to come" in words


# --- the page of a list ---------------------------------------------------------------------------


def test_every_row_that_one_may_decide_about_can_be_ticked_and_none_is_from_the_start(sign_in: SignIn) -> None:
    core = a_core_group()
    made = a_founding_list(core[0], somebody(), somebody())

    page = sign_in(core[0]).get(the_page(made))

    told = page.content.decode()
    assert (told.count('name="approve"'), told.count(" checked>")) == (2, 0)
    assert "This is your own application. Others decide about it." in words_of(page)


def test_one_press_decides_about_all_that_are_ticked(sign_in: SignIn) -> None:
    core = a_core_group()
    made = a_founding_list()

    answer = sign_in(core[0]).post(reverse("founding_lists:approve", args=[made.pk]), chosen(*cases_of(made)))

    assert answer.headers["Location"] == the_page(made)
    assert Review.objects.filter(reviewer=core[0]).count() == 3
    assert "You decided: Approve." in words_of(sign_in(core[0]).get(the_page(made)))


def test_a_vote_wants_a_recent_sign_in(sign_in: SignIn) -> None:
    core = a_core_group()
    made = a_founding_list()

    sign_in(core[0], hours_ago=2).post(reverse("founding_lists:approve", args=[made.pk]), chosen(*cases_of(made)))

    assert not Review.objects.exists()


def test_without_a_reason_nothing_is_decided_and_the_ticks_stay(sign_in: SignIn) -> None:
    core = a_core_group()
    made = a_founding_list()
    first, *_others = cases_of(made)

    page = sign_in(core[0]).post(reverse("founding_lists:approve", args=[made.pk]), {**chosen(first), "reason": " "})

    assert "Please say what you base it on." in words_of(page)
    assert page.content.decode().count(" checked>") == 1
    assert not Review.objects.exists()


@pytest.mark.parametrize("value", ["x", "1", "1:x", "-1:0", "9" * 60 + ":0", ""])
def test_a_tick_that_is_none_of_ours_chooses_nobody(sign_in: SignIn, value: str) -> None:
    core = a_core_group()
    made = a_founding_list()

    words = words_of(
        sign_in(core[0]).post(
            reverse("founding_lists:approve", args=[made.pk]), {"approve": value, "reason": "I was there."}
        )
    )

    assert "Please choose at least one person." in words


def test_a_program_admin_reads_and_cannot_decide(sign_in: SignIn) -> None:
    a_core_group()
    made = a_founding_list()
    admin = scenes.an_admin()

    words = words_of(sign_in(admin).get(the_page(made)))
    assert "Led twelve dialogues since 2019." in words
    assert "Approve those who are ticked" not in words
    answer = sign_in(admin).post(reverse("founding_lists:approve", args=[made.pk]), chosen(*cases_of(made)))
    assert answer.status_code in (302, 403)
    assert not Review.objects.exists()


def test_to_a_superuser_of_neither_group_no_list_is_there(sign_in: SignIn) -> None:
    a_core_group()
    made = a_founding_list()

    assert sign_in(UserFactory.create(is_superuser=True)).get(the_page(made)).status_code == 404


@pytest.mark.parametrize("decision", ["approve", "not_yet"])
def test_what_another_decided_changes_no_letter_of_the_page(sign_in: SignIn, decision: str) -> None:
    core = a_core_group()
    made = a_founding_list()
    client = sign_in(core[2])
    before = words_of(client.get(the_page(made)))

    scenes.decide(cases_of(made)[0], core[0], Review.Decision(decision), days=2)

    assert words_of(client.get(the_page(made))) == before


def test_who_said_no_can_not_be_ticked_and_stands_there_as_taken_back(sign_in: SignIn) -> None:
    core = a_core_group()
    person = somebody()
    made = a_founding_list(person)
    actions.withdraw(case_id=cases_of(made)[0].pk, by=person, clock=LATER)

    page = sign_in(core[0]).get(the_page(made))

    assert "taken back" in words_of(page)
    assert 'name="approve"' not in page.content.decode()


def test_who_is_put_forward_is_not_measured_by_a_training_that_they_never_claimed(sign_in: SignIn) -> None:
    core = a_core_group()
    case = cases_of(a_founding_list())[0]

    words = words_of(sign_in(core[0]).get(reverse("cases:inspect", args=[case.pk])))

    assert "Led twelve dialogues since 2019." in words
    assert [told for told in ("Requirements", "Dialogues led", "Why they want to facilitate") if told in words] == []


def test_the_lists_are_found_in_the_staff_pages(sign_in: SignIn) -> None:
    core = a_core_group()
    a_founding_list()

    assert "Those who began" in words_of(sign_in(core[0]).get(reverse("founding_lists:index")))
    assert "Put forward by" in words_of(
        sign_in(core[0]).get(reverse("cases:inspect", args=[Case.objects.latest("pk").pk]))
    )
