"""Missed sessions: what counts as one, what follows, and how it is excused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from courses.progress.models import Enrolment, LedgerEvent, Pathway
from courses.slots import queries, rules
from courses.slots.actions import attendance, closing, no_shows
from courses.slots.models import AttendanceMark, NoShowPolicy, SignUp
from courses.slots.queries import Missed, missed_note
from courses.slots.rules import Policy, Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes, season
from tests.courses.slots.test_pages import page, read

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def missed(person: User) -> Missed:
    return queries.missed_of(person.pk, at=timezone.now())


def on_the_road(person: User, policy: Policy | None = None, *, slug: str = "facilitator") -> Enrolment:
    if not Pathway.objects.filter(slug=slug).exists():
        road.a_release(slug=slug)
    row = road.an_enrolment(person, release=Pathway.objects.get(slug=slug).releases.get())
    if policy:
        no_shows.choose_policy(pathway_id=row.pathway_id, policy=policy, by=road.an_admin())
    return row


@pytest.mark.parametrize(
    ("times", "policies", "follows"),
    [
        (1, [Policy.LATER], Policy.NOTHING),
        (2, [Policy.LATER], Policy.LATER),
        (2, [Policy.NOTHING], Policy.NOTHING),
        (2, [], Policy.WARN),
        (9, [Policy.LATER, Policy.WARN], Policy.WARN),
    ],
)
def test_the_mildest_of_ones_pathways_holds_from_the_second_time_on(
    times: int, policies: list[Policy], follows: Policy
) -> None:
    assert rules.consequence(times, policies) is follows


def test_what_follows_fades_when_fewer_than_two_are_left_in_the_window() -> None:
    days = [NOON, NOON - timedelta(days=10), NOON - timedelta(days=30)]

    assert rules.fades_at(days) == NOON - timedelta(days=10) + rules.WINDOW
    assert rules.fades_at(days[:1]) is None


def test_only_a_later_place_in_line_ever_lowers_somebody() -> None:
    assert [rules.line_priority(policy) for policy in Policy] == [0, 0, -1]


@pytest.mark.database
def test_a_seat_that_stayed_empty_counts() -> None:
    assert missed(season.somebody_who_missed(2)) == Missed(2, Policy.WARN, missed_until())


def missed_until() -> datetime:
    """When the earlier of two sessions is out of the window."""
    earlier = SignUp.objects.order_by("slot__starts_at").select_related("slot").first()
    assert earlier is not None
    return earlier.slot.starts_at + rules.WINDOW


def test_coming_for_some_minutes_is_not_missing() -> None:
    [person] = scenes.people(1)
    slot = season.held(there=[person], close=False)
    attendance.mark(slot_id=slot.pk, person=person, minutes=1, by=road.a_core_member())
    season.closed(slot)

    assert missed(person).times == 0


def test_nothing_counts_before_a_session_is_closed() -> None:
    [person] = scenes.people(1)
    season.held(absent=[person], close=False)

    assert missed(person).times == 0


def test_who_was_never_marked_is_not_said_to_have_been_missing() -> None:
    slot = scenes.a_slot(starts_in=timedelta(days=-3))
    [person] = scenes.people(1)
    scenes.sign_up(slot, person)
    season.closed(slot)

    assert missed(person).times == 0


def test_who_had_no_word_when_the_host_closed_has_missed_it() -> None:
    [person] = scenes.people(1)
    slot = scenes.a_running_slot(person)

    closing.close(slot_id=slot.pk, headcount=0, by=road.a_core_member())

    assert missed(person).times == 1


def test_who_gave_their_seat_back_in_time_missed_nothing() -> None:
    slot = scenes.a_slot(starts_in=timedelta(days=-3))
    [person] = scenes.people(1)
    scenes.sign_up(slot, person)
    scenes.cancel(slot, person)
    season.closed(slot)

    assert missed(person).times == 0


@pytest.mark.parametrize("late", [{"walked_in": True}, {"promoted_at": timezone.now()}, {"created_at": timezone.now()}])
def test_who_had_no_seat_at_the_start_missed_nothing(late: dict[str, object]) -> None:
    [person] = scenes.people(1)
    slot = season.held(absent=[person])
    SignUp.objects.filter(slot=slot).update(**late)

    assert missed(person).times == 0


def test_what_was_missed_longer_ago_than_the_window_no_longer_counts() -> None:
    person = season.somebody_who_missed(2, days_ago=rules.WINDOW.days)

    assert missed(person).times == 0


def test_an_excused_one_does_not_count_and_its_reason_is_kept() -> None:
    [person] = scenes.people(1)
    slot, host = season.held(absent=[person]), road.a_core_member()

    made = no_shows.excuse(slot_id=slot.pk, person=person, because=" The train stood still. ", by=host)

    assert missed(person).times == 0
    assert (made.minutes, made.because, made.marked_by) == (0, "The train stood still.", host)
    assert ModelLogEntry.objects.get(action="slots.excuse").data == {"person": person.pk}


def test_excusing_is_a_persons_word_in_the_history_that_no_import_passes_over() -> None:
    [person] = scenes.people(1)
    road.an_enrolment(person)
    slot = season.held(absent=[person])

    made = no_shows.excuse(slot_id=slot.pk, person=person, because="Ill.", by=road.a_core_member())

    last = LedgerEvent.objects.filter(subject=f"attendance:slot/{slot.pk}").latest("seq")
    assert (last.source, last.value["minutes"], last.rank) == ("excused", 0, made.rank)


@pytest.mark.database
def test_excusing_twice_is_excusing_once() -> None:
    [person] = scenes.people(1)
    slot, host = season.held(absent=[person]), road.a_core_member()

    rows = {
        no_shows.excuse(slot_id=slot.pk, person=person, because=because, by=host).pk for because in ("Ill.", "Really.")
    }

    assert len(rows) == 1


def test_a_later_word_that_somebody_was_there_takes_the_place_of_an_excuse() -> None:
    [person] = scenes.people(1)
    slot, host = season.held(absent=[person]), road.a_core_member()
    no_shows.excuse(slot_id=slot.pk, person=person, because="Ill.", by=host)

    attendance.mark(slot_id=slot.pk, person=person, minutes=60, because="Came by another door.", by=host)

    [row] = queries.roster(slot).confirmed
    assert row.said == f"there for 60 minutes · noted by {host} · Came by another door."


@pytest.mark.parametrize(
    ("because", "there", "reason"), [("", False, Reason.NO_EXCUSE_GIVEN), ("Ill.", True, Reason.NOT_MISSED)]
)
def test_excusing_asks_for_a_reason_and_for_somebody_who_was_missing(because: str, there: bool, reason: Reason) -> None:
    everybody = scenes.people(1)
    slot = season.held(there=everybody) if there else season.held(absent=everybody)

    with pytest.raises(Refused) as refused:
        no_shows.excuse(slot_id=slot.pk, person=everybody[0], because=because, by=road.a_core_member())

    assert refused.value.reasons == (reason,)


def test_nobody_excuses_themselves() -> None:
    host = road.a_core_member()
    slot = season.held(absent=[host])

    with pytest.raises(Refused) as refused:
        no_shows.excuse(slot_id=slot.pk, person=host, because="I was busy.", by=host)

    assert refused.value.reasons == (Reason.OWN_ATTENDANCE,)


@pytest.mark.database
def test_in_a_line_others_come_first_where_the_pathway_says_so() -> None:
    person = season.somebody_who_missed(2)
    on_the_road(person, Policy.LATER)
    house = scenes.a_full_house(waiting=1)
    [newcomer] = scenes.people(1)

    scenes.sign_up(house.slot, person, newcomer)

    assert scenes.in_line(house.slot) == [house.waiting[0].pk, newcomer.pk, person.pk]


def test_a_free_seat_is_theirs_as_anybodys() -> None:
    person = season.somebody_who_missed(3)
    on_the_road(person, Policy.LATER)

    [row] = scenes.sign_up(scenes.a_slot(), person)

    assert (row.state, row.priority) == ("confirmed", 0)


@pytest.mark.parametrize("policy", [Policy.NOTHING, Policy.WARN])
def test_elsewhere_their_place_in_line_is_as_anybodys(policy: Policy) -> None:
    person = season.somebody_who_missed(2)
    on_the_road(person, policy)

    [row] = scenes.sign_up(scenes.a_full_house().slot, person)

    assert row.priority == 0


def test_a_seat_costs_no_look_at_what_was_missed_and_a_place_in_line_one_or_two(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = season.somebody_who_missed(1)

    with django_assert_num_queries(1):
        queries.line_priority(person.pk, at=timezone.now())
    season.held(absent=[person], days_ago=20)
    with django_assert_num_queries(2):
        queries.line_priority(person.pk, at=timezone.now())


@pytest.mark.parametrize(("policy", "told"), [(Policy.NOTHING, False), (Policy.WARN, False), (Policy.LATER, True)])
def test_a_later_place_is_told_before_one_joins_the_line(sign_in: SignIn, policy: Policy, told: bool) -> None:
    person = season.somebody_who_missed(2)
    on_the_road(person, policy)
    slot = scenes.a_full_house().slot

    assert ("others come before you until" in page(sign_in(person), f"/sessions/{slot.pk}/")) is told


@pytest.mark.parametrize(("policy", "told"), [(Policy.NOTHING, False), (Policy.WARN, True), (Policy.LATER, True)])
def test_the_training_page_has_a_kind_note(sign_in: SignIn, policy: Policy, told: bool) -> None:
    person = season.somebody_who_missed(2)
    on_the_road(person, policy)

    assert ("You had a seat in 2 sessions" in page(sign_in(person), reverse("progress:home"))) is told


def test_after_one_missed_session_nothing_is_said(sign_in: SignIn) -> None:
    person = season.somebody_who_missed(1)
    on_the_road(person)

    assert "We missed you" not in page(sign_in(person), reverse("progress:home"))


def test_the_note_asks_the_database_nothing_of_who_missed_nothing(
    django_assert_num_queries: DjangoAssertNumQueries, sign_in: SignIn
) -> None:
    [person] = scenes.people(1)
    on_the_road(person)
    client = sign_in(person)
    page(client, reverse("progress:home"))

    with django_assert_num_queries(6):
        page(client, reverse("progress:home"))


def test_a_mail_can_say_the_same() -> None:
    person = season.somebody_who_missed(2)

    assert missed_note(person, at=timezone.now()).startswith("You had a seat in 2 sessions")
    assert missed_note(road.a_core_member(), at=timezone.now()) == ""


@pytest.mark.database
def test_the_database_knows_three_policies() -> None:
    road.a_release()

    with pytest.raises(IntegrityError, match="no_show_policy_known"), transaction.atomic():
        NoShowPolicy.objects.create(pathway=Pathway.objects.get(), policy="exclude")


def test_choosing_a_policy_changes_no_version_of_the_training(as_program_admin: Client) -> None:
    release = road.a_release()
    before = release.syllabus.digest

    as_program_admin.post(f"/admin/pathways/{release.pathway_id}/no-shows/", {"policy": "later"})

    assert NoShowPolicy.objects.values_list("pathway", "policy").get() == (release.pathway_id, "later")
    assert [row.digest for row in release.pathway.syllabuses.all()] == [before]
    assert ModelLogEntry.objects.get(action="slots.no_show_policy").data == {"policy": "later"}


def test_the_choice_stands_beside_the_pathways(as_program_admin: Client) -> None:
    release = road.a_release()
    no_shows.choose_policy(pathway_id=release.pathway_id, policy=Policy.LATER, by=road.an_admin())

    assert '<option value="later" selected>' in page(as_program_admin, "/admin/pathways/")


def test_another_policy_is_not_to_be_found(as_program_admin: Client) -> None:
    release = road.a_release()

    answer = as_program_admin.post(f"/admin/pathways/{release.pathway_id}/no-shows/", {"policy": "exclude"})

    assert (answer.status_code, NoShowPolicy.objects.count()) == (404, 0)


def test_hosts_see_on_the_roster_who_missed_sessions_and_excuse_there(
    as_core_member: Client, core_member: User
) -> None:
    [person] = scenes.people(1)
    season.held(absent=[person], days_ago=20)
    slot = season.held(absent=[person])
    roster = f"/admin/sessions/{slot.pk}/roster/"
    assert "Missed 2 sessions in the last half year." in page(as_core_member, roster)

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/excuse/", {"person": person.pk, "because": "=A strike"})

    assert answer.headers["Location"] == f"{roster}#person-{person.pk}"
    text = page(as_core_member, roster)
    assert (text.count(f"excused by {core_member} · =A strike"), "Missed 2" in text) == (1, False)


def test_an_excuse_without_a_reason_is_asked_about(as_core_member: Client) -> None:
    [person] = scenes.people(1)
    slot = season.held(absent=[person])

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/excuse/", {"person": person.pk}, follow=True)

    assert "Please say why." in read(answer)
    assert AttendanceMark.objects.filter(source="excused").count() == 0


@pytest.mark.parametrize("count", [1, 50])
def test_what_the_roster_says_of_missed_sessions_costs_the_same_however_many_people(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    everybody = scenes.people(count)
    slots = [season.held(absent=everybody, seats=count, days_ago=7 + number) for number in range(2)]

    with django_assert_num_queries(3):
        found = queries.missed_on(slots[0], at=timezone.now())

    assert len(found) == count
