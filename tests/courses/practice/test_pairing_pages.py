"""The core group's pages about who helps: what they show, whom they let ask, and what changed meanwhile."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from courses.practice.models import Pairing
from lms.mail.models import OutgoingMail
from lms.people.models import Relation
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice import people
from tests.factories import RelationFactory, UserFactory

pytestmark = pytest.mark.django_db


def proposed_in(page: str) -> list[str]:
    """What the page's ticked boxes would send."""
    return re.findall(r'type="checkbox" name="ask" value="([^"]+)" checked', page)


def page_of(client: Client, *address: str | int) -> str:
    name, *args = address
    return client.get(reverse(str(name), args=args)).content.decode()


def test_the_proposal_with_its_reasons_is_one_button_away(as_core_member: Client) -> None:
    dialogue = people.a_plan_ahead()
    page = page_of(as_core_member, "dialogues:inspect", dialogue.pk)

    as_core_member.post(reverse("dialogues:ask", args=[dialogue.pk]), {"ask": proposed_in(page)})

    row = Pairing.objects.get()
    assert (row.state, row.part) == (Pairing.State.ASKED, Pairing.Part.OBSERVER)
    assert "hasn&#x27;t observed this lead yet" in page


def test_somebody_else_may_be_chosen_of_those_who_may_be_asked(as_core_member: Client) -> None:
    dialogue, other, tied = people.a_plan_ahead(), scenes.a_core_member(), scenes.a_core_member()
    RelationFactory.create(kind=Relation.Kind.MENTOR, person=tied, other=people.lead_of(dialogue))
    page = page_of(as_core_member, "dialogues:inspect", dialogue.pk)
    [chosen] = re.findall(rf'value="(\d+:observer:{other.pk})"', page)

    as_core_member.post(reverse("dialogues:ask", args=[dialogue.pk]), {"ask": [chosen]})

    assert f":observer:{tied.pk}" not in page
    assert "close to the lead: mentor, manager, report, or a declared conflict" in page
    assert Pairing.objects.get().person == other


@pytest.mark.parametrize("sent", [[], ["1"], ["x:observer:1"], ["1:lead:1"], ["987654:observer:1"], ["1:observer:\0"]])
def test_what_was_not_on_the_page_asks_nobody(as_core_member: Client, sent: list[str]) -> None:
    dialogue = people.a_plan_ahead()

    page = as_core_member.post(reverse("dialogues:ask", args=[dialogue.pk]), {"ask": sent}, follow=True)

    assert ("Please choose somebody from the list." in page.content.decode(), Pairing.objects.count()) == (True, 0)


def test_somebody_whom_a_rule_keeps_away_is_not_asked_by_a_forged_form(as_core_member: Client) -> None:
    dialogue, tied = people.a_plan_ahead(), scenes.a_core_member()
    RelationFactory.create(kind=Relation.Kind.CONFLICT, person=people.lead_of(dialogue), other=tied)

    sent = {"ask": [f"{dialogue.pk}:observer:{tied.pk}"]}
    page = as_core_member.post(reverse("dialogues:ask", args=[dialogue.pk]), sent, follow=True)

    assert ("declared conflict" in page.content.decode(), Pairing.objects.count()) == (True, 0)


def test_a_question_is_taken_back_from_the_page(as_core_member: Client) -> None:
    dialogue = people.a_plan_ahead()
    sent = {"ask": proposed_in(page_of(as_core_member, "dialogues:inspect", dialogue.pk))}
    as_core_member.post(reverse("dialogues:ask", args=[dialogue.pk]), sent)

    as_core_member.post(reverse("dialogues:withdraw", args=[dialogue.pk, Pairing.objects.get().pk]))

    assert Pairing.objects.get().state == Pairing.State.WITHDRAWN


def test_a_question_of_another_dialogue_is_not_there(as_core_member: Client) -> None:
    dialogue, other = people.a_plan_ahead(), people.a_plan_ahead()
    scenes.ask_to_observe(other, scenes.a_core_member())

    answer = as_core_member.post(reverse("dialogues:withdraw", args=[dialogue.pk, Pairing.objects.get().pk]))

    assert (answer.status_code, Pairing.objects.get().state) == (404, Pairing.State.ACCEPTED)


def test_all_gaps_are_filled_by_one_button_the_soonest_first(as_core_member: Client) -> None:
    later, sooner = people.a_plan_ahead(days=9), people.a_plan_ahead(days=5)
    scenes.a_core_member()
    page = page_of(as_core_member, "dialogues:gaps")

    told = as_core_member.post(reverse("dialogues:ask_all"), {"ask": proposed_in(page)}, follow=True).content.decode()

    in_page = [reverse("dialogues:inspect", args=[row.pk]) for row in (sooner, later)]
    assert page.index(in_page[0]) < page.index(in_page[1])
    assert ("2 people are asked." in told, Pairing.objects.values("dialogue").distinct().count()) == (True, 2)


def test_what_changed_meanwhile_is_told_by_its_topic_and_the_rest_is_asked(as_core_member: Client) -> None:
    first, second = people.a_plan_ahead(days=5), people.a_plan_ahead(days=9)
    ask = proposed_in(page_of(as_core_member, "dialogues:gaps"))
    [person] = [int(row.split(":")[2]) for row in ask if row.startswith(f"{first.pk}:")]
    as_core_member.post(reverse("dialogues:ask", args=[first.pk]), {"ask": [f"{first.pk}:observer:{person}"]})

    page = as_core_member.post(reverse("dialogues:ask_all"), {"ask": ask}, follow=True).content.decode()

    assert "They already have a part in this dialogue." in page
    assert list(Pairing.objects.order_by("pk").values_list("dialogue", flat=True)) == [first.pk, second.pk]
    assert OutgoingMail.objects.filter(name="observer_asked").count() == 2


def test_an_empty_list_says_what_will_stand_there(as_core_member: Client) -> None:
    assert "Every dialogue ahead has its people." in page_of(as_core_member, "dialogues:gaps")


@pytest.mark.parametrize(
    ("role", "looks", "asks"),
    [
        (Role.CORE_GROUP, 200, 302),
        (Role.PROGRAM_ADMIN, 200, 302),
        (Role.CONTENT_ADMIN, 302, 302),
        (Role.TRAINEE, 403, 403),
    ],
)
def test_who_may_look_and_who_may_ask(sign_in: SignIn, role: Role, looks: int, asks: int) -> None:
    dialogue, person = people.a_plan_ahead(), scenes.a_core_member()
    client = sign_in(UserFactory.create(roles=[role]))
    sent = {"ask": [f"{dialogue.pk}:observer:{person.pk}"]}

    answers = client.get(reverse("dialogues:gaps")), client.post(reverse("dialogues:ask", args=[dialogue.pk]), sent)

    assert [answer.status_code for answer in answers] == [looks, asks]
    assert Pairing.objects.exists() == (role in (Role.CORE_GROUP, Role.PROGRAM_ADMIN))


def test_a_lead_of_the_core_group_does_not_choose_their_own_observer(sign_in: SignIn) -> None:
    lead = scenes.a_core_member()
    dialogue, person = people.a_plan_ahead(scenes.an_enrolment(lead)), scenes.a_core_member()

    sent = {"ask": [f"{dialogue.pk}:observer:{person.pk}"]}
    page = sign_in(lead).post(reverse("dialogues:ask", args=[dialogue.pk]), sent, follow=True).content.decode()

    assert ("This is your own dialogue." in page, Pairing.objects.count()) == (True, 0)


def test_what_has_begun_shows_who_is_there_and_asks_nobody(as_core_member: Client) -> None:
    observer = scenes.a_core_member()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))

    page = page_of(as_core_member, "dialogues:inspect", dialogue.pk)

    assert (observer.display_name in page, 'name="ask"' in page) == (True, False)
