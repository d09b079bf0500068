"""The pages on which dialogues are planned, read and printed, and the core group's list."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.practice import queries
from courses.practice.actions import sharing
from courses.practice.forms import PlanForm, initial_of
from courses.practice.models import Dialogue, Observation, Pairing, PlanComment, Stage
from courses.practice.queries import Details
from courses.practice.words import LACKS
from courses.slots.models import Slot
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db]

TOMORROW = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT12:00")


def typed(**changes: Any) -> dict[str, Any]:
    """What somebody sends who plans a dialogue for tomorrow."""
    minutes: dict[str, Any] = {f"minutes_{stage}": row.minutes for stage, row in queries.usual_stages().items()}
    own_time: dict[str, Any] = {"slot": "own", "when": TOMORROW, "zone": "Europe/Paris", "language": "fr"}
    return {"topic": "Silence", "aim": "Waiting", **own_time, **minutes, **changes}


def signed_in(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def errors_of(**changes: Any) -> dict[str, list[str]]:
    form = PlanForm([], typed(**changes))
    return {name: [str(words) for words in told] for name, told in form.errors.items()}


def test_a_plan_that_is_sent_stands_on_its_own_page() -> None:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None

    answer = signed_in(enrolment.person).post(reverse("practice:propose"), typed(script_debrief="Close in time."))

    dialogue = Dialogue.objects.get()
    assert answer.headers["location"] == dialogue.get_absolute_url()
    assert (dialogue.language, dialogue.zone) == ("fr", "Europe/Paris")
    assert dialogue.plan.get(stage=Stage.DEBRIEF).script == "Close in time."


def test_a_plan_that_is_too_long_is_told_at_its_longest_stage() -> None:
    words = "All five stages together take 70 minutes, and there are 60. Take 10 minutes away."

    assert errors_of(minutes_breakout=30) == {"minutes_breakout": [words]}


def test_nothing_that_was_typed_is_lost_when_something_needs_another_look() -> None:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None

    answer = signed_in(enrolment.person).post(reverse("practice:propose"), typed(topic="", script_frame="We begin."))

    assert "We begin." in answer.content.decode()
    assert not Dialogue.objects.exists()


def test_materials_are_lines_with_a_title_and_an_address() -> None:
    form = PlanForm([], typed(materials="A page https://example.org/a b\nA chair"))
    told = {
        "materials": [
            "Please end each line with its whole address, beginning with https://: “A page https://example.org/a b”."
        ]
    }
    fine = PlanForm([], typed(materials="A page https://example.org/a\n\nA chair\nSlides /documents/1/slides.pdf"))

    assert {name: list(words) for name, words in form.errors.items()} == told
    assert fine.is_valid()
    assert fine.cleaned_data["materials"] == (
        {"title": "A page", "url": "https://example.org/a"},
        {"title": "A chair", "url": ""},
        {"title": "Slides", "url": "/documents/1/slides.pdf"},
    )


@pytest.mark.parametrize("address", ["javascript://x", "//evil.example", "data://x", "ftp://x.org/a"])
def test_no_material_leads_to_anything_but_a_page(address: str) -> None:
    assert list(errors_of(materials=f"A page {address}")) == ["materials"]


@pytest.mark.parametrize("words", ["A page\0", "x" * 6001], ids=["a null", "too long"])
def test_no_material_is_what_no_database_keeps(words: str) -> None:
    assert list(errors_of(materials=words)) == ["materials"]


def test_a_mentor_finds_the_plans_of_whom_they_mentor() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    mentor, stranger = UserFactory.create(), UserFactory.create()
    RelationFactory.create(person=mentor, other=lead_of(dialogue), kind=Relation.Kind.MENTOR)
    address = reverse("practice:plan", args=[dialogue.pk])

    pages = [signed_in(person).get(reverse("practice:list")).content.decode() for person in (mentor, stranger)]

    assert [address in page for page in pages] == [True, False]


def test_a_plan_begins_with_the_words_of_another_of_mine() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    Dialogue.objects.update(definition="A choice not to say.")

    page = signed_in(lead_of(dialogue)).get(reverse("practice:propose"), {"begin": f"plan-{dialogue.pk}"})

    assert "A choice not to say." in page.content.decode()


@pytest.mark.parametrize("code", ["plan-1", "plan-99999999999999999999", "topic-x", "x", "plan-²", "topic-\0"])
def test_what_nobody_may_begin_from_begins_with_an_empty_page(code: str) -> None:
    person = lead_of(scenes.a_dialogue(scenes.an_enrolment()))
    Dialogue.objects.update(enrolment=scenes.an_enrolment())

    page = signed_in(person).get(reverse("practice:propose"), {"begin": code})

    assert "That topic or plan isn't there any more" in unescape(page.content.decode())


def test_only_open_practice_sessions_ahead_are_offered() -> None:
    soon = timezone.now() + timedelta(days=3)
    person = lead_of(scenes.a_dialogue(scenes.an_enrolment()))
    offered = scenes.a_slot(kind=Slot.Kind.PRACTICE, starts_at=soon)
    scenes.a_slot(kind=Slot.Kind.TRAINING, starts_at=soon)
    scenes.a_slot(kind=Slot.Kind.PRACTICE, starts_at=soon, audience=Slot.Audience.ROLE, for_role=Role.CORE_GROUP)
    scenes.a_slot(kind=Slot.Kind.PRACTICE)

    assert queries.sessions_to_lead_in(person, at=timezone.now()) == [offered]


def readers_of(dialogue: Dialogue) -> dict[str, User | None]:
    """Everybody who could want to read a plan; the parts are asked and answered."""
    lead = lead_of(dialogue)
    mentor, asked, declined, co_lead = (UserFactory.create() for _ in range(4))
    RelationFactory.create(person=mentor, other=lead, kind=Relation.Kind.MENTOR)
    RelationFactory.create(person=lead, other=UserFactory.create(), kind=Relation.Kind.MENTOR)
    common: dict[str, Any] = {"dialogue": dialogue, "asked_at": scenes.NOW}
    Pairing.objects.create(person=asked, **common)
    Pairing.objects.create(person=declined, state=Pairing.State.DECLINED, answered_at=scenes.NOW, **common)
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    return {
        "lead": lead,
        "co-lead": co_lead,
        "asked": asked,
        "declined": declined,
        "mentor": mentor,
        "core": scenes.a_core_member(),
        "program": UserFactory.create(roles=[Role.PROGRAM_ADMIN]),
        "content": UserFactory.create(roles=[Role.CONTENT_ADMIN]),
        "other trainee": scenes.an_enrolment().person,
        "anonymous": None,
    }


def answers(dialogue: Dialogue, name: str, method: str = "get", **data: str) -> dict[str, int]:
    address = reverse(f"practice:{name}", args=[dialogue.pk])
    readers = readers_of(dialogue)
    return {who: getattr(signed_in(person), method)(address, data).status_code for who, person in readers.items()}


def test_who_reads_a_plan_and_its_run_sheet() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    expected = dict.fromkeys(("lead", "co-lead", "asked", "mentor", "core", "program"), 200)
    expected |= dict.fromkeys(("declined", "content", "other trainee"), 404) | {"anonymous": 302}

    assert answers(dialogue, "plan") == expected
    Pairing.objects.filter(part=Pairing.Part.CO_LEAD).delete()
    assert answers(dialogue, "sheet") == expected


def test_the_talk_is_read_by_those_who_take_part_in_it() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    PlanComment.objects.create(dialogue=dialogue, author=scenes.a_core_member(), text="Slower.", said_at=scenes.NOW)
    address = reverse("practice:plan", args=[dialogue.pk])

    reading = {
        who
        for who, person in readers_of(dialogue).items()
        if "Slower." in signed_in(person).get(address).content.decode()
    }

    assert reading == {"lead", "co-lead", "mentor", "core", "program"}


def test_who_says_something_about_a_plan() -> None:
    found = answers(scenes.a_dialogue(scenes.an_enrolment()), "comment", "post", text="Slower.")

    assert [who for who, status in found.items() if status == 302] == [
        "lead", "co-lead", "mentor", "core", "program", "anonymous",
    ]  # fmt: skip
    assert PlanComment.objects.count() == 5
    assert {found[who] for who in ("asked", "declined", "content", "other trainee")} == {404}


def test_only_the_lead_changes_a_plan() -> None:
    found = answers(scenes.a_dialogue(scenes.an_enrolment()), "change")

    assert [who for who, status in found.items() if status == 200] == ["lead"]


def test_words_that_are_too_long_stay_in_the_field() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    page = signed_in(lead_of(dialogue)).post(reverse("practice:comment", args=[dialogue.pk]), {"text": "x" * 4001})

    assert "x" * 4001 in page.content.decode()


def test_a_shared_plan_is_for_people_in_training_and_names_nobody_unasked() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead = lead_of(dialogue)
    lead.display_name = "Zora Quill"
    lead.save()
    sharing.share(dialogue_id=dialogue.pk, by_name=False, by=lead)
    address = reverse("practice:shared_plan", args=[dialogue.pk])
    trainee = scenes.an_enrolment().person

    page = signed_in(trainee).get(address)

    assert (page.status_code, signed_in(UserFactory.create()).get(address).status_code) == (200, 404)
    assert not re.search("Zora Quill|Inviting every voice", page.content.decode())


def test_a_run_sheet_shows_clock_times_in_the_zone_of_the_dialogue() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    rows = queries.run_sheet(queries.whole().get(pk=dialogue.pk))
    page = signed_in(lead_of(dialogue)).get(reverse("practice:sheet", args=[dialogue.pk])).content.decode()

    assert [int((row.ends_at - row.starts_at).total_seconds()) // 60 for row in rows] == [10, 5, 10, 20, 15]
    assert "<strong>11:00 am</strong>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_is_read_in_the_same_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    for _ in range(rows - 1):
        scenes.ask_to_observe(dialogue, UserFactory.create())
    person = lead_of(dialogue)

    with django_assert_num_queries(5):
        queries.details_of(queries.whole().get(pk=dialogue.pk))
    with django_assert_num_queries(2):
        list(queries.beginnings(person).own)


def many(count: int, *, observers: int = 3) -> list[Dialogue]:
    """Dialogues that were held, each with observations, as rows."""
    enrolment, people = scenes.an_enrolment(), [UserFactory.create() for _ in range(observers)]
    common: dict[str, Any] = {
        "enrolment": enrolment,
        "aim": "Waiting",
        "created_at": scenes.NOW,
        "state": Dialogue.State.HELD,
    }
    made = Dialogue.objects.bulk_create(
        Dialogue(topic=f"Topic {n}", starts_at=scenes.NOW + timedelta(hours=n), **common) for n in range(count)
    )
    part: dict[str, Any] = {"state": Pairing.State.ACCEPTED, "asked_at": scenes.NOW, "answered_at": scenes.NOW}
    Pairing.objects.bulk_create(Pairing(dialogue=row, person=person, **part) for row in made for person in people)
    Observation.objects.bulk_create(
        Observation(
            dialogue=row,
            observer=person,
            syllabus=enrolment.syllabus,
            scores={},
            readiness="ready",
            submitted_at=scenes.NOW,
        )
        for row in made
        for person in people[: len(people) - (row == made[0])]
    )
    return made


@pytest.mark.parametrize("count", [3, 120])
def test_the_core_groups_list_takes_the_same_queries_however_many_dialogues(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(count)
    client = signed_in(scenes.a_core_member())
    client.get(reverse("dialogues:index"))

    with django_assert_num_queries(11):
        client.get(reverse("dialogues:index"), {"missing": "reflection"})


def test_the_list_says_what_each_dialogue_lacks() -> None:
    held = many(2)
    proposed = scenes.a_dialogue(scenes.an_enrolment())
    Dialogue.objects.filter(pk=proposed.pk).update(state=Dialogue.State.PROPOSED)
    found = {row.pk: {code for code in LACKS if getattr(row, f"lacks_{code}")} for row in queries.listed()}

    assert found == {
        held[0].pk: {"observation", "reflection"},
        held[1].pk: {"reflection"},
        proposed.pk: {"clearing", "co_lead"},
    }
    assert {code: queries.lacking(queries.listed(), code).count() for code in LACKS} == {
        "clearing": 1, "observer": 0, "co_lead": 1, "answer": 0, "observation": 1, "reflection": 2,
    }  # fmt: skip


def test_the_core_group_narrows_the_list_and_talks_about_a_plan() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    client = signed_in(scenes.a_core_member())
    lead = lead_of(dialogue)

    found = client.get(reverse("dialogues:index"), {"lead": str(lead.pk), "state": "cleared", "missing": "co_lead"})
    none = client.get(reverse("dialogues:index"), {"lead": str(lead.pk), "state": "held"})
    client.post(reverse("dialogues:comment", args=[dialogue.pk]), {"text": "Slower."})

    assert (dialogue.topic in found.content.decode(), dialogue.topic in none.content.decode()) == (True, False)
    assert "Slower." in client.get(reverse("dialogues:inspect", args=[dialogue.pk])).content.decode()


def test_the_form_begins_with_every_word_of_a_plan() -> None:
    begun = initial_of(Details(concept="A", materials=({"title": "B", "url": "https://example.org"},)))

    assert PlanForm([], initial=begun)["materials"].value() == "B https://example.org"
