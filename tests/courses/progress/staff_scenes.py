"""What staff note, grant and take back, for the tests of staff's side."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.progress.actions import credits as crediting
from courses.progress.actions import entries, records
from courses.progress.actions.records import Account
from courses.progress.models import Credit, Enrolment, StaffRecord
from lms.people.models import User
from tests import scenes

AT = scenes.NOW + timedelta(days=30)
TODAY = AT.date()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
Kind = StaffRecord.Kind


def a_picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (2, 2), "white").save(written, "PNG")
    return written.getvalue()


def in_a_session(minutes: int = 60, on: date = TODAY, kind: str = "training") -> Account:
    return Account(kind=Kind.SESSION, occurred_on=on, session_kind=kind, minutes=minutes)


def note(
    enrolment: Enrolment,
    account: Account | None = None,
    *,
    key: str = "form",
    by: User | None = None,
    because: str = "The host wrote it down.",
    at: datetime = AT,
) -> StaffRecord:
    return records.record(
        enrolment_id=enrolment.pk,
        account=account or in_a_session(),
        because=because,
        key=key,
        by=by or scenes.an_admin(),
        clock=scenes.at(at),
    )


def correct(
    enrolment: Enrolment, row: StaffRecord, account: Account, *, key: str = "correction", by: User | None = None
) -> StaffRecord:
    return records.correct(
        enrolment_id=enrolment.pk,
        revision_id=row.pk,
        account=account,
        because="They left early.",
        key=key,
        by=by or scenes.an_admin(),
        clock=scenes.at(AT),
    )


def take_back(enrolment: Enrolment, seq: int, *, by: User | None = None) -> None:
    entries.take_back(enrolment_id=enrolment.pk, seq=seq, because="It was somebody else.", by=by or scenes.an_admin())


def credit(enrolment: Enrolment, requirement: str = "sessions", **changes: Any) -> Credit:
    said = {
        "earned_on": TODAY - timedelta(days=400),
        "evidence": PDF,
        "because": "The same course at another hospital.",
        "by": changes.pop("by", None) or scenes.an_admin(),
        "clock": scenes.at(AT),
    }
    return crediting.grant(enrolment_id=enrolment.pk, requirement=requirement, **{**said, **changes})


def end_credit(enrolment: Enrolment, requirement: str = "sessions", *, by: User | None = None) -> None:
    crediting.end(
        enrolment_id=enrolment.pk,
        requirement=requirement,
        because="It was another course.",
        by=by or scenes.an_admin(),
        clock=scenes.at(AT),
    )


def fresh(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("syllabus", "person", "pathway").get(pk=enrolment.pk)


def said_of(enrolment: Enrolment, subject: str) -> Any:
    """What stands for a subject now."""
    state = fresh(enrolment).progress.get(subject)
    return state and dict(state.value)


def address(name: str, *args: Any) -> str:
    return reverse(f"trainings:{name}", args=args)


def page(client: Client, name: str, *args: Any, **asked: Any) -> str:
    answer = client.get(address(name, *args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: Any, **said: Any) -> Any:
    return client.post(address(name, *args), said)
