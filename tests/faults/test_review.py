"""Applications under fire: many who decide at once, killed at random and at failpoints; one result for each in the end.

The results of what may happen in the same second are those that the docs name.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from certification.certificates.models import Certificate
from certification.review.models import Ask, Case, Review, Round
from courses.progress.actions import releases
from courses.progress.models import Enrolment, Release
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

DONE, REFUSED = 0, 3
PROCESSES = 16 if connection.vendor == "postgresql" else 4
CASES = 4 if connection.vendor == "postgresql" else 2
# Tasks are handed over and nobody takes them: what counts is what stands in the tables.
BROKER = "memory://localhost/"
SEED = 20261126
# A killed process of SQLite's leaves its lock for a moment; both come to an end in far less.
AGAIN = 6


def wanted(act: str, *args: int, failpoint: str = "", killed_after: float | None = None) -> Wanted:
    return Wanted(act, args, failpoint, killed_after, BROKER)


def core_group(count: int) -> list[int]:
    return [scenes.a_core_member().pk for _ in range(count)]


def candidate(case: Case) -> User:
    person = Enrolment.objects.select_related("person").get(pk=case.enrolment_id).person
    assert person is not None
    return person


def standing() -> list[tuple[str, int]]:
    """Of each application its state, and how many certificates there are for it."""
    given = Counter(Certificate.objects.values_list("cause", flat=True))
    return [(case.state, given[f"review.case/{case.pk}"]) for case in Case.objects.order_by("pk")]


def holds_together() -> None:
    """What is true of all applications at any moment, whoever was killed."""
    for case in Case.objects.all():
        rounds = list(Round.objects.filter(case=case).order_by("number"))
        assert [row.number for row in rounds] == list(range(1, case.round + 1))
        assert [row.is_open for row in rounds[:-1]] == [False] * (len(rounds) - 1)
    assert all((state == "approved") == bool(given) and given <= 1 for state, given in standing())
    for round_ in Round.objects.filter(outcome="approved"):
        counted = Review.objects.standing().filter(round=round_)
        assert Counter(counted.values_list("decision", flat=True)) == {"approve": round_.needed}
    votes = Review.objects.filter(replaced_at=None).values_list("round", "reviewer")
    assert len(votes) == len(set(votes))
    causes = OutgoingMail.objects.exclude(cause="").values_list("person", "cause")
    assert len(causes) == len(set(causes))


def told(name: str) -> int:
    return OutgoingMail.objects.filter(name=name).count()


def crowd(chance: random.Random, cases: Sequence[Case], members: Sequence[int]) -> list[Wanted]:
    """Everybody decides about some case; some die at a random moment, some at a failpoint."""
    rows = []
    for number in range(PROCESSES):
        act = chance.choice(["approve", "approve", "approve", "object_to"])
        dies = {"failpoint": "review.decided"} if number % 4 == 1 else {}
        after = chance.uniform(0, 0.4) if number % 4 == 0 else None
        rows.append(wanted(act, chance.choice(cases).pk, chance.choice(members), killed_after=after, **dies))
    return sorted(rows, key=lambda row: (row.killed_after is None, row.killed_after or 0))


def test_many_who_decide_the_same_cases_and_die_leave_one_result_of_each(house: House) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same wishes in every run
    members = core_group(6)
    cases = [scenes.an_application() for _ in range(CASES)]

    ends: Counter[int] = Counter()
    for _ in range(AGAIN):
        ends.update(house.at_once(*crowd(chance, cases, members)))
        holds_together()
    for case in cases:
        house.at_once(*(wanted("approve", case.pk, member) for member in members))
        house.at_once(wanted("mind_later", case.pk))
    holds_together()

    assert set(ends) == {DONE, REFUSED, KILLED}
    assert ends[KILLED] >= AGAIN
    results = [state for state, _given in standing()]
    assert set(results) <= {"approved", "changes_requested"}
    assert told("certificate_ready") == 0
    assert told("application_not_yet") == results.count("changes_requested")


@pytest.mark.parametrize("failpoint", ["review.decided", "review.applied", "review.closed"])
def test_who_dies_before_the_commit_has_done_nothing_and_may_do_it_again(house: House, failpoint: str) -> None:
    one, other = core_group(2)
    enrolment = scenes.a_trainee_ready_to_apply()
    steps: list[tuple[str, Callable[[], Wanted]]] = [
        ("review.applied", lambda: wanted("apply", enrolment.pk, failpoint=failpoint)),
        ("review.decided", lambda: wanted("object_to", Case.objects.get().pk, one, failpoint=failpoint)),
        ("", lambda: wanted("approve", Case.objects.get().pk, other)),
        ("review.closed", lambda: wanted("tell", Case.objects.get().pk, one, failpoint=failpoint)),
    ]

    for dies_at, step in steps:
        before = everything()
        ends = house.at_once(step())
        if dies_at == failpoint:
            assert (ends, everything()) == ([KILLED], before)
            again = step()
            ends = house.at_once(Wanted(again.act, again.args, broker=BROKER))
        assert ends == [DONE]

    assert standing() == [("changes_requested", 0)]
    assert [told(name) for name in ("application_received", "application_not_yet")] == [1, 1]


def everything() -> list[int]:
    return [model.objects.count() for model in (Case, Round, Review, Ask, OutgoingMail, Certificate)]


@pytest.mark.parametrize("failpoint", ["mail.deliver.committed", "mail.deliver.enqueued"])
def test_who_dies_after_the_commit_has_told_once(house: House, failpoint: str) -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    core_group(2)

    assert house.at_once(wanted("apply", enrolment.pk, failpoint=failpoint)) == [KILLED]
    assert house.at_once(wanted("apply", enrolment.pk)) == [REFUSED]

    assert (standing(), told("application_received"), told("application_to_review")) == ([("in_review", 0)], 1, 2)


# --- in the same second ---------------------------------------------------------------------------


def test_sixteen_tellings_of_one_round_tell_the_candidate_once(house: House) -> None:
    one, other = core_group(2)
    case = scenes.an_application()
    house.at_once(wanted("object_to", case.pk, one))
    house.at_once(wanted("approve", case.pk, other))

    ends = house.at_once(*(wanted("tell", case.pk, (one, other)[number % 2]) for number in range(PROCESSES)))

    assert sorted(ends) == [DONE] + [REFUSED] * (PROCESSES - 1)
    assert (standing(), told("application_not_yet")) == ([("changes_requested", 0)], 1)


def test_sixteen_applications_of_one_person_are_one_case(house: House) -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    core_group(2)

    ends = house.at_once(*(wanted("apply", enrolment.pk) for _ in range(PROCESSES)))

    assert sorted(ends) == [DONE] + [REFUSED] * (PROCESSES - 1)
    assert (standing(), told("application_received")) == ([("in_review", 0)], 1)


def test_sixteen_appeals_are_one_second_look(house: House) -> None:
    core_group(4)
    case = scenes.a_declined_case()
    Round.objects.update(appeal_until="2099-01-01T00:00Z")

    ends = house.at_once(*(wanted("appeal", case.pk) for _ in range(PROCESSES)))

    assert sorted(ends) == [DONE] + [REFUSED] * (PROCESSES - 1)
    assert (standing(), Round.objects.filter(kind="appeal").count()) == ([("appealed", 0)], 1)


def pressed_together(house: House, first: str, second: str) -> Counter[tuple[str, ...]]:
    """Some cases with one approval each; on each, two do something at the same moment. Says what came of each."""
    found: Counter[tuple[str, ...]] = Counter()
    for _ in range(3 if connection.vendor == "sqlite" else 6):
        voted, fresh = core_group(2)
        case = scenes.an_application()
        assert house.at_once(wanted("approve", case.pk, voted)) == [DONE]
        ids = {"case": case.pk, "voted": voted, "fresh": fresh, "candidate": candidate(case).pk}
        ends = house.at_once(*(wanted(*_filled(words, ids)) for words in (first, second)))
        assert set(ends) <= {DONE, REFUSED}
        case.refresh_from_db()
        found[case.state, *(_WORDS[end] for end in ends)] += 1
        holds_together()
    return found


_WORDS = {DONE: "done", REFUSED: "refused"}


def _filled(words: str, ids: dict[str, int]) -> tuple[str, *tuple[int, ...]]:
    act, *names = words.split()
    return (act, *(ids[name] for name in names))


# What two do at the same moment beside an approval of two; and all that may come of it.
SAME_SECOND = {
    ("approve case fresh", "change_to_not_yet case voted"): {
        ("approved", "done", "refused"),
        ("in_review", "done", "done"),
    },
    ("approve case fresh", "lose_the_role voted"): {("approved", "done", "done"), ("in_review", "done", "done")},
    ("approve case fresh", "lose_the_role fresh"): {
        ("approved", "done", "done"),
        ("in_review", "refused", "done"),
        # The role was there when the vote was cast, and gone when the votes were counted.
        ("in_review", "done", "done"),
    },
    ("approve case fresh", "withdraw case"): {("approved", "done", "refused"), ("withdrawn", "refused", "done")},
    ("approve case fresh", "recuse case voted"): {("approved", "done", "refused"), ("in_review", "done", "done")},
    ("approve case fresh", "object_to case fresh"): {
        ("approved", "done", "refused"),
        ("in_review", "refused", "done"),
    },
    ("approve case fresh", "correct candidate"): {("approved", "done", "done")},
    ("approve case fresh", "mind case"): {("approved", "done", "done")},
}


@pytest.mark.parametrize("pair", SAME_SECOND, ids=" and ".join)
def test_what_happens_in_the_same_second_has_one_of_the_results_that_are_named(
    house: House, pair: tuple[str, str]
) -> None:
    found = pressed_together(house, *pair)

    assert set(found) <= SAME_SECOND[pair]


def test_a_panel_of_sixteen_who_vote_at_once_is_counted_once_each(house: House) -> None:
    document, lessons = scenes.a_document()
    document["review"] = {"approvals": PROCESSES - 1, "panel": PROCESSES, "rule": "n_of_m"}
    releases.release(document=document, lessons=lessons, rule=Release.Rule.KEEP, by=scenes.an_admin())
    enrolment = scenes.a_trainee_ready_to_apply()
    for person in User.objects.filter(groups__name=Role.CORE_GROUP):
        person.groups.clear()
    members = core_group(PROCESSES)
    case = scenes.an_application(enrolment)

    ends = house.at_once(*(wanted("approve", case.pk, member) for member in members))

    assert sorted(ends) == [DONE] * (PROCESSES - 1) + [REFUSED]
    assert standing() == [("approved", 1)]
    holds_together()
