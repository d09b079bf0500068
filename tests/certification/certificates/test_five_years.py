"""Five years, once per day and certificate: what verification answers is what a table written by hand says.

The table knows none of our rules: for each certificate the days on which something changed, and what is true then.
"""

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from certification.certificates import actions, keys, queries
from certification.certificates.models import Certificate
from certification.credentials import checking, did
from certification.credentials.checking import Holds
from lms.mail.models import OutgoingMail
from tests.certification.certificates.five_years import EVENTS, FIRST, LAST, Years
from tests.certification.certificates.holding_scenes import noon

pytestmark = [pytest.mark.django_db, pytest.mark.database]

STANDINGS = {
    "Ana 1": {"2026-10-01": "valid", "2028-08-01": "superseded"},
    "Ana 2": {"2028-08-01": "valid", "2030-10-02": "expired", "2030-12-01": "superseded"},
    "Ana 3": {"2030-12-01": "valid"},
    "Ben 1": {"2026-10-01": "valid", "2028-02-10": "superseded"},
    "Ben 2": {"2028-02-10": "valid"},
    "Cleo 1": {"2026-10-01": "valid", "2028-10-02": "expired", "2029-06-15": "superseded"},
    "Cleo 2": {"2029-06-15": "valid", "2031-06-16": "expired"},
    "Dia 1": {"2026-10-01": "valid", "2028-01-01": "expired"},
    "Eli 1": {
        "2026-10-01": "valid",
        "2027-02-01": "suspended",
        "2027-03-15": "valid",
        "2028-10-02": "expired",
        "2029-02-01": "revoked",
    },
    "Fay 1": {"2028-06-01": "valid"},
}
NAMES = {
    **{label: {"2026-10-01": label.partition(" ")[0]} for label in STANDINGS},
    "Ben 1": {"2026-10-01": "Ben", "2028-02-10": ""},
    "Ben 2": {"2028-02-10": "Benedikt"},
    "Fay 1": {"2028-06-01": "Fay", "2030-01-15": ""},
}
SUCCESSORS = {
    **{label: {"2026-10-01": ""} for label in STANDINGS},
    "Ana 1": {"2026-10-01": "", "2028-08-01": "Ana 2"},
    "Ana 2": {"2028-08-01": "", "2030-12-01": "Ana 3"},
    "Ben 1": {"2026-10-01": "", "2028-02-10": "Ben 2"},
    "Cleo 1": {"2026-10-01": "", "2029-06-15": "Cleo 2"},
}
# A year after the last chat that they led, or after the certificate, it is long; a season later they led once.
ACTIVITIES = {
    "Ana": {
        "2026-10-01": "active",
        "2028-02-29": "grace",
        "2028-03-01": "active",
        "2029-03-01": "grace",
        "2029-05-01": "active",
        "2030-05-01": "active",
        "2031-05-01": "grace",
        "2031-08-01": "alumni",
    },
    "Ben": {"2026-10-01": "active", "2027-10-02": "grace", "2028-01-02": "alumni"},
    # Away from May 2028 to March 2029: quiet too long before, and where she was when she comes back.
    "Cleo": {
        "2026-10-01": "active",
        "2027-10-02": "grace",
        "2028-01-02": "alumni",
        "2028-05-01": "on_leave",
        "2029-04-01": "alumni",
        "2029-05-15": "active",
        "2030-06-10": "grace",
        "2030-09-10": "alumni",
    },
}
# Ana renewed the first before any was due, and let the second run out; Cleo was away, and told of the last week alone.
REMINDERS = [
    ("2028-07-03", "Ana 1", "90"),
    ("2028-07-03", "Eli 1", "90"),
    ("2028-09-01", "Eli 1", "30"),
    ("2028-09-24", "Cleo 1", "7"),
    ("2028-09-24", "Eli 1", "7"),
    ("2030-07-03", "Ana 2", "90"),
    ("2030-09-01", "Ana 2", "30"),
    ("2030-09-24", "Ana 2", "7"),
    ("2031-03-17", "Cleo 2", "90"),
    ("2031-05-16", "Cleo 2", "30"),
    ("2031-06-08", "Cleo 2", "7"),
]
Told = tuple[str, str, str]


def since(table: Mapping[str, str], day: date) -> str:
    """What the table says of a day: the last thing that changed."""
    return table[max(start for start in table if start <= day.isoformat())]


def expected(label: str, day: date) -> Told:
    return since(STANDINGS[label], day), since(NAMES[label], day), since(SUCCESSORS[label], day)


def answered(years: Years, answer: queries.Answer) -> Told:
    labels = {row.number: label for label, row in years.held.items()}
    successor = labels[answer.successor.number] if answer.successor else ""
    return answer.standing.value, answer.name, successor


def asked_by_id(years: Years, certificate: Certificate) -> Told:
    """As a stranger asks, at the database."""
    answer = queries.by_public_id(certificate.public_id, at=noon(years.today))
    assert answer is not None
    return answered(years, answer)


def newly_reminded(known: set[str], years: Years) -> list[tuple[str, str, str]]:
    labels = {row.pk: label for label, row in years.held.items()}
    causes = OutgoingMail.objects.filter(name="certificate_ends").values_list("cause", flat=True)
    new = sorted(set(causes) - known)
    known.update(new)
    return sorted((years.today.isoformat(), labels[int(cause.split(":")[1])], cause.split(":")[2]) for cause in new)


def signature_of(certificate: Certificate, today: date) -> Holds:
    with storages["certificates"].open(certificate.credential.path) as file:
        content = file.read()
    trusted = did.trusted(keys.history())
    return checking.check(content, issuer_did=keys.did(), keys=trusted, at=noon(today)).holds


@pytest.fixture
def years(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Years:
    settings.ISSUER_KEYS_DIR = tmp_path_factory.mktemp("keys")
    return Years()


def printed(certificate: Certificate, *, at: datetime) -> None:
    actions.render(certificate.pk, clock=lambda: at)


def test_verification_answers_rightly_on_every_day_of_five_years(years: Years) -> None:
    wrong, reminders, known, days = [], [], set[str](), 0
    for day in years.days():
        days += 1
        seen = actions.remind(clock=years.clock)
        turns = day in EVENTS
        for label, certificate in years.held.items():
            answer = queries.answer(certificate, with_name=True, at=noon(day))
            told = asked_by_id(years, certificate) if turns else answered(years, answer)
            if told != expected(label, day):
                wrong.append((day, label, told))
        reminders += newly_reminded(known, years) if seen else []

    assert wrong == []
    assert (days, len(years.held)) == ((LAST - FIRST).days + 1, len(STANDINGS))
    assert reminders == REMINDERS


def test_who_leads_at_present_is_right_around_every_day_on_which_it_changes(years: Years) -> None:
    turning = {date.fromisoformat(start) for table in ACTIVITIES.values() for start in table}
    looked_at = {day.fromordinal(day.toordinal() + step) for day in turning for step in (-1, 0, 1)} | set(EVENTS)
    wrong = []
    for day in years.days():
        if day not in looked_at:
            continue
        led = queries.activity_of(years.held.values(), at=noon(day))
        for name, table in ACTIVITIES.items():
            found = led[years.people[name].pk].activity.value
            if found != since(table, day):
                wrong.append((day, name, found))

    assert wrong == []


def test_what_was_signed_with_any_key_stays_sound_until_its_last_day(years: Years) -> None:
    years.finish, wrong, signed_with = printed, [], set()
    for day in years.days():
        if day not in EVENTS:
            continue
        for label, certificate in years.held.items():
            if not certificate.holder.name:
                continue
            signed_with.add(certificate.credential.key)
            last = queries.last_day(certificate)
            sound = Holds.EXPIRED if last is not None and last < day else Holds.SOUND
            if signature_of(certificate, day) is not sound:
                wrong.append((day, label))

    assert wrong == []
    assert len(signed_with) == 3
