"""What visitors do with slide decks: ask for one, download it by their personal link, hear no more of new versions.

Also how long what they wrote is kept.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import IO

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from cms.actions import links
from cms.models import DeckLink, DeckPage, DeckRequest, DeckVersion
from cms.rules import decks as rules
from cms.words.decks import ENDED
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.locks import hold
from lms.mail import actions as mail
from lms.mail.forgetting import forget_address as forget_mails
from lms.people.models import User

STORAGE = "decks"
# What a mailed link may do.
DOWNLOAD, END_NEWS = "download", "end_news"
# The same form within this time is one whose button was pressed again; later, its mail may be lost.
AGAIN = timedelta(minutes=1)


class NotOffered(Exception):
    """The deck was taken back, or is only announced by now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote into the form of a deck."""

    name: str
    email: str
    role: str
    institution: str
    purpose: str
    use: str
    tell_news: bool
    language: str
    time_zone: str


@transaction.atomic
def ask(*, deck_id: int, asked: Asked, clock: Clock = timezone.now) -> DeckRequest:
    """Note who asks for what, and mail them the link that confirms their address and gives the slides in one.

    The same for every address, known or not; the same form sent twice is one request. Raises ``NotOffered``.
    """
    hold(f"deck:{deck_id}:{asked.email}")
    deck = DeckPage.objects.offered().filter(pk=deck_id).first()
    if deck is None:
        raise NotOffered
    at = clock()
    known = DeckRequest.objects.filter(deck=deck, confirmed_at=None, asked_at__gt=at - AGAIN, **asdict(asked)).first()
    if known is not None:
        return known
    request: DeckRequest = DeckRequest.objects.create(deck=deck, asked_at=at, agreed_at=at, **asdict(asked))
    link = make_link(request, deck.versions.order_by("-number")[0], at=at)
    # Anybody can type a name and somebody else's address: nothing of what was typed is in this mail.
    context = told_of(link)
    mail.queue("deck_link", to=request.reader, cause=f"deck_link:{link.pk}", context=context, secret=True)
    return request


def make_link(request: DeckRequest, version: DeckVersion, *, at: datetime, for_news: bool = False) -> DeckLink:
    """A personal link to a version, from now on."""
    ends_at = at + rules.LINK_LIVES
    return DeckLink.objects.create(request=request, version=version, made_at=at, ends_at=ends_at, for_news=for_news)


def told_of(link: DeckLink) -> dict[str, object]:
    """What a mail with a link tells of it."""
    version = link.version
    return {
        "deck": version.title,
        "version": version.number,
        "news": version.news,
        "until": link.ends_at,
        "downloads": rules.MOST_DOWNLOADS,
        "token": links.token_of(link, DOWNLOAD),
    }


@transaction.atomic
def download(*, link_id: int, clock: Clock = timezone.now) -> IO[bytes]:
    """Confirm the address that a link was mailed to, count one download, and open the file.

    Nothing is counted where the file can't be opened. Raises ``Refused`` for a link that has ended.
    """
    link = DeckLink.objects.select_related("version").select_for_update(of=("self",), no_key=True).get(pk=link_id)
    at = clock()
    offered = DeckPage.objects.offered().filter(pk=link.version.deck_id).exists()
    ended = rules.why_ended(downloads=link.downloads, ends_at=link.ends_at, offered=offered, at=at)
    counted = ended is None and _count(link)
    if not counted:
        raise Refused((ended or rules.Ended.USED_UP,), ENDED)
    failpoint("decks.counted")
    DeckRequest.objects.filter(pk=link.request_id, confirmed_at=None).update(confirmed_at=at)
    return storages[STORAGE].open(link.version.place, "rb")


def _count(link: DeckLink) -> int:
    """Without a lock, too, no more is counted than may be."""
    counted = DeckLink.objects.filter(pk=link.pk, downloads__lt=rules.MOST_DOWNLOADS)
    return counted.update(downloads=F("downloads") + 1)


def end_news(*, request: DeckRequest) -> int:
    """Tell an address no more of new versions of a deck; says how many requests had asked for it."""
    theirs = DeckRequest.objects.filter(deck=request.deck_id, email_key=request.email_key, tell_news=True)
    return theirs.update(tell_news=False)


@transaction.atomic
def retire(*, unconfirmed: timedelta, answered: timedelta, clock: Clock = timezone.now) -> None:
    """Remove what nobody confirmed, and blank who asked long ago; that a school asked stays counted."""
    at = clock()
    DeckRequest.objects.filter(confirmed_at=None, asked_at__lt=at - unconfirmed).delete()
    _blank(DeckRequest.objects.named().filter(asked_at__lt=at - answered), at=at)


@transaction.atomic
def forget(*, email: str, clock: Clock = timezone.now) -> int:
    """Let go of all that came from an address; says how many requests that were, which stay counted."""
    theirs = DeckRequest.objects.named().by_address(email)
    return _blank(theirs, at=clock(), institution="")


@transaction.atomic
def forget_address(*, request: DeckRequest, by: User) -> int:
    """The same for somebody without an account who asked staff for it, with the mails that they were sent."""
    if not request.email:
        return 0
    forget_mails(request.email)
    audit.record("cms.forget_deck_requests", about=request, by=by)
    return forget(email=request.email)


def _blank(requests: QuerySet[DeckRequest], *, at: datetime, **also: str) -> int:
    """Links come before requests, as in ``download``."""
    known = list(requests.order_by("pk").values_list("pk", flat=True))
    DeckLink.objects.filter(request__in=known, ends_at__gt=at).update(ends_at=at)
    rows = DeckRequest.objects.filter(pk__in=known)
    return int(rows.update(name="", email="", email_key="", role="", use="", tell_news=False, **also))
