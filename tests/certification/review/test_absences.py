"""Being away at the desk, coming back, Monday's mail, and personal ties taken back."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from certification.review import actions, queries
from certification.review.actions import absences
from certification.review.models import Absence, Case, DigestWish, Seat
from certification.review.rules import Reason, Why
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people import personal_data
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SENT = scenes.NOW + timedelta(days=30)
TODAY = SENT.date()


def seated(case: Case) -> dict[int, list[str]]:
    rows = Seat.objects.held().filter(round=queries.round_of(case))
    return {row.reviewer_id: row.because for row in rows}


def first_of(case: Case) -> User:
    return User.objects.get(pk=min(seated(case)))


def candidate_of(case: Case) -> User:
    person = Enrolment.objects.get(pk=case.enrolment_id).person
    assert person is not None
    return person


def be_away(person: User, *, delegate: User | None = None, begins: int = 0, days: int = 7) -> Absence:
    return absences.be_away(
        by=person,
        starts_on=TODAY + timedelta(days=begins),
        ends_on=TODAY + timedelta(days=begins + days),
        delegate=delegate,
        clock=scenes.at(SENT),
    )


def mind(person: User, *, hours: int = 1) -> None:
    """What follows the commit of an absence."""
    actions.mind_person(person.pk, clock=scenes.at(SENT + timedelta(hours=hours)))


def test_what_waits_for_somebody_who_is_away_goes_at_once_to_whom_they_named() -> None:
    case, delegate = scenes.an_application(), scenes.a_core_member()
    scenes.a_core_member()
    away = first_of(case)

    be_away(away, delegate=delegate)
    mind(away)

    assert away.pk not in seated(case)
    assert Why.DELEGATE in seated(case)[delegate.pk]
    told = OutgoingMail.objects.filter(name="application_to_review", person=delegate)
    assert told.count() == 1


def test_who_is_close_to_the_candidate_does_not_take_over() -> None:
    case, delegate = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(person=delegate, other=candidate_of(case), kind=Relation.Kind.MENTOR)
    away = first_of(case)

    be_away(away, delegate=delegate)
    mind(away)

    assert not {away.pk, delegate.pk} & seated(case).keys()
    assert len(seated(case)) == 2


def test_what_somebody_has_decided_stays_theirs_while_they_are_away() -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    away = first_of(case)
    scenes.decide(case, away, days=30)

    be_away(away)
    mind(away)

    assert away.pk in seated(case)


def test_days_that_lie_ahead_pass_nothing_on_yet_and_do_when_they_come() -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    away = first_of(case)

    be_away(away, begins=3)
    mind(away)
    assert away.pk in seated(case)
    mind(away, hours=24 * 4)

    assert away.pk not in seated(case)


def test_coming_back_gives_nothing_back() -> None:
    case, delegate = scenes.an_application(), scenes.a_core_member()
    away = first_of(case)
    absence = be_away(away, delegate=delegate)
    mind(away)

    absences.be_back(by=away, absence_id=absence.pk)
    mind(away)

    assert away.pk not in seated(case)
    assert delegate.pk in seated(case)


def test_somebody_who_is_away_is_not_asked_and_may_decide_all_the_same() -> None:
    away = scenes.a_core_member()
    be_away(away)
    for _ in range(3):
        scenes.a_core_member()
    case = scenes.an_application()

    assert away.pk not in seated(case)
    scenes.decide(case, away, days=30)
    assert away.pk in seated(case)


def test_a_day_is_a_day_of_the_persons_own_calendar() -> None:
    person = scenes.a_core_member()
    User.objects.filter(pk=person.pk).update(time_zone="Pacific/Kiritimati")
    Absence.objects.create(person=person, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 1))

    # Fourteen hours ahead of Greenwich, the first of November lasts from ten to ten.
    noon_before, noon = (scenes.NOW.replace(month=month, day=day, hour=12) for month, day in ((10, 31), (11, 1)))
    assert (person.pk in queries.away_on(noon_before), person.pk in queries.away_on(noon)) == (True, False)


@pytest.mark.parametrize(
    ("begins", "ends", "reason"),
    [(2, 1, Reason.DATES_MISSING), (None, 1, Reason.DATES_MISSING), (-9, -3, Reason.DATES_PAST)],
)
def test_days_have_their_order_and_are_not_over(begins: int | None, ends: int, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        absences.be_away(
            by=scenes.a_core_member(),
            starts_on=None if begins is None else TODAY + timedelta(days=begins),
            ends_on=TODAY + timedelta(days=ends),
            delegate=None,
            clock=scenes.at(SENT),
        )

    assert refusal.value.reasons == (reason,)


def test_nobody_names_themselves_or_somebody_from_outside_to_take_over() -> None:
    person = scenes.a_core_member()
    for delegate, reason in ((person, Reason.DELEGATE_IS_ONESELF), (scenes.an_admin(), Reason.DELEGATE_CANT)):
        with pytest.raises(Refused) as refusal:
            be_away(person, delegate=delegate)
        assert refusal.value.reasons == (reason,)


def test_a_declared_tie_is_taken_back_in_quiet_times_only() -> None:
    case, person = scenes.an_application(), scenes.a_core_member()
    actions.declare_tie(case_id=case.pk, by=person, clock=scenes.at(SENT))
    tie = queries.declared_by(person).get()
    with pytest.raises(Refused) as refusal:
        actions.take_back_tie(tie_id=tie.pk, by=person)
    assert refusal.value.reasons == (Reason.THEY_WAIT,)

    actions.withdraw(case_id=case.pk, by=candidate_of(case))
    actions.take_back_tie(tie_id=tie.pk, by=person)

    assert not queries.declared_by(person).exists()


def test_a_tie_that_somebody_else_declared_is_theirs() -> None:
    tie = RelationFactory.create()

    with pytest.raises(Relation.DoesNotExist):
        actions.take_back_tie(tie_id=tie.pk, by=tie.other)


def test_a_withdrawn_role_passes_seats_on_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    gone = first_of(case)

    with django_capture_on_commit_callbacks(execute=True):
        people.withdraw_role(person=gone, role=Role.CORE_GROUP, by=None)

    assert gone.pk not in seated(case)
    assert len(seated(case)) == 2


def test_an_erased_reviewer_is_followed_by_somebody_else(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    gone = first_of(case)

    with django_capture_on_commit_callbacks(execute=True):
        people.erase(person=gone, by=None)

    assert gone.pk not in seated(case)
    assert len(seated(case)) == 2


def test_a_tie_that_comes_up_empties_a_seat_at_the_next_turn() -> None:
    case = scenes.an_application()
    scenes.a_core_member()
    tied = first_of(case)
    RelationFactory.create(person=tied, other=candidate_of(case), kind=Relation.Kind.MANAGER)

    actions.mind(clock=scenes.at(SENT + timedelta(minutes=10)))

    assert tied.pk not in seated(case)
    assert len(seated(case)) == 2


def test_what_one_said_of_oneself_and_of_guests_is_exported_and_goes_with_the_account() -> None:
    case, person = scenes.an_application(), scenes.a_core_member()
    be_away(person, delegate=scenes.a_core_member())
    absences.choose_digest(by=person, weekly=False)
    until = SENT + timedelta(days=9)
    guest = actions.name_guest(
        case_id=case.pk, person=scenes.an_admin(), reason="Knows it.", until=until, by=person, clock=scenes.at(SENT)
    )

    told = personal_data.export_all(person)["applications"]
    assert (len(told["away"]), told["mail_on_mondays"]) == (1, False)
    assert [row["reason"] for row in told["asked_for"]["guests"]] == ["Knows it."]
    people.erase(person=person, by=None)

    guest.refresh_from_db()
    assert (Absence.objects.count(), DigestWish.objects.count(), guest.reason) == (0, 0, "—")
