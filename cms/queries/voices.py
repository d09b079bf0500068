"""Words of people who agreed that they are shown, and the core group as each of them chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from cms.models import Testimonial, Thanks
from lms.people.models import RoleGiven, User
from lms.people.roles import Role, has_role


def shown(*, limit: int | None = None) -> list[Testimonial]:
    """What stands as it was agreed to, the newest first. One query."""
    return list(Testimonial.objects.shown()[:limit])


def for_staff() -> QuerySet[Testimonial]:
    """All, the newest first. One query."""
    return Testimonial.objects.order_by("-pk")


def of_addresses(keys: Iterable[str]) -> QuerySet[Testimonial]:
    return Testimonial.objects.filter(email_key__in=set(keys) - {""}).order_by("pk")


@dataclass(frozen=True, slots=True)
class CoreGroup:
    """Those who chose to be named: who leads the program, and who led it before."""

    now: tuple[Thanks, ...]
    before: tuple[Thanks, ...]

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


def core_group() -> CoreGroup:
    """By name. One query, however many they are."""
    holds: Any = Exists(RoleGiven.objects.filter(person=OuterRef("person"), role=Role.CORE_GROUP))
    rows: list[Any] = list(Thanks.objects.shown().annotate(holds=holds).order_by(Lower("name"), "pk"))
    return CoreGroup(tuple(row for row in rows if row.holds), tuple(row for row in rows if not row.holds))


def thanks_of(person: User) -> Thanks | None:
    """What somebody chose for themselves. One query."""
    return Thanks.objects.filter(person=person).first()


def may_be_thanked(person: User) -> bool:
    """Who leads the program; and who chose when they did, so that they can end it."""
    return has_role(person, Role.CORE_GROUP) or Thanks.objects.filter(person=person).exists()


def has_yet_to_choose(person: User) -> bool:
    """Who leads the program and hasn't said whether they want to be named. Two queries at most."""
    return has_role(person, Role.CORE_GROUP) and not Thanks.objects.filter(person=person).exists()
