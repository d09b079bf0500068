"""Parts of pages that show sessions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import segno
from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from courses.progress.queries import Training, may_expect
from courses.slots import ics, pages, queries, words
from courses.slots.actions import seats
from courses.slots.models import AttendanceMark, Slot
from courses.slots.reports import words as report_words
from courses.slots.rules import Gate, Part, parts_of
from lms.people.models import User
from lms.web import times

register = template.Library()
register.filter("give_back_token", seats.cancel_token)


@register.filter
def stands(slot: Slot) -> str:
    """How a session stands just now, for its hosts."""
    return queries.stands(slot, timezone.now())


@register.simple_tag
def page_about(slot: Slot) -> pages.PageAbout | None:
    """Where more is told of a session. Two queries for a chat, none for other sessions."""
    return pages.page_about(slot)


@register.inclusion_tag("slots/_coming.html", takes_context=True)
def coming_sessions(context: template.Context, limit: int = 3, kind: str = "") -> dict[str, Any]:
    """The next sessions, or those of a kind, with their seats and the act, as the reader sees them. Two queries, up to
    five for members.
    """
    request, at = context.get("request"), timezone.now()
    reader = getattr(request, "user", None) or AnonymousUser()
    rows = queries.coming(reader, at)
    found = queries.seen((rows.filter(kind=kind) if kind else rows)[:limit], reader, at)
    return {"sessions": found, "user": reader, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("slots/_own.html")
def own_sessions(person: User, trainings: Sequence[Training] = (), giving_back: bool = False) -> dict[str, Any]:
    """Where a person is expected or waits; ``giving_back`` asks to give places back that aren't needed.

    No query where the person's trainings know of no open place, else one.
    """
    at = timezone.now()
    open_place = may_expect(trainings, "sign-up:", ("confirmed", "waiting"), at=at)
    return {"sessions": queries.own_coming(person, at) if open_place else [], "giving_back": giving_back}


@register.inclusion_tag("slots/_attended.html")
def attended_sessions(person: User) -> dict[str, Any]:
    """Sessions in which a person was, with their minutes and letters. One query."""
    return {"attendances": queries.attended(person)}


@register.simple_tag(takes_context=True)
def own_attendance(context: template.Context, slot: Slot) -> AttendanceMark | None:
    """What holds of the reader's own presence, ``None`` for who wasn't there. One query for somebody signed in."""
    reader = context["user"]
    return queries.attended_in(reader, slot.pk) if isinstance(reader, User) else None


@register.inclusion_tag("slots/_presence.html", takes_context=True)
def own_presence(context: template.Context, slot: Slot) -> dict[str, Any]:
    """The way to check in, or that one has and may leave. One query while check-in is open or the slot runs."""
    at, reader = timezone.now(), context["user"]
    gate = queries.gate_of(slot, at)
    going_on = gate in (Gate.OPEN, Gate.OVER) and slot.check_in_opens_at <= at < slot.ends_at
    mine = queries.own_check_in(slot, reader) if going_on and isinstance(reader, User) else None
    return {
        "slot": slot,
        "gate": gate,
        "mine": mine,
        "open": gate is Gate.OPEN,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("slots/_add_to_calendar.html")
def add_to_calendar(slot: Slot) -> dict[str, Any]:
    """The ways in which a session comes into somebody's own calendar. No query."""
    return {"slot": slot, "links": ics.add_links(slot)}


@register.filter
def parts(agenda: str) -> tuple[Part, ...]:
    """The parts of an agenda as hosts type it, each with its minutes."""
    return parts_of(agenda)


@register.filter
def in_line(place: int) -> str:
    """Somebody's place in the line, in words."""
    return words.in_line(place)


@register.filter
def initials(name: str) -> str:
    """The first letters of somebody's first and last name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@register.filter
def at_key(told: Mapping[int, str], key: int) -> str:
    """What is told of one key; nothing where nothing is."""
    return told.get(key, "")


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """A QR code that leads to an address: dark on light whatever the page's colours, for that is what cameras read."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(svgclass="qr", lineclass=None, dark="#000", light="#fff", border=2, omitsize=True)
    return mark_safe(svg)  # noqa: S308 - drawn from modules, not from words


@register.simple_tag
def why_row(reason: str) -> str:
    """Why a line of a meeting report was matched, suggested, left open or left out."""
    return report_words.of_row(reason)


@register.filter
def wall(at: datetime) -> str:
    """A day and a time of day as somebody typed them."""
    return times.told_wall(at)


@register.filter
def told_there(slot: Slot) -> str:
    """When a session begins by its own clock."""
    when = times.tell(slot.starts_at, zone=slot.zone)
    return f"{when.span} · {when.place}"


@register.filter
def meant_for(slot: Slot) -> str:
    """Whom a session is for, in words."""
    if slot.audience == Slot.Audience.INSTITUTION:
        return words.people_of(slot.for_institution)
    return slot.get_for_role_display() if slot.audience == Slot.Audience.ROLE else slot.get_audience_display()
