"""Telling people of chats: followers of a new one, followers and those with a seat of a topic that is shared.

What readers see on pages follows from the clock alone. Jobs run this each minute; a chat is claimed by a conditional
update in the transaction that queues its mails, so that two at once tell nobody twice.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.search import index

from cms.actions import followers
from cms.models import ChatPage, Follower
from cms.queries import chats as queries
from courses.slots.models import SignUp, Slot
from lms.actions import Clock
from lms.mail import actions as mail
from lms.people.addresses import address_key


def announce(*, clock: Clock = timezone.now) -> int:
    """Tell followers of published chats with a session to come, of each once; says of how many chats."""
    return sum(_announce(page, clock()) for page in queries.to_announce(clock()))


def share_topics(*, clock: Clock = timezone.now) -> int:
    """Tell of topics whose time has come, of each once, and let search find them; says of how many."""
    return sum(_share(page, clock()) for page in queries.to_share(clock()))


@transaction.atomic
def _announce(page: ChatPage, at: datetime) -> bool:
    if not ChatPage.objects.filter(pk=page.pk, announced_at=None).update(announced_at=at):
        return False
    for row in _followers(page):
        followers.tell(row, "chat_announced", cause=f"chat_announced:{page.pk}:{row.pk}", context=_told(page, at))
    return True


@transaction.atomic
def _share(page: ChatPage, at: datetime) -> bool:
    if not ChatPage.objects.filter(pk=page.pk, topic_told_at=None).update(topic_told_at=at):
        return False
    # Read anew: the page says by now that its topic was told.
    index.insert_or_update_object(ChatPage.objects.get(pk=page.pk))
    if page.session and at < page.session.ends_at:
        _tell_topic(page, at)
    return True


def _tell_topic(page: ChatPage, at: datetime) -> None:
    """One mail to each who has a seat or follows."""
    told = _told(page, at)
    # The topic of this session: a page that gets another one tells of it anew.
    cause = f"chat_topic_shared:{page.pk}/{page.session_id}"
    reached: set[str] = set()
    for seat in _seats(page.session):
        assert seat.person is not None
        reached.add(address_key(seat.person.email))
        mail.queue("chat_topic_shared", to=seat.person, cause=f"{cause}:seat/{seat.person_id}", context=told)
    for row in _followers(page):
        if row.email_key not in reached:
            followers.tell(row, "chat_topic_shared", cause=f"{cause}:{row.pk}", context=told)


def _followers(page: ChatPage) -> list[Follower]:
    """Who is told of the series by mail."""
    series = queries.series_above(page)
    return list(Follower.objects.told().filter(series=series).order_by("pk")) if series and series.live else []


def _seats(slot: Slot | None) -> list[SignUp]:
    rows = SignUp.objects.confirmed().filter(slot=slot, person__isnull=False).select_related("person")
    return list(rows.order_by("pk"))


def _told(page: ChatPage, at: datetime) -> dict[str, Any]:
    """What a mail says of a chat at a time: values, and no topic before it is shared."""
    slot, series, told = page.session, queries.series_above(page), page.tells_topic(at)
    assert slot is not None
    return {
        "title": page.title,
        "series": series.title if series else "",
        "topic": page.topic if told else "",
        "shared_at": None if told else page.topic_shared_at,
        "start": slot.starts_at,
        "end": slot.ends_at,
        "zone": slot.zone,
        "path": queries.path_of(page),
    }
