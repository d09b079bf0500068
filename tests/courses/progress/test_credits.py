"""Earlier training that counts for one requirement: with its proof, for a time, and until it is ended."""

from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from courses.progress import engine, personal_data
from courses.progress.actions import entries, ledger
from courses.progress.models import Credit, Enrolment, LedgerEvent
from courses.progress.models.credits import evidence_storage
from courses.progress.rules import Reason as Refusal
from lms.actions import Refused
from lms.people.actions import erase
from tests import scenes
from tests.courses.progress.staff_scenes import (
    AT,
    TODAY,
    a_picture,
    credit,
    end_credit,
    fresh,
    said_of,
    take_back,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(reason: Refusal) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refusal: refusal.reasons == (reason,))


def met(enrolment: Enrolment, key: str = "sessions", at: datetime = AT) -> bool:
    row = fresh(enrolment)
    return {s.requirement.key: s.met for s in engine.evaluate(row.syllabus.plan, row.progress, at=at)}[key]


def test_it_counts_for_the_named_requirement_only_and_until_it_is_three_years_old() -> None:
    enrolment = scenes.an_enrolment()

    row = credit(enrolment, earned_on=date(2025, 3, 1))

    assert said_of(enrolment, "credit:sessions") == {"granted": True, "earned": "2025-03-01", "until": "2028-03-01"}
    assert (met(enrolment), met(enrolment, "lessons"), row.until) == (True, False, date(2028, 3, 1))


def test_on_the_day_after_it_counts_no_more() -> None:
    enrolment = scenes.an_enrolment()
    row = credit(enrolment)

    last = datetime.combine(row.until, datetime.max.time(), AT.tzinfo)

    assert (met(enrolment, at=last), met(enrolment, at=last + timedelta(seconds=1))) == (True, False)


def test_a_requirement_inside_of_a_group_can_be_credited() -> None:
    group = {"kind": "group", "key": "group", "members": [scenes.usual_requirements()[1]]}
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=[group]))

    credit(enrolment, "sessions")

    assert met(enrolment, "group")


def test_one_that_runs_out_gives_way_to_a_new_one() -> None:
    enrolment = scenes.an_enrolment()
    old = credit(enrolment)

    new = credit(enrolment, earned_on=TODAY, clock=scenes.at(AT + timedelta(days=800)))

    assert list(Credit.objects.filter(ended_at=None)) == [new]
    assert new.until > old.until


def test_one_stands_at_a_time() -> None:
    enrolment = scenes.an_enrolment()
    credit(enrolment)

    with refused(Refusal.ALREADY_CREDITED):
        credit(enrolment)


def test_nobody_credits_themselves() -> None:
    enrolment = scenes.an_enrolment()

    with refused(Refusal.OWN_TRAINING):
        credit(enrolment, by=enrolment.person)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (b"", Refusal.EVIDENCE_MISSING),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.EVIDENCE_UNKNOWN),
        (b"<html><script>alert(1)</script>", Refusal.EVIDENCE_UNKNOWN),
        (b"MZ\x90\x00" + bytes(64), Refusal.EVIDENCE_UNKNOWN),
    ],
)
def test_a_proof_is_what_its_bytes_say_that_it_is(evidence: bytes, reason: Refusal) -> None:
    kept = evidence_storage().listdir("")[1]

    with refused(reason):
        credit(scenes.an_enrolment(), evidence=evidence)
    assert evidence_storage().listdir("")[1] == kept


def test_a_proof_is_kept_under_a_name_that_says_nothing() -> None:
    enrolment = scenes.an_enrolment()

    row = credit(enrolment, evidence=a_picture())

    with row.evidence.open() as file:
        assert file.read() == a_picture()
    assert (row.evidence_type, PurePath(str(row.evidence)).suffix, len(row.sha256)) == ("image/png", ".png", 64)


def test_a_proof_that_could_not_be_kept_leaves_no_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    enrolment = scenes.an_enrolment()
    monkeypatch.setattr(evidence_storage(), "_save", lambda *_: (_ for _ in ()).throw(OSError("The disk is full")))

    with pytest.raises(OSError, match="disk is full"):
        credit(enrolment)

    assert (Credit.objects.count(), fresh(enrolment).progress) == (0, {})


def test_ending_it_is_another_entry_and_asks_the_requirement_again() -> None:
    enrolment = scenes.an_enrolment()
    credit(enrolment)

    end_credit(enrolment)

    assert (said_of(enrolment, "credit:sessions"), met(enrolment)) == ({"granted": False}, False)
    assert Credit.objects.get().ended_at == AT


def test_what_does_not_stand_is_not_ended() -> None:
    with refused(Refusal.NOT_CREDITED):
        end_credit(scenes.an_enrolment())


def test_taking_back_the_grant_or_the_end_leaves_what_stood_before() -> None:
    enrolment = scenes.an_enrolment()
    row = credit(enrolment)
    end_credit(enrolment)

    take_back(enrolment, 2)
    assert (met(enrolment), Credit.objects.get(ended_at=None)) == (True, row)
    take_back(enrolment, 1)
    assert (met(enrolment), Credit.objects.filter(ended_at=None).exists()) == (False, False)


def test_taking_back_the_end_of_an_older_one_does_not_wake_it_beside_a_newer() -> None:
    enrolment = scenes.an_enrolment()
    credit(enrolment)
    end_credit(enrolment)
    newer = credit(enrolment, earned_on=TODAY - timedelta(days=5))

    take_back(enrolment, 2)

    assert Credit.objects.get(ended_at=None) == newer


def test_each_act_is_in_the_audit_log() -> None:
    enrolment = scenes.an_enrolment()
    credit(enrolment)
    end_credit(enrolment)

    told = ModelLogEntry.objects.for_instance(enrolment)
    assert sorted(told.values_list("action", flat=True)) == ["progress.credit", "progress.end_credit"]


def test_the_person_takes_it_along_and_erasing_them_removes_it_with_its_proof(
    django_capture_on_commit_callbacks: object,
) -> None:
    enrolment = scenes.an_enrolment()
    path = str(credit(enrolment).evidence)
    assert enrolment.person is not None
    [told] = personal_data.export(enrolment.person)
    assert [row["requirement"] for row in told["credits"]] == ["sessions"]

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(person=enrolment.person, by=None)

    assert (Credit.objects.count(), evidence_storage().exists(path)) == (0, False)


@pytest.mark.parametrize("changes", [{"until": TODAY - timedelta(days=400)}, {"ended_at": AT - timedelta(days=1)}])
def test_the_database_refuses_days_in_the_wrong_order(changes: dict[str, object]) -> None:
    row = credit(scenes.an_enrolment())

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.filter(pk=row.pk).update(**changes)


def test_the_database_refuses_a_second_one_that_stands() -> None:
    enrolment = scenes.an_enrolment()
    first = credit(enrolment)
    other = credit(enrolment, "lessons")

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.filter(pk=other.pk).update(requirement=first.requirement)


def test_a_waiver_is_ended_by_another_entry() -> None:
    enrolment, admin = scenes.an_enrolment(), scenes.an_admin()
    said: dict[str, Any] = {"enrolment_id": enrolment.pk, "requirement": "sessions", "by": admin}
    ledger.waive(because="Led chats elsewhere.", **said)
    assert met(enrolment)

    ledger.end_waiver(because="They were asked to come after all.", **said)

    assert (met(enrolment), said_of(enrolment, "waiver:sessions")) == (False, {"granted": False})
    with refused(Refusal.NOT_WAIVED):
        ledger.end_waiver(because="Again.", **said)


def test_an_entry_that_nobody_owns_is_taken_back_in_its_own_training_only() -> None:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None
    scenes.assert_subject(enrolment.person, "lesson:a", {"done": True})

    entries.take_back(enrolment_id=enrolment.pk, seq=1, because="Not them.", by=scenes.an_admin())

    assert (fresh(enrolment).progress, LedgerEvent.objects.get(seq=2).undoes) == ({}, 1)


def test_an_entry_that_is_not_there_is_not_taken_back() -> None:
    with refused(Refusal.NO_SUCH_EVENT):
        take_back(scenes.an_enrolment(), 7)
