"""Who is expected in a slot, for those who run it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from courses.progress.engine import Rank
from courses.slots import words
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.queries.check_ins import CLOSING
from courses.slots.queries.no_shows import EXCUSED
from lms.people.models import User
from lms.web.times import told_clock


class Answer(StrEnum):
    """How somebody's presence reads at a glance."""

    UNMARKED = ""
    HERE = "here"
    PART = "part"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person on a slot's roster, and what holds of their presence; ``mark`` is ``None`` until somebody said it."""

    sign_up: SignUp
    person: User
    mark: AttendanceMark | None

    @property
    def minutes(self) -> int | None:
        return self.mark.minutes if self.mark else None

    @property
    def answer(self) -> Answer:
        """What the minutes come to, by what the slot asks for."""
        if self.mark is None:
            return Answer.UNMARKED
        if not self.mark.minutes:
            return Answer.ABSENT
        return Answer.HERE if self.mark.minutes >= self.sign_up.slot.minutes_needed else Answer.PART

    @property
    def decided(self) -> bool:
        """Whether a person or a report has said it, not only who it is about."""
        return self.mark is not None and self.mark.rank > Rank.SELF

    def may_undo(self, reader: User) -> bool:
        """Whether it was the reader who said it."""
        return self.mark is not None and self.mark.rank == Rank.PERSON and self.mark.marked_by_id == reader.pk

    @property
    def said(self) -> str:
        """What holds and who says so, in words; empty until somebody said it."""
        if self.mark is None:
            return ""
        told = [words.how_long(self.mark.minutes), _source(self.mark, self.sign_up.slot)]
        return " · ".join([*told, self.mark.because] if self.mark.because else told)


def _source(mark: AttendanceMark, slot: Slot) -> str:
    match mark.rank:
        case Rank.SELF if mark.source == CLOSING:
            return words.no_word_at_closing()
        case Rank.SELF:
            return words.checked_in(told_clock(mark.came_at or mark.marked_at, slot.zone))
        case Rank.IMPORT:
            return words.from_the_report()
    by = str(mark.marked_by) if mark.marked_by else ""
    return words.excused_by(by) if mark.source == EXCUSED else words.noted_by(by)


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is confirmed, walk-ins among them, and who waits, each in order."""

    confirmed: tuple[RosterRow, ...]
    waiting: tuple[RosterRow, ...]

    @property
    def unmarked(self) -> int:
        return sum(row.minutes is None for row in self.confirmed)

    @property
    def here(self) -> int:
        return sum(bool(row.minutes) for row in self.confirmed)


def roster(slot: Slot) -> Roster:
    """Who is confirmed, and who waits, with what holds of their attendance. Two queries."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"))
    people: QuerySet[Any] = (
        SignUp.objects.open()
        .filter(slot=slot, person__isnull=False)
        .select_related("person", "slot")
        .annotate(mark_id=Subquery(marks.standing().values("pk")[:1]))
        .order_by("-priority", "pk")
    )
    signed_up = list(people)
    said = AttendanceMark.objects.select_related("marked_by").in_bulk([row.mark_id for row in signed_up if row.mark_id])
    rows = [RosterRow(row, row.person, said.get(row.mark_id)) for row in signed_up]
    confirmed = sorted(
        (row for row in rows if row.sign_up.state == SignUp.State.CONFIRMED), key=lambda row: str(row.person).casefold()
    )
    return Roster(tuple(confirmed), tuple(row for row in rows if row.sign_up.state == SignUp.State.WAITING))


def hosts() -> QuerySet[User]:
    """People who may host: whoever may run sessions by one of their roles. One query."""
    may_run = Q(
        groups__permissions__codename="run_slot", groups__permissions__content_type__app_label=Slot._meta.app_label
    )
    return User.objects.filter(may_run, is_active=True, erased_at=None).distinct().order_by("display_name", "pk")


_FEW = 8


def could_walk_in(slot: Slot, typed: str, *, reader: User) -> list[User]:
    """Others with an account, but without a seat here, whose name or address holds these words: a few. One query."""
    here = SignUp.objects.confirmed().filter(slot=slot, person=OuterRef("pk"))
    found = User.objects.filter(Q(display_name__icontains=typed) | Q(email__icontains=typed))
    found = found.exclude(pk=reader.pk)
    return list(found.filter(~Exists(here), is_active=True, erased_at=None).order_by("display_name", "pk")[:_FEW])
