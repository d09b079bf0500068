"""What people are in at a time: dialogues, sessions with a seat, sessions that they run."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from courses.practice.models import Dialogue, Pairing
from courses.practice.rules import LASTS, Span
from courses.slots.models import SignUp, Slot

Spans = Mapping[int, tuple[Span, ...]]


def spans_of(people: Collection[int], *, since: datetime, until: datetime, asked: bool) -> Spans:
    """What each is in between two times; with ``asked``, also what they haven't answered yet. Four queries."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for person, starts in _dialogues_of(people, since=since, until=until, asked=asked):
        found[person].append(Span(starts, starts + LASTS))
    for person, slot, starts, ends in _sessions_of(people, since=since, until=until):
        found[person].append(Span(starts, ends, slot))
    return {person: tuple(spans) for person, spans in found.items()}


def is_in_another(person: int, dialogue: Dialogue) -> bool:
    """Whether somebody is in something else while a dialogue takes place. Four queries."""
    starts, ends = dialogue.starts_at, dialogue.starts_at + LASTS
    spans = spans_of([person], since=starts, until=ends, asked=False).get(person, ())
    own = dialogue.slot_id
    return any(row.overlaps(starts, ends) for row in spans if row.slot is None or row.slot != own)


def _dialogues_of(
    people: Collection[int], *, since: datetime, until: datetime, asked: bool
) -> list[tuple[int, datetime]]:
    pairings = Pairing.objects.open() if asked else Pairing.objects.accepted()
    helped = pairings.filter(person__in=people, dialogue__in=Dialogue.objects.open())
    helped = helped.filter(dialogue__starts_at__gt=since - LASTS, dialogue__starts_at__lt=until)
    led = Dialogue.objects.open().filter(enrolment__person__in=people)
    led = led.filter(starts_at__gt=since - LASTS, starts_at__lt=until)
    own: Any = led.values_list("enrolment__person", "starts_at")
    return [*helped.values_list("person", "dialogue__starts_at"), *own]


def _sessions_of(
    people: Collection[int], *, since: datetime, until: datetime
) -> list[tuple[int, int, datetime, datetime]]:
    then = Q(starts_at__lt=until, ends_at__gt=since)
    slots = Slot.objects.published().filter(then)
    seats = SignUp.objects.confirmed().filter(person__in=people, slot__in=slots)
    runs = slots.filter(Q(host__in=people) | Q(facilitators__in=people))
    taken: Any = seats.values_list("person", "slot", "slot__starts_at", "slot__ends_at")
    told: Any = runs.values_list("host", "facilitators", "pk", "starts_at", "ends_at")
    run = {
        (person, slot, starts, ends)
        for host, other, slot, starts, ends in told
        for person in (host, other)
        if person in people
    }
    return [*taken, *run]
