"""Everybody who may be asked to help with a dialogue, as the rules of matching know them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from courses.practice.models import Calibration, Dialogue, FoundingMember, Pairing, PairingWish
from courses.practice.queries.busy import spans_of
from courses.practice.rules import EXPERIENCED_AFTER, LASTS, QUALIFIED_FOR, HelperFacts, Hours
from lms.people.models import User
from lms.people.roles import Role

# Months are those of each one's own calendar: what is helped with a little more than a month around is counted.
_AROUND = timedelta(days=33)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Known:
    """Who has led often enough, and whose scores count."""

    experienced: frozenset[int]
    qualified: frozenset[int]
    founding_observers: frozenset[int]


def known(*, at: datetime) -> Known:
    """Four queries."""
    founding = FoundingMember.objects.filter(named_at__lte=at, withdrawn_at=None).values_list("part", "person")
    by_part: defaultdict[str, set[int]] = defaultdict(set)
    for part, person in founding:
        by_part[part].add(person)
    led = Dialogue.objects.held().filter(enrolment__person__isnull=False)
    together = Pairing.objects.accepted().co_leads().filter(dialogue__state=Dialogue.State.HELD)
    times = _times(led, "enrolment__person") + _times(together, "person")
    often = {person for person, count in times.items() if count >= EXPERIENCED_AFTER}
    lately = Calibration.objects.filter(qualified=True, taken_at__gt=at - QUALIFIED_FOR)
    observers = frozenset(by_part[FoundingMember.Part.OBSERVER])
    return Known(
        experienced=frozenset(often | by_part[FoundingMember.Part.LEAD]),
        qualified=observers | frozenset(lately.values_list("person", flat=True)),
        founding_observers=observers,
    )


def _times(rows: QuerySet[Any], person: str) -> Counter[int]:
    """How many of some rows each person has."""
    counted = rows.order_by().values(person).annotate(times=Count("pk"))
    return Counter({row[person]: row["times"] for row in counted})


def helpers_of(those: Known) -> QuerySet[User]:
    """Core group, experienced leads and qualified observers, with their wish; ``in_core_group`` is told. One query."""
    core = User.groups.through.objects.filter(user=OuterRef("pk"), group__name=Role.CORE_GROUP)
    people: Any = User.objects.filter(is_active=True, erased_at=None).annotate(in_core_group=Exists(core))
    named = Q(in_core_group=True) | Q(pk__in=those.experienced | those.qualified)
    found: QuerySet[User] = people.filter(named).select_related("pairing_wish").order_by("display_name", "pk")
    return found


def may_help(person: User, *, at: datetime) -> bool:
    """Whether somebody may be asked to help with others' dialogues. Five queries."""
    return helpers_of(known(at=at)).filter(pk=person.pk).exists()


def facts_of(people: Collection[User], those: Known, *, since: datetime, until: datetime) -> dict[int, HelperFacts]:
    """What the rules know of people, for dialogues that start between two times. Seven queries."""
    ids = [person.pk for person in people]
    busy = spans_of(ids, since=since, until=until + LASTS, asked=True)
    avoided, asked_last = _topics_avoided(ids), _asked_last(ids)
    loads = _loads(people, since=since - _AROUND, until=until + _AROUND)
    return {
        person.pk: HelperFacts(
            person=person.pk,
            zone=person.time_zone,
            may_observe=person.in_core_group or person.pk in those.qualified,  # type: ignore[attr-defined]
            experienced=person.pk in those.experienced,
            qualified=person.pk in those.qualified,
            busy=busy.get(person.pk, ()),
            load=loads.get(person.pk, {}),
            avoids=frozenset(avoided.get(person.pk, ())),
            asked_last=asked_last.get(person.pk),
            **_wished(person),
        )
        for person in people
    }


def _wished(person: User) -> dict[str, Any]:
    """As somebody wishes it, or as people do who said nothing. No query, given the person with their wish."""
    wish = wish_of(person)
    return {
        "languages": frozenset(wish.languages or [person.language]),
        "hours": tuple(hours_in(row) for row in wish.hours),
        "most": wish.most_per_month,
        "observes": wish.observes,
        "co_leads": wish.co_leads,
    }


def wish_of(person: User) -> PairingWish:
    """What somebody wishes, or the usual wish. At most one query."""
    kept: PairingWish | None = getattr(person, "pairing_wish", None)
    return kept or PairingWish(person=person)


def hours_in(row: Mapping[str, Any]) -> Hours:
    """A stored time of the week in minutes; midnight at its end is the day's end."""
    begin, end = (time.fromisoformat(row[name]) for name in ("from", "until"))
    day = row["weekday"] * _DAY
    return Hours(day + begin.hour * 60 + begin.minute, day + ((end.hour * 60 + end.minute) or _DAY))


def _topics_avoided(people: Collection[int]) -> dict[int, list[int]]:
    rows = PairingWish.topics_avoided.through.objects.filter(pairingwish__person__in=people)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for person, topic in rows.values_list("pairingwish__person", "topic"):
        found[person].append(topic)
    return found


def _asked_last(people: Collection[int]) -> dict[int, datetime]:
    rows: Any = Pairing.objects.filter(person__in=people).order_by().values("person").annotate(last=Max("asked_at"))
    return {row["person"]: row["last"] for row in rows}


def _loads(people: Collection[User], *, since: datetime, until: datetime) -> dict[int, dict[tuple[int, int], int]]:
    """In how many dialogues each helps, asked or promised, by the months of their own calendar."""
    clocks = {person.pk: HelperFacts(person=person.pk, zone=person.time_zone) for person in people}
    rows = Pairing.objects.open().filter(person__in=clocks).exclude(dialogue__state=Dialogue.State.CANCELLED)
    rows = rows.filter(dialogue__starts_at__gt=since, dialogue__starts_at__lt=until)
    found: dict[int, dict[tuple[int, int], int]] = {}
    for person, starts in rows.values_list("person", "dialogue__starts_at"):
        months, month = found.setdefault(person, {}), clocks[person].month_of(starts)
        months[month] = months.get(month, 0) + 1
    return found
