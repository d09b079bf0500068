"""Monday's mail, and what is told as a target comes near and passes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from certification.review import actions, queries
from certification.review.actions import absences, digests
from certification.review.models import Case, Review, Round, Seat
from certification.review.rules import digest_week
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SENT = scenes.NOW + timedelta(days=30)
# Eight o'clock of the next Monday in New York, after clocks were set back on the first of November.
MONDAY = datetime(2026, 11, 2, 13, 0, tzinfo=UTC)


def seated(case: Case) -> list[User]:
    rows = Seat.objects.held().filter(round=queries.round_of(case)).select_related("reviewer")
    return [row.reviewer for row in rows]


def send(at: datetime = MONDAY) -> Counter[int]:
    """How many of Monday's mails each person has after the task has run."""
    digests.send_digests(clock=scenes.at(at))
    return Counter(OutgoingMail.objects.filter(name="review_digest").values_list("person", flat=True))


@pytest.mark.parametrize(
    ("zone", "moment", "week"),
    [
        ("America/New_York", "2026-11-02T12:59:00", None),
        ("America/New_York", "2026-11-02T13:00:00", "2026-W45"),
        ("America/New_York", "2026-10-26T12:00:00", "2026-W44"),
        ("America/New_York", "2026-11-03T04:59:00", "2026-W45"),
        ("America/New_York", "2026-11-03T05:00:00", None),
        ("Asia/Kathmandu", "2026-11-02T02:15:00", "2026-W45"),
        ("Pacific/Kiritimati", "2026-11-01T18:00:00", "2026-W45"),
        ("Europe/Berlin", "2025-12-29T07:00:00", "2026-W01"),
    ],
)
def test_the_mail_is_due_on_mondays_from_eight_of_each_zone_on(zone: str, moment: str, week: str | None) -> None:
    found = digest_week(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone)

    assert (found[0] if found else None) == week


def test_each_reviewer_gets_one_mail_a_week_however_often_it_is_looked_for() -> None:
    case = scenes.an_application()
    people = {person.pk: 1 for person in seated(case)}

    assert send(MONDAY - timedelta(minutes=1)) == {}
    assert send() == people
    assert send(MONDAY + timedelta(minutes=15)) == people
    assert send(MONDAY + timedelta(days=7)) == dict.fromkeys(people, 2)


def test_two_people_in_two_zones_get_it_at_their_own_eight_o_clock() -> None:
    case = scenes.an_application()
    east, west = seated(case)
    User.objects.filter(pk=west.pk).update(time_zone="America/Los_Angeles")

    assert send() == {east.pk: 1}
    assert send(MONDAY + timedelta(hours=3)) == {east.pk: 1, west.pk: 1}


def test_nothing_is_written_to_who_has_decided_has_nothing_open_or_does_not_want_it() -> None:
    case = scenes.an_application()
    one, other = seated(case)
    scenes.decide(case, one, days=31)
    absences.choose_digest(by=other, weekly=False)

    assert send() == {}
    absences.choose_digest(by=other, weekly=True)
    assert send() == {other.pk: 1}


def test_what_came_after_eight_waits_for_its_own_mail() -> None:
    scenes.an_application(clock=scenes.at(MONDAY + timedelta(minutes=5)))

    assert send(MONDAY + timedelta(hours=1)) == {}


@pytest.mark.parametrize("decision", [Review.Decision.APPROVE, Review.Decision.NOT_YET])
def test_who_has_not_decided_reads_the_same_however_another_has(decision: str) -> None:
    case = scenes.an_application()
    one, other = seated(case)
    silent = queries.open_with([one.pk])[one.pk]
    scenes.decide(case, other, Review.Decision(decision), days=31)

    assert queries.open_with([one.pk])[one.pk] == silent
    assert send() == {one.pk: 1}


def test_who_has_decided_is_told_when_one_of_them_has_to_tell_the_candidate() -> None:
    case = scenes.an_application()
    for person in seated(case):
        scenes.decide(case, person, Review.Decision.NOT_YET, days=31)

    assert [row.to_close for rows in queries.open_with([one.pk for one in seated(case)]).values() for row in rows] == [
        True,
        True,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_open_costs_two_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        scenes.an_application()
    people = list(User.objects.filter(groups__name=Role.CORE_GROUP).values_list("pk", flat=True))

    with django_assert_num_queries(2):
        queries.open_with(people)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_write_one_mail_to_each() -> None:
    case = scenes.an_application()

    def run(_number: int) -> None:
        try:
            digests.send_digests(clock=scenes.at(MONDAY))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))

    assert OutgoingMail.objects.filter(name="review_digest").count() == len(seated(case))


def told(name: str) -> int:
    return OutgoingMail.objects.filter(name=name).count()


def mind(days: float) -> None:
    actions.mind(clock=scenes.at(SENT + timedelta(days=days)))


def test_reviewers_are_reminded_at_half_of_the_time_and_at_each_target() -> None:
    case = scenes.an_application()
    days = (queries.round_of(case).due_at - SENT).days

    for part, reminders, late, admins in ((0.4, 0, 0, 0), (0.5, 2, 0, 0), (0.9, 2, 0, 0), (1, 2, 2, 1), (2, 2, 4, 2)):
        mind(days * part)
        mind(days * part)
        assert (told("review_reminder"), told("review_late")) == (reminders, late)
        assert told("review_late_for_admins") == admins * User.objects.filter(groups__name=Role.PROGRAM_ADMIN).count()


def test_after_twice_the_target_whoever_may_decide_is_told_and_who_is_close_is_not() -> None:
    case, tied = scenes.an_application(), scenes.a_core_member()
    scenes.a_core_member()
    RelationFactory.create(person=tied, other=case.enrolment.person, kind=Relation.Kind.MENTOR)
    days = (queries.round_of(case).due_at - SENT).days

    mind(days)
    assert told("review_open_to_all") == 0
    mind(days * 2)

    people = set(OutgoingMail.objects.filter(name="review_open_to_all").values_list("person", flat=True))
    free = set(User.objects.filter(groups__name=Role.CORE_GROUP).values_list("pk", flat=True))
    observers = {row for row in free if row == case.enrolment.dialogues.get().observations.get().observer_id}
    assert people == free - {tied.pk} - observers - {person.pk for person in seated(case)}


def test_where_people_are_missing_it_is_told_again_at_each_target() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    for member in User.objects.filter(groups__name=Role.CORE_GROUP):
        RelationFactory.create(person=member, other=enrolment.person, kind=Relation.Kind.CONFLICT)
    scenes.an_application(enrolment)
    days = (Round.objects.get().due_at - SENT).days
    admins = User.objects.filter(groups__name=Role.PROGRAM_ADMIN).count()

    for part, times in ((0.5, 1), (1, 2), (1.5, 2), (2, 3)):
        mind(days * part)
        assert told("review_short") == times * admins
    assert told("review_late_for_admins") == 0
