"""The desk's queue: what waits for whom, until when, and nothing of anybody's vote."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certification.review import queries
from certification.review.models import Case, Guest, Recusal, Review, Round, Seat
from certification.review.queries import queue
from certification.review.rules import Doing, Left, State, Whose, whose
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.worlds import SECRETS
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def seated(case: Case) -> User:
    """Somebody who was asked to read it."""
    return Seat.objects.held().filter(round__case=case).earliest("pk").reviewer


def rows(reader: User, *, days: int = 31) -> list[queue.Row]:
    at = scenes.NOW + timedelta(days=days)
    own = queue.Own.of(reader)
    listed = queue.listed(reader, own, at=at)
    return queue.told(list(listed), own, at=at)


def two_members() -> list[User]:
    return [scenes.a_core_member() for _ in range(2)]


# --- whose turn -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "facts", "expected"),
    [
        (State.IN_REVIEW, {"seated": True}, Whose.YOURS),
        (State.IN_REVIEW, {"seated": True, "voted": True}, Whose.REVIEWERS),
        (State.IN_REVIEW, {"seated": True, "voted": True, "talking": True}, Whose.YOURS_TO_CLOSE),
        (State.IN_REVIEW, {"seated": False, "talking": True}, Whose.REVIEWERS),
        (State.IN_REVIEW, {"seated": True, "talking": True}, Whose.YOURS),
        (State.APPEALED, {"seated": True}, Whose.YOURS),
        (State.SUBMITTED, {"seated": True}, Whose.CORE_GROUP),
        (State.REOPENED, {}, Whose.CORE_GROUP),
        (State.CHANGES_REQUESTED, {"seated": True, "voted": True}, Whose.CANDIDATE),
        (State.APPROVED, {}, Whose.NOBODY),
    ],
)
def test_whose_turn_it_is_depends_on_ones_own_seat_and_vote_alone(
    state: State, facts: dict[str, bool], expected: Whose
) -> None:
    assert whose(state, **{"seated": False, "voted": False, "talking": False, **facts}) is expected


@pytest.mark.parametrize(("days", "late"), [(3, False), (0, False), (-1, True)])
def test_the_target_is_late_from_the_day_after_it(days: int, late: bool) -> None:
    today = scenes.NOW.date()

    assert Left.until(today + timedelta(days=days), today=today).late is late


def test_what_waits_for_the_reader_comes_first_then_the_oldest() -> None:
    reader = scenes.a_core_member()
    older = scenes.an_application(clock=scenes.at(scenes.NOW + timedelta(days=28)))
    mine = scenes.an_application()
    Seat.objects.all().delete()
    Seat.objects.create(round=queries.round_of(mine), reviewer=reader, because=["in_turn"], seated_at=scenes.NOW)
    Case.objects.update(state=Case.State.IN_REVIEW)

    assert [(row.case, row.whose) for row in rows(reader)] == [(mine, Whose.YOURS), (older, Whose.REVIEWERS)]


def test_when_all_have_decided_and_one_objects_it_is_their_turn_to_talk() -> None:
    case = scenes.an_application()
    one, other = two_members()
    scenes.decide(case, one)
    scenes.decide(case, other, Review.Decision.NOT_YET)

    assert [row.whose for row in rows(one)] == [Whose.YOURS_TO_CLOSE]
    assert [row.whose for row in rows(scenes.a_core_member())] == [Whose.REVIEWERS]


def test_the_target_is_told_while_a_review_is_open() -> None:
    case = scenes.an_application()

    assert [row.left for row in rows(scenes.a_core_member(), days=46)] == [Left(-2)]
    scenes.decide(case, (members := two_members())[0])
    scenes.close(scenes.decide(case, members[1], Review.Decision.NOT_YET), members[1])
    assert [row.left for row in rows(scenes.a_core_member(), days=46)] == [None]


# --- what one may read ----------------------------------------------------------------------------


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def tie_declared(case: Case, reader: User) -> None:
    Relation.objects.create(person=candidate_of(case), kind=Relation.Kind.CONFLICT, other=reader)


def tie_declared_by_the_reader(case: Case, reader: User) -> None:
    Relation.objects.create(person=reader, kind=Relation.Kind.CONFLICT, other=candidate_of(case))


def tie_recused(case: Case, reader: User) -> None:
    Recusal.objects.create(case=case, person=reader, said_at=scenes.NOW)


def tie_managed(case: Case, reader: User) -> None:
    Relation.objects.create(person=reader, kind=Relation.Kind.MANAGER, other=candidate_of(case))


def no_role(case: Case, reader: User) -> None:
    reader.groups.clear()


def program_admin_alone(case: Case, reader: User) -> None:
    scenes_roles(reader, Role.PROGRAM_ADMIN)


def scenes_roles(reader: User, role: Role) -> None:
    reader.groups.set([Group.objects.get(name=role)])


def guest(case: Case, reader: User) -> None:
    no_role(case, reader)
    one, other = two_members()
    Guest.objects.create(
        case=case,
        person=reader,
        reason="Knows the field.",
        named_by=one,
        named_at=scenes.NOW,
        seconded_by=other,
        seconded_at=scenes.NOW,
        until=scenes.NOW + timedelta(days=90),
    )


def own(case: Case, reader: User) -> None:
    case.enrolment.person = reader
    case.enrolment.save()


def erased(case: Case, reader: User) -> None:
    case.enrolment.person = None
    case.enrolment.save()


def nothing(case: Case, reader: User) -> None:
    """A member without ties."""


@pytest.mark.parametrize(
    "world",
    [
        nothing,
        tie_declared,
        tie_declared_by_the_reader,
        tie_recused,
        tie_managed,
        no_role,
        program_admin_alone,
        guest,
        own,
        erased,
    ],
)
def test_the_queue_holds_what_the_rule_lets_one_read(world: Callable[[Case, User], None]) -> None:
    case, reader = scenes.an_application(), scenes.a_core_member()
    world(case, reader)
    at = scenes.NOW + timedelta(days=31)
    case = queries.whole().get(pk=case.pk)
    subject = queries.Subject.of_case(case)
    allowed = not queries.board([subject], at=at).may(Doing.READ, subject, reader.pk).refused

    assert [row.case for row in rows(reader)] == ([case] if allowed else [])


def test_somebody_of_the_core_group_does_not_find_their_own_application(sign_in: SignIn) -> None:
    person = scenes.a_core_member()
    scenes.an_application(scenes.a_trainee_ready_to_apply(person))

    assert sign_in(person).get(reverse("cases:index")).context["rows"] == []


def test_a_guest_finds_their_case_alone_and_nobodys_load(sign_in: SignIn) -> None:
    case, other = scenes.an_application(), scenes.an_application()
    reader = UserFactory.create(roles=[Role.GUEST_REVIEWER])
    guest(case, reader)
    scenes_roles(reader, Role.GUEST_REVIEWER)
    Guest.objects.update(until=timezone.now() + timedelta(days=30))

    answer = sign_in(reader).get(reverse("cases:index"))

    assert [row.case for row in answer.context["rows"]] == [case] != [other]
    assert sign_in(reader).get(reverse("cases:loads")).status_code == 302
    assert sign_in(reader).get(reverse("cases:ahead")).status_code == 302


@pytest.mark.parametrize("name", ["cases:index", "cases:ahead", "cases:loads"])
def test_trainees_find_no_desk(sign_in: SignIn, name: str) -> None:
    assert sign_in(UserFactory.create(roles=[Role.TRAINEE])).get(reverse(name)).status_code in (302, 403)


# --- narrowing ------------------------------------------------------------------------------------


def listed_at(client: Client, **asked: str) -> list[str]:
    return [row.case.printed_name for row in client.get(reverse("cases:index"), asked).context["rows"]]


@pytest.fixture
def three(sign_in: SignIn) -> tuple[Client, User]:
    """One that waits for the reader and is late, one that is with the candidate, one that is declined."""
    reader = scenes.a_core_member()
    cases = [scenes.an_application() for _ in range(3)]
    for case, name in zip(cases, ("Waiting", "Answering", "Declined"), strict=True):
        Case.objects.filter(pk=case.pk).update(printed_name=name, state=Case.State.IN_REVIEW)
    Seat.objects.all().delete()
    first = queries.round_of(cases[0])
    Seat.objects.create(round=first, reviewer=reader, because=["in_turn"], seated_at=scenes.NOW)
    Round.objects.update(due_at=timezone.now() + timedelta(days=5))
    Round.objects.filter(pk=first.pk).update(due_at=timezone.now() - timedelta(days=2))
    Round.objects.filter(case=cases[1]).update(closed_at=scenes.NOW, outcome="not_yet")
    Case.objects.filter(pk=cases[1].pk).update(state=Case.State.CHANGES_REQUESTED)
    Round.objects.filter(case=cases[2]).update(
        closed_at=scenes.NOW, outcome="declined", letter="Thank you.", closed_by=reader
    )
    Case.objects.filter(pk=cases[2].pk).update(state=Case.State.DECLINED)
    return sign_in(reader), reader


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Waiting", "Answering"]),
        ({"state": "all"}, ["Waiting", "Answering", "Declined"]),
        ({"state": "declined"}, ["Declined"]),
        ({"turn": "mine"}, ["Waiting"]),
        ({"turn": "candidate"}, ["Answering"]),
        ({"target": "late"}, ["Waiting"]),
        ({"target": "in_time"}, []),
        ({"q": "answer"}, ["Answering"]),
        ({"turn": "nonsense"}, ["Waiting", "Answering"]),
    ],
)
def test_the_queue_is_narrowed(three: tuple[Client, User], asked: dict[str, str], expected: list[str]) -> None:
    assert listed_at(three[0], **asked) == expected


def test_the_queue_says_in_words_how_late_something_is(three: tuple[Client, User]) -> None:
    assert "2 days late" in three[0].get(reverse("cases:index")).content.decode()


# --- the first staff page -------------------------------------------------------------------------


def first_page(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_the_first_page_tells_what_waits_for_one(three: tuple[Client, User]) -> None:
    words = first_page(three[0])

    assert "1 application waits for you" in words
    assert "2 days late" in words


def test_the_first_page_says_nothing_to_whom_nothing_waits_for(sign_in: SignIn) -> None:
    two_members()
    scenes.an_application()

    assert "waits for you" not in first_page(sign_in(scenes.a_core_member()))
    assert "waits for you" not in first_page(sign_in(scenes.an_admin()))


def test_the_first_page_names_some_and_counts_all() -> None:
    reader = two_members()[0]
    case = scenes.an_application()
    assert Seat.objects.earliest("pk").reviewer == reader
    more_cases(5)

    found = queue.waiting_for(reader, at=scenes.NOW)

    assert (found.count, len(found.first), case in [row.case for row in found.first]) == (6, 5, True)


# --- load -----------------------------------------------------------------------------------------


def test_the_load_is_what_one_is_asked_to_read(sign_in: SignIn) -> None:
    one, _other = two_members()
    scenes.an_application()
    at_first = {row.name: row.open for row in queue.loads()}

    assert sum(at_first.values()) == 2
    assert sign_in(one).get(reverse("cases:index")).context["own_load"] == at_first[str(one)]


def test_what_others_are_asked_to_read_is_a_page_of_its_own(sign_in: SignIn) -> None:
    one, other = two_members()
    scenes.an_application()

    page = sign_in(one).get(reverse("cases:loads"))

    assert {row.name: row.open for row in page.context["loads"]}[str(other)] == 1


def test_nobodys_load_tells_that_somebody_took_a_seat_by_voting() -> None:
    members = [scenes.a_core_member() for _ in range(4)]
    case = scenes.an_application()
    before = queue.loads()
    asked = set(Seat.objects.held().values_list("reviewer", flat=True))
    volunteer = next(person for person in members if person.pk not in asked)

    scenes.decide(case, volunteer)

    assert queue.loads() == before
    for person in User.objects.filter(pk__in=asked):
        assert [row.whose for row in rows(person)] == [Whose.YOURS]


# --- what it costs, and what it never tells -------------------------------------------------------


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        client.get(address)
    return len(spent)


def copies(row: Any, count: int, **fields: list[Any]) -> list[Any]:
    """As many rows like one, with fields of their own, written at once."""
    made = []
    for number in range(count):
        twin = copy(row)
        twin.pk = None
        for name, values in fields.items():
            setattr(twin, name, values[number])
        made.append(twin)
    return list(type(row).objects.bulk_create(made))


def more_cases(count: int) -> None:
    """As many applications of others in review."""
    case = Case.objects.get()
    people = User.objects.bulk_create(
        User(email=f"candidate{number}@example.org", display_name=f"Candidate {number}") for number in range(count)
    )
    cases = copies(case, count, enrolment=copies(case.enrolment, count, person=people))
    copies(Seat.objects.earliest("pk"), count, round=copies(Round.objects.get(), count, case=cases))


@pytest.mark.parametrize("count", [2, 499])
def test_the_queue_costs_the_same_with_one_row_and_with_500(sign_in: SignIn, count: int) -> None:
    two_members()
    scenes.an_application()
    client, address = sign_in(scenes.a_core_member()), reverse("cases:index")
    before = cost(client, address)
    more_cases(count)

    assert [before, cost(client, address)] == [11, 11]


def test_the_queues_bytes_are_the_same_in_all_worlds_to_whoever_has_not_voted(sign_in: SignIn) -> None:
    two_members()
    case = scenes.an_application()
    readers = [*(row.reviewer for row in Seat.objects.held()[1:]), scenes.an_admin()]
    clients = [sign_in(reader) for reader in readers]
    voter = seated(case)
    seen = [list[bytes]() for _ in clients]
    for decision in (None, Review.Decision.APPROVE, Review.Decision.NOT_YET):
        if decision:
            Review.objects.all().delete()
            scenes.decide(case, voter, decision)
        for client, kept in zip(clients, seen, strict=True):
            client.get(reverse("cases:index"))
            kept.append(SECRETS.sub(b"", client.get(reverse("cases:index")).content))

    assert [len(set(kept)) for kept in seen] == [1] * len(clients)
