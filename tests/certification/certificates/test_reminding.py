"""Holders are told of a certificate's last day: at 90, 30 and 7 days, once each, and nobody who needn't be."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from certification.certificates import actions
from certification.certificates.models import Certificate, Holder
from lms.mail.models import OutgoingMail
from lms.people import actions as people
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
from tests.certification.certificates.test_actions import a_printed_certificate, holder_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def reminded() -> list[str]:
    """Of which days, in the order in which they were told."""
    causes = OutgoingMail.objects.filter(name="certificate_ends").order_by("pk").values_list("cause", flat=True)
    return [cause.rpartition(":")[2] for cause in causes]


def remind(*lefts: int) -> list[str]:
    for left in lefts:
        actions.remind(clock=scenes.at(days_before(LAST, left)))
    return reminded()


def test_every_day_of_half_a_year_gives_three_mails() -> None:
    a_certificate_for_a_time()

    assert remind(*range(183, -30, -1)) == ["90", "30", "7"]


def test_whoever_was_not_told_in_time_is_told_of_the_nearest_alone() -> None:
    a_certificate_for_a_time()

    assert remind(20) == ["30"]


def test_the_mail_names_the_day_in_its_readers_language_and_leads_to_the_renewal() -> None:
    person = UserFactory.create(language="fr")
    certificate = a_certificate_for_a_time(person)

    remind(90)

    facts = OutgoingMail.objects.get(name="certificate_ends").facts
    assert facts is not None
    told = facts["context"]
    assert (told["day"], told["public_id"]) == ("1 octobre 2028", certificate.public_id)


def _renew(certificate: Certificate) -> None:
    person = holder_of(certificate)
    for month in (3, 4):
        lead(person, on=date(2027, month, 1))
    clock = scenes.at(days_before(LAST, 100))
    actions.renew(certificate_id=certificate.pk, reflection=REFLECTION, by=person, clock=clock)


def _suspend(certificate: Certificate) -> None:
    actions.suspend(certificate_id=certificate.pk, public_reason="Asked.", private_reason="", by=scenes.an_admin())


def _revoke(certificate: Certificate) -> None:
    scenes.revoke(certificate)


def _erase(certificate: Certificate) -> None:
    people.erase(person=holder_of(certificate), by=None)


@pytest.mark.parametrize("ended", [_renew, _suspend, _revoke, _erase])
def test_nobody_is_reminded_of_what_is_over(ended: Callable[[Certificate], None]) -> None:
    ended(a_certificate_for_a_time())

    assert remind(90, 30, 7) == []


def test_nobody_is_reminded_of_what_they_cannot_renew() -> None:
    a_printed_certificate()

    assert remind(90, 30, 7) == []


def test_whoever_is_on_leave_is_told_of_the_last_week_alone(trainee: User) -> None:
    a_certificate_for_a_time(trainee)
    actions.take_leave(
        since=LAST - timedelta(days=200), until=None, by=trainee, clock=scenes.at(days_before(LAST, 200))
    )

    assert remind(90, 30, 7) == ["7"]


def test_whoever_comes_back_is_told_what_stands_then(trainee: User) -> None:
    a_certificate_for_a_time(trainee)
    actions.take_leave(
        since=LAST - timedelta(days=200), until=None, by=trainee, clock=scenes.at(days_before(LAST, 200))
    )
    remind(90)
    actions.come_back(by=trainee, clock=scenes.at(days_before(LAST, 80)))

    assert remind(79) == ["90"]


def _a_broken_one(like: Certificate) -> None:
    """Its first day can't be read any more."""
    snapshot = {name: value for name, value in like.snapshot.items() if name != "certified_on"}
    broken = Certificate.objects.create(
        cause="test:broken", serial=99, number="C4C-2026-000099-X", issued_at=scenes.NOW, snapshot=snapshot
    )
    Holder.objects.create(certificate=broken, person=UserFactory.create())
    noted(broken, at=scenes.NOW)


def test_one_holders_trouble_does_not_keep_the_others_from_their_mail() -> None:
    _a_broken_one(a_certificate_for_a_time(cause="test:1"))
    a_certificate_for_a_time(cause="test:2")

    assert remind(90) == ["90", "90"]


def test_a_day_without_any_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_certificate_for_a_time()

    with django_assert_num_queries(1):
        assert actions.remind(clock=scenes.at(noon(date(2027, 1, 1)))) == 0
