"""Whom the core group asks for a dialogue, read from what stands in the database."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from courses.practice import queries
from courses.practice.actions import pairings
from courses.practice.actions.pairings import Chosen
from courses.practice.models import Dialogue, FoundingMember, Observation, Pairing
from courses.practice.rules import Bar, Place, Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from tests import scenes
from tests.courses.practice import people
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def board(dialogue: Dialogue) -> queries.Board:
    return queries.board([queries.with_lead(dialogue.pk)], at=scenes.NOW)


def observing(person: User) -> Chosen:
    return Chosen(Place.OBSERVER, person.pk)


def ask(dialogue: Dialogue, *chosen: Chosen, by: User | None = None) -> list[Pairing]:
    by = by or scenes.a_core_member()
    return pairings.ask_possible(dialogue_id=dialogue.pk, chosen=chosen, by=by, clock=scenes.at(scenes.NOW))


def bars_of(dialogue: Dialogue, person: User, place: Place = Place.OBSERVER) -> tuple[Bar, ...]:
    return board(dialogue).bars(dialogue.pk, person.pk, place)


@pytest.mark.parametrize("kind", [Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT])
@pytest.mark.parametrize("turned", [False, True])
def test_ties_in_either_direction_keep_somebody_away(kind: Relation.Kind, turned: bool) -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    pair = {"person": person, "other": people.lead_of(dialogue)}
    RelationFactory.create(kind=kind, **(dict(zip(pair, reversed(pair.values()), strict=True)) if turned else pair))

    assert bars_of(dialogue, person) == (Bar.TIED,)


def test_who_works_in_the_same_unit_may_be_asked() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    RelationFactory.create(kind=Relation.Kind.UNIT, person=person, other=people.lead_of(dialogue))

    assert bars_of(dialogue, person) == ()


def test_who_has_a_seat_in_a_session_then_is_busy() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    scenes.attend(person, scenes.a_slot(starts_at=people.START - timedelta(minutes=30)))

    assert bars_of(dialogue, person) == (Bar.BUSY,)


def test_who_runs_a_session_then_is_busy_but_in_its_own_dialogue() -> None:
    dialogue, host = people.a_plan(), scenes.a_core_member()
    slot = scenes.a_slot(starts_at=people.START, host=host)
    elsewhere = bars_of(dialogue, host)

    Dialogue.objects.filter(pk=dialogue.pk).update(slot=slot)

    assert (elsewhere, bars_of(dialogue, host)) == ((Bar.BUSY,), ())


def test_who_is_asked_for_another_dialogue_at_that_hour_is_busy() -> None:
    person = scenes.a_core_member()
    ask(people.a_plan(), observing(person))

    assert bars_of(people.a_plan(starts_at=people.START + timedelta(minutes=30)), person) == (Bar.BUSY,)


def test_who_leads_a_dialogue_then_is_busy() -> None:
    person = scenes.a_core_member()
    people.a_plan(scenes.an_enrolment(person))

    assert bars_of(people.a_plan(), person) == (Bar.BUSY,)


def test_a_month_that_is_full_of_help_is_full() -> None:
    person = scenes.a_core_member()
    people.wish(person, most_per_month=1)
    ask(people.a_plan(), observing(person))

    assert bars_of(people.a_plan(starts_at=people.START + timedelta(days=2)), person) == (Bar.OWN_WISH,)
    assert bars_of(people.a_plan(starts_at=people.START + timedelta(days=20)), person) == ()


def test_a_topic_left_out_keeps_somebody_away_from_it_alone() -> None:
    person, topic = scenes.a_core_member(), people.a_topic()
    people.wish(person, topics_avoided=[topic])

    assert bars_of(people.a_plan(topic=topic), person) == (Bar.OWN_WISH,)
    assert bars_of(people.a_plan(), person) == ()


def test_a_dialogue_in_another_language_needs_somebody_who_speaks_it() -> None:
    person = scenes.a_core_member()
    dialogue = people.a_plan(language="fr")
    before = bars_of(dialogue, person)

    people.wish(person, languages=["en", "fr"])

    assert (before, bars_of(dialogue, person)) == ((Bar.LANGUAGE,), ())


def test_hours_are_kept_from_the_page_to_the_rule() -> None:
    person, dialogue = scenes.a_core_member(), people.a_plan()
    wednesday = {"weekday": 2, "from": "11:00", "until": "00:00"}
    people.wish(person, hours=[wednesday])
    fits = bars_of(dialogue, person)

    people.wish(person, hours=[wednesday | {"from": "11:01"}])

    assert (fits, bars_of(dialogue, person)) == ((), (Bar.OWN_WISH,))


def test_somebody_who_only_trains_is_asked_for_nothing() -> None:
    dialogue, person = people.a_plan(), UserFactory.create()

    with pytest.raises(Refused) as refusal:
        ask(dialogue, observing(person))

    assert refusal.value.reasons == (Reason.NOT_POSSIBLE,)


def test_where_leading_together_comes_first_an_experienced_co_lead_is_proposed() -> None:
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=people.CO_LEADING))
    dialogue, experienced = people.a_plan(enrolment), people.an_experienced_lead()
    scenes.a_core_member()

    proposed = {row.place: row.person for row in board(dialogue).proposal().places}

    assert (proposed[Place.CO_LEAD], len(proposed)) == (experienced.pk, 2)


def test_whoever_has_led_three_dialogues_is_experienced() -> None:
    enrolment = scenes.an_enrolment(scenes.a_core_member())
    for days in (20, 21, 22):
        scenes.hold(scenes.a_dialogue(enrolment, starts_at=scenes.NOW + timedelta(days=days)))
    assert enrolment.person is not None
    dialogue = people.a_plan(scenes.an_enrolment(release=scenes.a_release(requirements=people.CO_LEADING)))

    assert bars_of(dialogue, enrolment.person, Place.CO_LEAD) == ()


def test_observers_who_differed_much_are_followed_by_one_more() -> None:
    enrolment = scenes.an_enrolment()
    dialogue = scenes.a_dialogue(enrolment)
    scenes.ask_to_observe(dialogue, scenes.a_core_member())
    scenes.hold(dialogue)
    _observe_apart(dialogue)

    gap = board(people.a_plan(enrolment, starts_at=people.START + timedelta(days=9))).gaps

    assert [row.observers for row in gap.values()] == [2]


def _observe_apart(dialogue: Dialogue) -> None:
    """One observer sees the highest level, the other the lowest."""
    for row, level in zip(Pairing.objects.filter(dialogue=dialogue).observers(), (4, 1), strict=True):
        Observation.objects.create(
            dialogue=dialogue,
            observer=row.person,
            syllabus=dialogue.enrolment.syllabus,
            scores=dict.fromkeys(scenes.COMPETENCIES, level),
            readiness="nearly",
            submitted_at=scenes.NOW,
        )


def test_all_who_are_proposed_are_asked_at_once_with_the_reasons_kept() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()

    [asked] = ask(dialogue, observing(person))

    assert asked.because == ["new_eyes", "by_day", "free_month"]
    assert OutgoingMail.objects.filter(name="observer_asked", person=person).count() == 1
    assert ModelLogEntry.objects.filter(action="practice.ask").count() == 1


def test_if_one_of_several_cannot_be_asked_nobody_is() -> None:
    dialogue, free, tied = people.a_plan(), scenes.a_core_member(), scenes.a_core_member()
    RelationFactory.create(kind=Relation.Kind.MENTOR, person=tied, other=people.lead_of(dialogue))

    with pytest.raises(Refused) as refusal:
        ask(dialogue, observing(free), observing(tied))

    assert refusal.value.reasons == (Reason.CONFLICT,)
    assert not Pairing.objects.exists()
    assert not OutgoingMail.objects.filter(name="observer_asked").exists()


def test_nobody_is_asked_for_two_places_of_one_dialogue() -> None:
    dialogue, person = people.a_plan(), people.an_experienced_lead()

    with pytest.raises(Refused) as refusal:
        ask(dialogue, observing(person), Chosen(Place.CO_LEAD, person.pk))

    assert refusal.value.reasons == (Reason.ALREADY_OBSERVER,)


def test_there_is_one_co_lead() -> None:
    dialogue, first, second = people.a_plan(), people.an_experienced_lead(), people.an_experienced_lead()
    ask(dialogue, Chosen(Place.CO_LEAD, first.pk))

    with pytest.raises(Refused) as refusal:
        ask(dialogue, Chosen(Place.CO_LEAD, second.pk))

    assert refusal.value.reasons == (Reason.CO_LEAD_ASKED,)


def test_no_lead_chooses_who_observes_them() -> None:
    lead = scenes.a_core_member()
    dialogue = people.a_plan(scenes.an_enrolment(lead))

    with pytest.raises(Refused) as refusal:
        ask(dialogue, observing(scenes.a_core_member()), by=lead)

    assert refusal.value.reasons == (Reason.OWN_DIALOGUE,)


def test_staff_read_reasons_but_none_that_is_somebodys_own_wish() -> None:
    topic = people.a_topic()
    dialogue, quiet, tied = people.a_plan(topic=topic), scenes.a_core_member(), scenes.a_core_member()
    people.wish(quiet, topics_avoided=[topic])
    RelationFactory.create(kind=Relation.Kind.MANAGER, person=tied, other=people.lead_of(dialogue))

    named, by_wish = board(dialogue).left_out(dialogue.pk, Place.OBSERVER)

    assert ([(row.person, row.because) for row in named], by_wish) == ([(tied, (Bar.TIED,))], 1)


def test_own_wishes_say_nothing_even_beside_another_reason() -> None:
    topic = people.a_topic()
    dialogue, quiet = people.a_plan(topic=topic), scenes.a_core_member()
    people.wish(quiet, topics_avoided=[topic])
    RelationFactory.create(kind=Relation.Kind.MENTOR, person=quiet, other=people.lead_of(dialogue))

    [row], _by_wish = board(dialogue).left_out(dialogue.pk, Place.OBSERVER)

    assert row.because == (Bar.TIED,)


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_however_many_there_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        person = scenes.a_core_member()
        people.wish(person, topics_avoided=[people.a_topic(f"Topic {number}")])
        ask(people.a_plan(starts_at=people.START + timedelta(days=number)), observing(person))
    people.founder(scenes.a_core_member(), FoundingMember.Part.LEAD)
    dialogues = list(queries.ahead(at=scenes.NOW))

    with django_assert_num_queries(16):
        queries.board(dialogues, at=scenes.NOW).proposal()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_gaps_costs_the_same_however_many_there_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        people.a_plan(starts_at=people.START + timedelta(days=number))
        scenes.a_core_member()

    with django_assert_num_queries(17):
        found = queries.gaps(at=scenes.NOW)

    assert [len(row.proposed) for row in found.rows] == [1] * count


def test_what_has_its_people_is_no_gap_until_somebody_says_no() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    [asked] = ask(dialogue, observing(person))
    full = queries.gaps(at=scenes.NOW).rows

    pairings.decline(pairing_id=asked.pk, by=person)

    assert (full, [row.dialogue for row in queries.gaps(at=scenes.NOW).rows]) == ((), [dialogue])
