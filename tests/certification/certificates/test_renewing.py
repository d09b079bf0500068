"""What holders do after their certificate: renew it, take leave, come back, say who may read their name."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from certification.certificates import actions, queries
from certification.certificates.actions import Corrected
from certification.certificates.models import Certificate, Holder, Leave, Renewal
from certification.certificates.rules import Activity, Reason, Standing
from courses.slots.models import Slot
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.holding_scenes import (
    LAST,
    REFLECTION,
    a_certificate_for_a_time,
    days_before,
    lead,
    noon,
    noted,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
IN_TIME = days_before(LAST, 60)


@pytest.fixture
def person(db: None) -> User:
    return UserFactory.create()


@pytest.fixture
def old(person: User) -> Certificate:
    """Two years old, all but two months, and all chats are led."""
    made = a_certificate_for_a_time(person)
    for year in (2027, 2028):
        lead(person, on=date(year, 3, 1))
    return made


def renew(certificate: Certificate, by: User, *, reflection: str = REFLECTION) -> Certificate:
    return actions.renew(certificate_id=certificate.pk, reflection=reflection, by=by, clock=scenes.at(IN_TIME))


def refused(certificate: Certificate, by: User, *, reflection: str = REFLECTION) -> tuple[Reason, ...]:
    with pytest.raises(Refused) as told:
        renew(certificate, by, reflection=reflection)
    return tuple(Reason(reason) for reason in told.value.reasons)


# --- renewing -------------------------------------------------------------------------------------


def test_the_next_one_holds_as_long_again_and_replaces_the_old(old: Certificate, person: User) -> None:
    made = noted(renew(old, person), at=IN_TIME)

    assert (made.replaces_id, made.why, queries.last_day(made)) == (old.pk, "renewal", date(2030, 10, 1))
    assert (made.snapshot["certified_on"], made.snapshot["renewal"]) == ("2026-10-01", old.snapshot["renewal"])
    assert (made.holder.person, made.holder.name) == (person, old.holder.name)
    standings = [queries.answer(row, with_name=True, at=IN_TIME).standing for row in queries.held_by(person)]
    assert standings == [Standing.VALID, Standing.SUPERSEDED]


def test_what_was_written_is_kept_and_the_certificate_rests_on_its_digest_and_the_chats(
    old: Certificate, person: User
) -> None:
    made = renew(old, person)

    assert Renewal.objects.get().reflection == REFLECTION
    assert (made.approval["by"], len(made.approval["chats"]), made.approval["chats_needed"]) == ("renewal", 2, 2)
    assert REFLECTION not in str(made.approval)


def test_a_renewal_that_is_sent_twice_gives_one_certificate(old: Certificate, person: User) -> None:
    renew(old, person)

    assert Reason.ALREADY_REPLACED in refused(old, person)
    assert Certificate.objects.count() == 2


def test_nobody_renews_somebody_elses(old: Certificate) -> None:
    with pytest.raises(Certificate.DoesNotExist):
        renew(old, UserFactory.create())


def test_what_was_revoked_is_not_renewed(old: Certificate, person: User) -> None:
    scenes.revoke(old)

    assert refused(old, person) == (Reason.ALREADY_REVOKED,)


def test_what_is_suspended_is_not_renewed(old: Certificate, person: User) -> None:
    actions.suspend(certificate_id=old.pk, public_reason="Looked into.", private_reason="", by=scenes.an_admin())

    assert refused(old, person) == (Reason.ALREADY_SUSPENDED,)


def test_trainings_and_what_was_called_off_are_no_chats_led(person: User) -> None:
    old = a_certificate_for_a_time(person)
    lead(person, on=date(2027, 3, 1), kind=Slot.Kind.TRAINING)
    Slot.objects.filter(pk=lead(person, on=date(2027, 4, 1)).pk).update(state=Slot.State.CANCELLED)

    assert refused(old, person) == (Reason.TOO_FEW_CHATS,)


def test_a_chat_counts_for_one_renewal_only(old: Certificate, person: User) -> None:
    made = noted(renew(old, person), at=IN_TIME)

    assert len(queries.renewal_of(made, person, at=IN_TIME).chats) == 0


def test_another_name_on_the_sheet_loses_no_chat(old: Certificate, person: User) -> None:
    made = actions.reissue(
        certificate_id=old.pk,
        why=Certificate.Why.NAME,
        corrected=Corrected(name="Ánh Okafor"),
        by=scenes.an_admin(),
        clock=scenes.at(IN_TIME - timedelta(days=1)),
    )

    assert len(queries.renewal_of(made, person, at=IN_TIME).chats) == 2
    assert queries.last_day(renew(noted(made, at=IN_TIME), person)) == date(2030, 10, 1)


def test_what_a_renewal_takes_costs_three_queries(
    old: Certificate, person: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for extra in (0, 3):
        for number in range(extra):
            lead(person, on=date(2028, 4, 1 + number))
        with django_assert_num_queries(3):
            assert len(queries.renewal_of(old, person, at=IN_TIME).chats) == 2 + extra


# --- leave ----------------------------------------------------------------------------------------

DAY = date(2027, 5, 3)


def leaves() -> list[tuple[date, date | None]]:
    return list(Leave.objects.order_by("pk").values_list("since", "until"))


def take_leave(person: User, *, since: date = DAY, until: date | None = None) -> Leave:
    return actions.take_leave(since=since, until=until, by=person, clock=scenes.at(noon(DAY)))


def test_a_leave_without_end_is_given_one_by_the_next_word_about_it(person: User) -> None:
    take_leave(person)
    take_leave(person, until=date(2027, 8, 1))

    assert leaves() == [(DAY, date(2027, 8, 1))]


def test_who_comes_back_leads_again_from_that_day_on(person: User) -> None:
    take_leave(person)

    actions.come_back(by=person, clock=scenes.at(noon(date(2027, 6, 1))))

    assert leaves() == [(DAY, date(2027, 5, 31))]


def test_who_comes_back_on_the_same_day_was_never_away(person: User) -> None:
    take_leave(person)

    actions.come_back(by=person, clock=scenes.at(noon(DAY)))

    assert leaves() == []


def test_coming_back_leaves_a_leave_that_is_still_ahead(person: User) -> None:
    take_leave(person, since=date(2027, 12, 1), until=date(2027, 12, 31))

    actions.come_back(by=person, clock=scenes.at(noon(DAY)))

    assert leaves() == [(date(2027, 12, 1), date(2027, 12, 31))]


def test_a_leave_that_is_ahead_is_taken_back_and_one_that_began_is_not(person: User) -> None:
    ahead, begun = take_leave(person, since=date(2027, 12, 1), until=date(2027, 12, 31)), take_leave(person)

    actions.let_go_of_leave(leave_id=ahead.pk, by=person, clock=scenes.at(noon(DAY)))
    with pytest.raises(Leave.DoesNotExist):
        actions.let_go_of_leave(leave_id=begun.pk, by=person, clock=scenes.at(noon(DAY)))
    assert leaves() == [(DAY, None)]


def test_nobody_takes_back_somebody_elses_leave(person: User) -> None:
    ahead = take_leave(person, since=date(2027, 12, 1))

    with pytest.raises(Leave.DoesNotExist):
        actions.let_go_of_leave(leave_id=ahead.pk, by=UserFactory.create(), clock=scenes.at(noon(DAY)))


# --- who leads at present -------------------------------------------------------------------------


def test_who_leads_at_present_costs_three_queries_for_any_number(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [UserFactory.create() for _ in range(3)]
    for number, each in enumerate(people):
        a_certificate_for_a_time(each, cause=f"test:{number}")
        lead(each, on=date(2028, 3, 1))
    take_leave(people[0])

    for count in (1, 3):
        held = list(queries.whole().filter(holder__person__in=people[:count]))
        with django_assert_num_queries(3):
            found = queries.activity_of(held, at=IN_TIME)
        assert [found[each.pk].activity for each in people[:count]] == [Activity.ON_LEAVE, *[Activity.ACTIVE] * 2][
            :count
        ]


def test_strangers_are_told_during_a_leave_what_was_true_when_it_began(person: User) -> None:
    certificate = a_certificate_for_a_time(person)
    take_leave(person)

    answer = queries.answer(certificate, with_name=True, at=noon(DAY))

    assert queries.activity_of([certificate], at=noon(DAY))[person.pk].activity is Activity.ON_LEAVE
    assert queries.leads_at_present(answer, at=noon(DAY)) is True


# --- who may read the name ------------------------------------------------------------------------


def test_who_may_read_the_name_is_chosen_for_the_earlier_ones_too(old: Certificate, person: User) -> None:
    made = renew(old, person)

    actions.show(certificate_id=made.pk, to=Holder.Shown.NOBODY, by=person)

    assert list(Holder.objects.values_list("shown", flat=True)) == ["nobody", "nobody"]


def test_the_next_one_is_shown_to_those_to_whom_the_old_one_was(old: Certificate, person: User) -> None:
    actions.show(certificate_id=old.pk, to=Holder.Shown.REGISTER, by=person)

    assert renew(old, person).holder.shown == "register"


def test_nobody_chooses_for_somebody_else(old: Certificate) -> None:
    with pytest.raises(Holder.DoesNotExist):
        actions.show(certificate_id=old.pk, to=Holder.Shown.NOBODY, by=UserFactory.create())
