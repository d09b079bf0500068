"""Nobody reads another's observation before handing in their own: on every page, whoever they are."""

import json
import re
from dataclasses import dataclass, replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from certification.review import queries as desk
from certification.review.models import Case
from courses.practice import queries
from courses.practice.actions.observations import Written, hand_in
from courses.practice.models import Dialogue, Observation, Pairing
from courses.progress.models import Enrolment
from courses.slots.models import Slot
from lms.people import personal_data
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ONE_THING = "Wait nine seconds longer."
WRITTEN = Written(
    scores=dict.fromkeys(scenes.COMPETENCIES, 3), strengths="Calm.", one_thing=ONE_THING, readiness="ready"
)


@dataclass(frozen=True)
class World:
    """A dialogue that is over, one observation of it handed in, and another observer of the core group."""

    dialogue: Dialogue
    first: Observation
    second: User


@pytest.fixture
def world() -> World:
    one, two = UserFactory.create(), scenes.a_core_member()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=one)
    scenes.ask_to_observe(dialogue, two)
    scenes.ask(dialogue, UserFactory.create(), Pairing.Part.CO_LEAD)
    scenes.hold(dialogue)
    return World(dialogue, hand_in(dialogue_id=dialogue.pk, written=WRITTEN, by=one), two)


def readers(world: World) -> dict[str, User | None]:
    co_lead = queries.co_lead_of(world.dialogue)
    mentor = UserFactory.create()
    RelationFactory.create(person=mentor, other=world.dialogue.lead, kind=Relation.Kind.MENTOR)
    Pairing.objects.create(dialogue=world.dialogue, person=(asked := UserFactory.create()), asked_at=scenes.NOW)
    scenes.attend(participant := UserFactory.create(), slot := scenes.a_slot(kind=Slot.Kind.PRACTICE))
    Dialogue.objects.filter(pk=world.dialogue.pk).update(slot=slot)
    return {
        "lead": world.dialogue.lead,
        "co-lead": co_lead.person if co_lead else None,
        "observer who handed in": world.first.observer,
        "observer who has not": world.second,
        "asked, never answered": asked,
        "mentor": mentor,
        "core group": scenes.a_core_member(),
        "program admin": UserFactory.create(roles=[Role.PROGRAM_ADMIN]),
        "other trainee": UserFactory.create(roles=[Role.TRAINEE]),
        "participant": participant,
    }


def test_who_reads_an_observation(world: World) -> None:
    read = [name for name, person in readers(world).items() if person and queries.visible_to(world.dialogue, person)]

    assert read == ["lead", "co-lead", "observer who handed in", "core group", "program admin"]


def test_a_superuser_who_observes_is_as_blind_as_anybody(world: World) -> None:
    world.second.is_superuser = True
    world.second.save()

    assert queries.visible_to(world.dialogue, world.second) == []


def shown_to(world: World, client: Client, person: User) -> list[str]:
    """The pages and the file on which a reader meets what the first observer wrote."""
    names = ("detail", "plan", "sheet", "observe", "debrief", "reflection", "concern", "care", "room_state")
    addresses = {name: reverse(f"practice:{name}", args=[world.dialogue.pk]) for name in names} | {
        "agreement": reverse("practice:agreement"),
        "staff": reverse("dialogues:inspect", args=[world.dialogue.pk]),
        "training": reverse("trainings:inspect", args=[world.dialogue.enrolment_id]),
    }
    found = [name for name, address in addresses.items() if ONE_THING in client.get(address).content.decode()]
    return found + ["export"] * (ONE_THING in json.dumps(personal_data.export_all(person), default=str))


def test_each_reader_meets_it_on_their_own_pages_alone(world: World, sign_in: SignIn) -> None:
    people = readers(world)

    met = {name: shown_to(world, sign_in(person), person) for name, person in people.items() if person}

    assert {name: pages for name, pages in met.items() if pages} == {
        "lead": ["detail", "debrief", "export"],
        "co-lead": ["detail", "debrief"],
        "observer who handed in": ["observe", "debrief", "export"],
        "core group": ["debrief", "staff"],
        "program admin": ["staff"],
    }


def test_what_an_observer_of_the_core_group_meets_grows_by_handing_in(world: World, sign_in: SignIn) -> None:
    before = shown_to(world, sign_in(world.second), world.second)
    hand_in(dialogue_id=world.dialogue.pk, written=replace(WRITTEN, one_thing="Louder."), by=world.second)

    after = shown_to(world, sign_in(world.second), world.second)

    assert (before, after) == ([], ["observe", "debrief", "staff"])


def test_from_handing_in_on_an_observer_reads_the_others(world: World) -> None:
    own = hand_in(dialogue_id=world.dialogue.pk, written=WRITTEN, by=world.second)

    assert queries.visible_to(world.dialogue, world.second) == [world.first, own]


def test_before_anybody_handed_in_there_is_nothing_to_read() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))
    assert dialogue.lead is not None

    assert queries.visible_to(dialogue, dialogue.lead) == []


def pages(world: World, client: Client) -> str:
    """All that staff are shown of this dialogue and its lead."""
    addresses = [
        reverse("dialogues:inspect", args=[world.dialogue.pk]),
        reverse("trainings:inspect", args=[world.dialogue.enrolment_id]),
        reverse("practice:observe", args=[world.dialogue.pk]),
    ]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_no_staff_page_shows_it_to_an_observer_of_the_core_group_who_still_has_to_write(
    world: World, sign_in: SignIn
) -> None:
    before = pages(world, sign_in(world.second))
    hand_in(dialogue_id=world.dialogue.pk, written=WRITTEN, by=world.second)

    after = pages(world, sign_in(world.second))

    words = f"What {world.first.observer} saw"
    assert (words in before, words in after) == (False, True)
    assert "What others saw is here to read once you have handed in your own." in before


def test_the_review_desk_holds_it_back_too(world: World) -> None:
    case = scenes.an_application(scenes.a_trainee_ready_to_apply())
    dialogue = Dialogue.objects.get(enrolment=case.enrolment_id)
    late = scenes.a_core_member()
    Pairing.objects.create(
        dialogue=dialogue, person=late, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )

    blind, open_eyes = (desk.desk(case, person, at=scenes.NOW) for person in (late, scenes.a_core_member()))

    seen = [[row.observation.dialogue for held in one.proof.held for row in held.seen] for one in (blind, open_eyes)]
    assert (seen, blind.still_observes, open_eyes.still_observes) == ([[], [dialogue]], True, False)


def test_the_desk_counts_nothing_that_its_reader_may_not_read() -> None:
    case = scenes.an_application(scenes.a_trainee_ready_to_apply())
    dialogue = Dialogue.objects.get(enrolment=case.enrolment_id)
    late = scenes.a_core_member()
    Pairing.objects.create(
        dialogue=dialogue, person=late, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )

    before, others = (rubric_of(case, person) for person in (late, scenes.a_core_member()))
    hand_in(dialogue_id=dialogue.pk, written=WRITTEN, by=late)

    assert (before, others, rubric_of(case, late)) == (0, 3, 3)


def rubric_of(case: Case, reader: User) -> float:
    """The average of all scores as the desk shows it."""
    shown = [asked.row.status for asked in desk.desk(Case.objects.get(pk=case.pk), reader, at=scenes.NOW).proof.asked]
    return next(row.have for row in shown if row.requirement.key == "rubric")


def of_the_training(enrolment: Enrolment, client: Client) -> str:
    """Everything that staff are told of a training: the list, the grid, both files, and the page of its own."""
    addresses = [
        reverse("trainings:index"),
        reverse("trainings:index") + "?export=csv",
        reverse("trainings:cohort"),
        reverse("trainings:cohort") + "?export=csv",
        reverse("trainings:inspect", args=[enrolment.pk]),
    ]
    answers = [client.get(address) for address in addresses]
    bodies = [b"".join(answer) if answer.streaming else answer.content for answer in answers]
    return re.sub(r"[A-Za-z0-9]{64}", "", b"".join(bodies).decode())


def test_no_page_of_the_training_tells_what_others_saw_to_who_still_has_to_write(sign_in: SignIn) -> None:
    one, late = UserFactory.create(), scenes.a_core_member()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=one)
    scenes.ask_to_observe(dialogue, late)
    scenes.hold(dialogue)
    before = of_the_training(dialogue.enrolment, sign_in(late))

    hand_in(dialogue_id=dialogue.pk, written=WRITTEN, by=one)

    blind, open_eyes = (of_the_training(dialogue.enrolment, sign_in(one)) for one in (late, scenes.a_core_member()))
    assert (blind == before, open_eyes == before) == (True, False)


def test_readable_leaves_other_dialogues_as_they_are(world: World) -> None:
    other = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))
    scenes.observe(other)

    found = queries.readable(Observation.objects.all(), world.second)

    assert [row.dialogue for row in found] == [other]


@pytest.mark.parametrize("more", [0, 2])
def test_what_a_lead_reads_costs_the_same_for_one_and_for_three(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for _number in range(more):
        person = UserFactory.create()
        Pairing.objects.create(
            dialogue=world.dialogue, person=person, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
        )
        hand_in(dialogue_id=world.dialogue.pk, written=WRITTEN, by=person)
    lead = User.objects.get(enrolments=world.dialogue.enrolment_id)

    with django_assert_num_queries(5):
        found = queries.visible_to(world.dialogue, lead)
        [row.words.strengths + str(row.observer) for row in found]


def test_notes_are_read_by_the_leads_once_their_writer_has_handed_in(world: World, sign_in: SignIn) -> None:
    for author, text in ((world.first.observer, "Waits nine seconds."), (world.second, "Looks at the clock.")):
        moment = world.dialogue.starts_at
        world.dialogue.notes.create(author=author, kind="seen", stage="check_in", text=text, noted_at=moment)
    assert world.dialogue.lead is not None

    page = sign_in(world.dialogue.lead).get(world.dialogue.get_absolute_url()).content.decode()

    assert ("Waits nine seconds." in page, "Looks at the clock." in page) == (True, False)
