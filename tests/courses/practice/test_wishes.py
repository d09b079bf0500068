"""How people wish to help: typed on their own page, seen by nobody else."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse

from courses.practice import personal_data
from courses.practice.models import PairingWish
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice import people

pytestmark = pytest.mark.django_db

TYPED = {"observes": "on", "most_per_month": "2", "languages": ["en", "fr"], "from_0": "09:00", "until_0": "12:30"}


def test_what_was_typed_is_kept_as_the_rules_read_it(as_core_member: Client, core_member: User) -> None:
    topic = people.a_topic()

    as_core_member.post(reverse("practice:help"), {**TYPED, "topics_avoided": [topic.pk]})

    wish = PairingWish.objects.get(person=core_member)
    assert (wish.observes, wish.co_leads, wish.most_per_month, wish.languages) == (True, False, 2, ["en", "fr"])
    assert wish.hours == [{"weekday": 0, "from": "09:00", "until": "12:30"}]
    assert list(wish.topics_avoided.all()) == [topic]


def test_the_page_shows_again_what_was_saved(as_core_member: Client) -> None:
    as_core_member.post(reverse("practice:help"), TYPED)

    page = as_core_member.get(reverse("practice:help")).content.decode()

    assert [part in page for part in ('value="09:00"', 'value="12:30"', 'value="2"')] == [True] * 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"until_0": ""}, "Monday: please say until when"),
        ({"from_0": ""}, "Monday: please say from when"),
        ({"until_0": "08:00"}, "Monday: this ends before it begins."),
        ({"most_per_month": "0"}, "This has to be 1 at least."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    as_core_member: Client, typed: dict[str, str], words: str
) -> None:
    page = as_core_member.post(reverse("practice:help"), {**TYPED, "from_2": "14:00", "until_2": "15:00", **typed})

    assert (words in page.content.decode(), 'value="14:00"' in page.content.decode()) == (True, True)
    assert not PairingWish.objects.exists()


def test_midnight_ends_a_day(as_core_member: Client) -> None:
    as_core_member.post(reverse("practice:help"), {**TYPED, "until_0": "00:00"})

    assert PairingWish.objects.get().hours == [{"weekday": 0, "from": "09:00", "until": "00:00"}]


def test_a_topic_that_was_taken_off_the_library_stays_left_out(as_core_member: Client, core_member: User) -> None:
    topic = people.a_topic()
    people.wish(core_member, topics_avoided=[topic])
    topic.withdrawn_at = scenes.NOW
    topic.save()

    page = as_core_member.get(reverse("practice:help")).content.decode()

    assert topic.title in page


def test_nobody_comes_in_without_signing_in(client: Client) -> None:
    assert client.get(reverse("practice:help")).status_code == 302


def test_the_list_leads_there_for_who_may_help(as_core_member: Client, as_trainee: Client) -> None:
    link, page = reverse("practice:help"), reverse("practice:list")

    assert [link in client.get(page).content.decode() for client in (as_core_member, as_trainee)] == [True, False]


def test_topics_left_out_stand_in_ones_own_export_and_on_no_page_of_staff(sign_in: SignIn) -> None:
    topic, person = people.a_topic("Something tender"), scenes.a_core_member()
    people.wish(person, topics_avoided=[topic])
    dialogue = people.a_plan_ahead()
    dialogue.from_topic = topic
    dialogue.save()
    staff = sign_in(scenes.a_core_member())

    addresses = reverse("dialogues:inspect", args=[dialogue.pk]), reverse("dialogues:gaps")
    pages = [staff.get(address) for address in addresses]
    of_another = json.dumps(personal_data.export(people.lead_of(dialogue)), cls=DjangoJSONEncoder)

    assert personal_data.export(person)["topics_you_leave_out"] == ["Something tender"]
    assert [page.status_code for page in pages] == [200, 200]
    assert not any("Something tender" in page.content.decode() for page in pages)
    assert "Something tender" not in of_another


def test_wishes_are_erased_with_the_person() -> None:
    person = scenes.a_core_member()
    people.wish(person, topics_avoided=[people.a_topic()])

    personal_data.erase(person)

    assert not PairingWish.objects.exists()
