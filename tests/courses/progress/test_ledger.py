"""What is asserted, waived and taken back, and that every snapshot is what its history comes to."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from courses.lessons.actions import completing as lessons
from courses.progress import personal_data, queries
from courses.progress.actions import enrolments, ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent, Reason
from courses.progress.rules import Reason as Refusal
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def person_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def fresh(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("syllabus", "person", "pathway").get(pk=enrolment.pk)


def waive(enrolment: Enrolment, requirement: str = "sessions", *, by: User | None = None) -> LedgerEvent:
    return ledger.waive(
        enrolment_id=enrolment.pk, requirement=requirement, because="Led chats elsewhere.", by=by or scenes.an_admin()
    )


def met(enrolment: Enrolment) -> dict[str, bool]:
    rows = queries.training_of(fresh(enrolment), at=scenes.NOW).requirements
    return {row.status.requirement.key: row.status.met for row in rows}


def test_beginning_twice_is_beginning_once() -> None:
    first = scenes.an_enrolment()

    again = enrolments.enrol(person=person_of(first), pathway_slug=first.pathway.slug, by=person_of(first))

    assert (again, OutgoingMail.objects.filter(name="enrolled").count()) == (first, 1)


def test_a_key_that_is_known_already_adds_nothing() -> None:
    enrolment = scenes.an_enrolment()
    claim = ledger.Claim(
        subject="lesson:a", value={"done": True}, rank=Rank.SELF, occurred_at=scenes.NOW, source="test", key="once"
    )
    for _ in range(3):
        ledger.assert_all([(person_of(enrolment).pk, claim)], by=None)

    assert LedgerEvent.objects.filter(enrolment=enrolment).count() == 1


def test_a_fact_about_somebody_is_told_to_each_of_their_trainings_and_to_no_other() -> None:
    first = scenes.an_enrolment()
    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))
    other = scenes.an_enrolment(release=second.syllabus.releases.get())

    scenes.assert_subject(person_of(first), "lesson:a", {"done": True})

    told = set(LedgerEvent.objects.filter(subject="lesson:a").values_list("enrolment_id", flat=True))
    assert (told, other.pk in told) == ({first.pk, second.pk}, False)


def test_what_somebody_did_themselves_names_no_actor_and_what_staff_did_does() -> None:
    enrolment, admin = scenes.an_enrolment(), scenes.an_admin()
    scenes.assert_subject(person_of(enrolment), "lesson:a", {"done": True})
    waive(enrolment, by=admin)

    actors = LedgerEvent.objects.filter(enrolment=enrolment).in_order().values_list("actor_id", flat=True)
    assert list(actors) == [None, admin.pk]


def test_a_waived_requirement_is_met_and_the_reason_is_kept_apart() -> None:
    enrolment = scenes.an_enrolment()

    event = waive(enrolment)

    assert met(enrolment)["sessions"]
    assert Reason.objects.get(hash=event.reason_hash).words == "Led chats elsewhere."
    assert "Led chats" not in str(event.value)


def test_a_requirement_of_another_training_is_not_waived() -> None:
    with pytest.raises(Refused) as refusal:
        waive(scenes.an_enrolment(), "somebody-elses")

    assert refusal.value.reasons == (Refusal.NO_SUCH_REQUIREMENT,)


def test_a_waiver_that_was_taken_back_counts_no_more() -> None:
    enrolment = scenes.an_enrolment()
    event = waive(enrolment)

    ledger.undo(enrolment_id=enrolment.pk, seq=event.seq, because="A mistake.", by=scenes.an_admin())

    assert not met(enrolment)["sessions"]


def test_a_requirement_can_be_waived_again_after_it_was_taken_back() -> None:
    enrolment = scenes.an_enrolment()
    first = waive(enrolment)
    ledger.undo(enrolment_id=enrolment.pk, seq=first.seq, because="A mistake.", by=scenes.an_admin())

    waive(enrolment)

    assert met(enrolment)["sessions"]


def test_an_entry_is_taken_back_once_only() -> None:
    enrolment = scenes.an_enrolment()
    event = waive(enrolment)
    ledger.undo(enrolment_id=enrolment.pk, seq=event.seq, because="A mistake.", by=scenes.an_admin())

    with pytest.raises(Refused) as refusal:
        ledger.undo(enrolment_id=enrolment.pk, seq=event.seq, because="Again.", by=scenes.an_admin())

    assert refusal.value.reasons == (Refusal.ALREADY_UNDONE,)


def test_everything_done_makes_ready_to_apply_and_taking_back_ends_it() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    assert enrolment.eligible_at is not None
    seq = LedgerEvent.objects.filter(enrolment=enrolment, subject__startswith="attendance:").latest("seq").seq

    ledger.undo(enrolment_id=enrolment.pk, seq=seq, because="Somebody else was there.", by=scenes.an_admin())

    assert fresh(enrolment).eligible_at is None


def check() -> str:
    out, err = StringIO(), StringIO()
    try:
        call_command("rebuild_progress", check=True, stdout=out, stderr=err)
    except CommandError as error:
        return err.getvalue() + str(error)
    return out.getvalue()


def test_a_whole_history_agrees_with_its_snapshot() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    ledger.undo(enrolment_id=enrolment.pk, seq=waive(enrolment).seq, because="A mistake.", by=scenes.an_admin())

    assert check() == "1 enrolments agree with their ledger.\n"


def test_a_snapshot_that_was_tampered_with_is_found_and_rebuilt_from_its_history() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    right = enrolment.snapshot
    Enrolment.objects.filter(pk=enrolment.pk).update(snapshot={})
    assert "the snapshot differs" in check()

    call_command("rebuild_progress", stdout=StringIO(), stderr=StringIO())

    assert fresh(enrolment).snapshot == right


def test_a_row_that_was_slipped_in_breaks_the_chain() -> None:
    enrolment = scenes.an_enrolment()
    scenes.read_all_lessons(enrolment)
    last = LedgerEvent.objects.filter(enrolment=enrolment).latest("seq")
    last.pk, last.seq, last.key, last.previous_hash = None, last.seq + 1, "forged", last.hash
    last.save(force_insert=True)
    Enrolment.objects.filter(pk=enrolment.pk).update(last_seq=last.seq)

    assert f"the chain of hashes breaks at {last.seq}" in check()


def test_the_database_refuses_a_second_training_on_one_road() -> None:
    row = scenes.an_enrolment()

    with pytest.raises(IntegrityError, match=r"enrolment_once_per_pathway|progress_enrolment\.person_id"):
        Enrolment.objects.bulk_create(
            [Enrolment(person=row.person, pathway=row.pathway, syllabus=row.syllabus, enrolled_at=scenes.NOW)]
        )


@pytest.mark.django_db(transaction=True)
def test_a_lesson_completed_five_times_at_once_is_one_entry() -> None:
    enrolment = fresh(scenes.an_enrolment())
    key, reader, together = enrolment.syllabus.plan.lessons[0].key, person_of(enrolment), threading.Barrier(5)
    faults: list[Exception] = []

    def complete() -> None:
        try:
            together.wait(timeout=10)
            lessons.complete(pathway_slug="facilitator", lesson_key=key, by=reader)
        except Exception as error:  # noqa: BLE001 - a thread's error would otherwise be lost
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=complete) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert (faults, LedgerEvent.objects.filter(subject=f"lesson:{key}").count()) == ([], 1)
    assert queries.faults(fresh(enrolment)) == []


def test_erasing_somebody_leaves_a_history_that_is_nobodys() -> None:
    enrolment = scenes.an_enrolment(UserFactory.create(display_name="Ọláyínká"))
    waive(enrolment)

    personal_data.erase(person_of(enrolment))

    assert (fresh(enrolment).person, Reason.objects.count()) == (None, 0)
    assert (LedgerEvent.objects.count(), check()) == (1, "1 enrolments agree with their ledger.\n")


def test_what_somebody_downloads_holds_their_history_and_the_reasons_given() -> None:
    enrolment = scenes.an_enrolment()
    waive(enrolment)

    [training] = personal_data.export(person_of(enrolment))

    assert [row["subject"] for row in training["history"]] == ["waiver:sessions"]
    assert training["reasons"] == ["Led chats elsewhere."]
