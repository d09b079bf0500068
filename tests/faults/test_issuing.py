"""Whatever kills a process between approval and mail, there is exactly one certificate with one file in the end."""

import random
import time

import pytest

from certification.certificates import actions, journal
from certification.certificates.models import Certificate, Holder, SignedList
from certification.review.models import Case, Review
from tests import scenes
from tests.factories import UserFactory
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE, REFUSED = 0, 3
# Before the commit of the approval; at each commit and enqueue after it; at each file, note and answer.
BEFORE = "review.decided"
AFTER = (
    "certificates.render.committed",
    "certificates.rendered",
    "certificates.stored",
    "certificates.noted",
    "certificates.journal_written",
    "certificates.mail_queued",
    "certificates.journal_noted",
    "mail.deliver.committed",
    "mail.claimed",
    "mail.sent",
    "mail.noted",
    "mail.deliver.enqueued",
    "certificates.render.enqueued",
)
SEED = 20181019


def a_case_that_wants_one_more_approval() -> tuple[Case, int]:
    case = scenes.an_application()
    scenes.decide(case, scenes.a_core_member())
    return case, scenes.a_core_member().pk


@pytest.mark.parametrize("failpoint", AFTER)
def test_a_process_killed_after_the_approval_leaves_one_of_everything_in_the_end(house: House, failpoint: str) -> None:
    case, reviewer = a_case_that_wants_one_more_approval()

    assert house.run("approve", case.pk, reviewer, failpoint=failpoint) == KILLED
    assert house.run("approve", case.pk, reviewer) == REFUSED
    assert [house.run("sweep"), house.run("sweep")] == [DONE, DONE]

    house.has_exactly_one_of_everything()
    assert len(house.sent()) == (2 if failpoint == "mail.sent" else 1)


def test_a_process_killed_before_the_approval_is_kept_has_decided_nothing(house: House) -> None:
    case, reviewer = a_case_that_wants_one_more_approval()

    assert house.run("approve", case.pk, reviewer, failpoint=BEFORE) == KILLED

    assert (Review.objects.count(), Certificate.objects.count(), house.files()) == (1, 0, [])
    assert house.run("approve", case.pk, reviewer) == DONE
    house.has_exactly_one_of_everything()


def seconds_undisturbed(house: House) -> float:
    """The least that an approval takes with all that follows; the first one also warms up what it needs."""
    took = []
    for _ in range(3):
        case, reviewer = a_case_that_wants_one_more_approval()
        begun = time.monotonic()
        assert house.run("approve", case.pk, reviewer) == DONE
        took.append(time.monotonic() - begun)
    return min(took)


def test_fifty_processes_killed_at_random_leave_one_of_everything_for_each(house: House) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same moments in every run
    takes = seconds_undisturbed(house)

    ends = []
    for _ in range(50):
        case, reviewer = a_case_that_wants_one_more_approval()
        ends.append(house.run("approve", case.pk, reviewer, killed_after=chance.uniform(0, takes)))
        assert house.run("approve", case.pk, reviewer) in (DONE, REFUSED)
    assert house.run("sweep") == DONE

    assert ends.count(KILLED) >= 10
    house.has_exactly_one_of_everything(cases=53)


def an_unprinted_certificate(house: House) -> Certificate:
    """Issued by a process that died right after its commit."""
    person = UserFactory.create()
    assert house.run("issue", person.pk, failpoint="certificates.render.committed") == KILLED
    return Certificate.objects.get(holder__person=person)


def test_one_task_delivered_to_two_workers_at_once_makes_one_of_everything(house: House) -> None:
    rounds = 20
    for _ in range(rounds):
        certificate = an_unprinted_certificate(house)
        ends = house.at_once(Wanted("render", (certificate.pk,)), Wanted("render", (certificate.pk,)))
        assert ends == [DONE, DONE]

    house.has_exactly_one_of_everything(cases=rounds)
    assert len(house.sent()) == rounds


def test_two_sweeps_at_once_make_one_of_everything(house: House) -> None:
    for _ in range(3):
        an_unprinted_certificate(house)

    assert house.at_once(Wanted("sweep_now"), Wanted("sweep_now")) == [DONE, DONE]

    house.has_exactly_one_of_everything(cases=3)
    assert len(house.sent()) == 3


def test_printing_and_erasing_at_once_leave_no_file_with_a_name(house: House) -> None:
    for _ in range(20):
        certificate = an_unprinted_certificate(house)
        printing = Wanted("render", (certificate.pk,))
        erasing = Wanted("erase", (certificate.holder.person_id or 0,))
        assert house.at_once(printing, erasing) == [DONE, DONE]

    assert house.files() == []
    assert not Holder.objects.exclude(name="", person=None).exists()


@pytest.mark.parametrize(
    "failpoint",
    [
        "certificates.journal_written",
        "certificates.journal_noted",
        "certificates.sign_lists.committed",
        "certificates.sign_lists.enqueued",
    ],
)
def test_a_revocation_that_a_kill_cut_off_is_told_and_listed_once(house: House, failpoint: str) -> None:
    certificate = an_unprinted_certificate(house)
    assert house.run("sweep") == DONE
    scenes.propose_revocation(certificate)

    assert house.run("revoke", certificate.pk, UserFactory.create().pk, failpoint=failpoint) == KILLED
    assert house.run("revoke", certificate.pk, UserFactory.create().pk) == REFUSED
    assert [house.run("sweep"), house.run("sign_lists"), house.run("sweep")] == [DONE, DONE, DONE]

    kinds = [entry.kind for entry in journal.since(0, before=journal.BEGINNING)]
    assert (kinds.count("issued"), kinds.count("revoked")) == (1, 1)
    assert (SignedList.objects.get().revoked, actions.out_of_step()) == (1, None)


def test_sixteen_members_approving_at_once_issue_one_certificate(house: House) -> None:
    case = scenes.an_application()
    members = [scenes.a_core_member().pk for _ in range(16)]

    ends = house.at_once(*(Wanted("approve", (case.pk, member)) for member in members))

    assert sorted(ends) == [DONE] * 2 + [REFUSED] * 14
    assert Review.objects.count() == 2
    house.has_exactly_one_of_everything()


def test_one_member_approving_sixteen_times_at_once_votes_once(house: House) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()

    ends = house.at_once(*(Wanted("approve", (case.pk, member.pk)) for _ in range(16)))

    assert sorted(ends) == [DONE] + [REFUSED] * 15
    assert (Review.objects.count(), Certificate.objects.count()) == (1, 0)
