"""Check-in: the code that is shown now, who has said that they are there, and what a host sees while a slot runs."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from courses.slots import rules
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.models.attendance import OWN_WORD
from courses.slots.rules import Gate, codes
from lms.people.models import User

# Where a word of the lowest rank comes from: the person themselves, or a closing at which there was none.
CHECK_IN, CLOSING = "check-in", "closing"


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What the room's screen shows, where its QR code leads, and for how many seconds the server says it stands."""

    code: str
    url: str
    valid_for: int

    @property
    def halves(self) -> tuple[str, str]:
        """Three digits and three: easier to read from the last row."""
        return self.code[:3], self.code[3:]


def secret_of(slot: Slot) -> bytes:
    """What a slot's codes follow from. It follows from the installation's secret and is stored nowhere. No query."""
    return salted_hmac("courses.slots.codes", str(slot.pk), algorithm="sha256").digest()


def shown_code(slot: Slot, at: datetime) -> ShownCode:
    """No query."""
    code = codes.code_of(secret_of(slot), codes.step_of(at))
    url = settings.SITE_URL + reverse("slots:check_in", args=[slot.pk]) + "?" + urlencode({"code": code})
    return ShownCode(code, url, codes.valid_for(at))


def gate_of(slot: Slot, at: datetime) -> Gate:
    """How check-in of a slot stands. No query."""
    return rules.gate(
        cancelled=slot.state == Slot.State.CANCELLED,
        closed=slot.state == Slot.State.CLOSED,
        opens=slot.check_in_opens_at,
        closes=slot.check_in_closes_at,
        at=at,
    )


def own_check_in(slot: Slot, person: User) -> AttendanceMark | None:
    """What a person said last themselves of being there. One query."""
    marks = AttendanceMark.objects.filter(slot=slot, person=person, rank=OWN_WORD, source=CHECK_IN, undone_at=None)
    return marks.order_by("-revision").first()


@dataclass(frozen=True, slots=True)
class Presence:
    """What holds so far: who was there, who wasn't, and who has a seat and no word about them."""

    there: tuple[AttendanceMark, ...]
    missing: tuple[User, ...]
    away: tuple[AttendanceMark, ...]

    @property
    def here(self) -> int:
        """How many are there and haven't left."""
        return sum(mark.left_at is None for mark in self.there)

    @property
    def latest(self) -> list[AttendanceMark]:
        """The last that checked in, latest first."""
        came = [mark for mark in self.there if mark.came_at]
        return sorted(came, key=lambda mark: (mark.came_at, mark.pk), reverse=True)[:5]


def presence(slot: Slot) -> Presence:
    """Two queries, however many people."""
    marks = AttendanceMark.objects.filter(slot=slot, person__isnull=False).standing().select_related("person")
    standing: dict[int | None, AttendanceMark] = {}
    for mark in marks:
        standing.setdefault(mark.person_id, mark)
    rows = SignUp.objects.confirmed().filter(slot=slot, person__isnull=False).select_related("person")
    missing = [row.person for row in rows if row.person and row.person_id not in standing]
    in_order = sorted(standing.values(), key=lambda mark: str(mark.person).casefold())
    return Presence(
        there=tuple(mark for mark in in_order if mark.minutes),
        missing=tuple(sorted(missing, key=lambda person: str(person).casefold())),
        away=tuple(mark for mark in in_order if not mark.minutes),
    )
