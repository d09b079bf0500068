"""What becomes of a published deck: its file is kept as a version, and those who asked to hear of it are told."""

import hashlib
import logging
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from cms.actions import decks, links
from cms.models import DeckPage, DeckRequest, DeckVersion
from cms.queries import decks as queries
from cms.rules import decks as rules
from cms.uploads.looking import look
from cms.uploads.rules import content_type_of
from lms.actions import Clock, schedule
from lms.failpoints import failpoint
from lms.mail import actions as mail

# So many are told in one transaction.
AT_ONCE = 100
logger = logging.getLogger(__name__)


@transaction.atomic
def keep(*, deck_id: int, clock: Clock = timezone.now) -> DeckVersion | None:
    """Keep the file of a live deck: a new version where it isn't the newest version's. Doing it again changes nothing.

    ``None`` for a deck that is only announced. Raises ``OSError`` where its file can't be read or kept.
    """
    deck = DeckPage.objects.select_for_update(of=("self",), no_key=True).filter(pk=deck_id, live=True).first()
    if deck is None or deck.document is None:
        return None
    at = clock()
    newest: DeckVersion | None = deck.versions.order_by("-number").first()
    with deck.document.file.storage.open(deck.document.file.name, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        number = rules.next_number((newest.number, newest.sha256) if newest else None, sha256)
        if number is None:
            return _looked_at(newest, at)
        version = _version(deck, number, file, at)
        version.sha256 = sha256
        _store(version, file)
    version.save(force_insert=True)
    schedule("cms.tell_of_deck", version.pk)
    return version


def _looked_at(version: DeckVersion | None, at: datetime) -> DeckVersion | None:
    """The version that was published once more."""
    if version is not None:
        version.kept_at = at
        version.save(update_fields=["kept_at"])
    return version


def _version(deck: DeckPage, number: int, file: IO[bytes], at: datetime) -> DeckVersion:
    assert deck.document is not None
    size, suffix = file.seek(0, 2), PurePath(deck.document.file.name).suffix.lower()
    return DeckVersion(
        deck=deck,
        title=deck.title,
        number=number,
        name=f"{slugify(deck.title) or 'slides'}-version-{number}{suffix}",
        content_type=content_type_of(suffix[1:], look(file, size)),
        size=size,
        news=deck.news,
        published_at=at,
        kept_at=at,
    )


def _store(version: DeckVersion, file: IO[bytes]) -> None:
    """Its place follows from what it is: writing it twice is harmless."""
    storage = storages[decks.STORAGE]
    if not storage.exists(version.place) or storage.size(version.place) != version.size:
        file.seek(0)
        storage.save(version.place, File(file))


def tell(version_id: int, *, clock: Clock = timezone.now) -> None:
    """Mail everybody who wants to hear of a new version, each address once, however often this is begun."""
    while _tell_some(version_id, clock=clock):
        failpoint("decks.part_told")


@transaction.atomic
def _tell_some(version_id: int, *, clock: Clock) -> int:
    """Tell some of those who don't know yet; says how many. Whoever comes last finds nobody, and notes it."""
    version = DeckVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version_id)
    deck = DeckPage.objects.offered().filter(pk=version.deck_id).first()
    if version.told_at or deck is None:
        return 0
    at = clock()
    # Who hears of the newest version needn't hear of the one before.
    is_old = deck.versions.filter(number__gt=version.number).exists()
    untold = [] if is_old else queries.untold(version, limit=AT_ONCE)
    # Who ends it or is erased meanwhile waits for us, or isn't found any more.
    still = DeckRequest.objects.told_of_news().named().filter(pk__in=untold).order_by("pk")
    for request in still.select_for_update(of=("self",), no_key=True):
        _tell_one(request, version, at)
    if not untold:
        DeckVersion.objects.filter(pk=version.pk).update(told_at=at)
    return len(untold)


def _tell_one(request: DeckRequest, version: DeckVersion, at: datetime) -> None:
    link = decks.make_link(request, version, at=at, for_news=True)
    end_news = links.token_of(request, decks.END_NEWS)
    mail.queue(
        "deck_news",
        to=request.reader,
        cause=_cause(request, version),
        context=decks.told_of(link) | {"end_news": end_news},
        secret=True,
        stop_path=reverse("program:deck_end_news", args=[end_news]),
    )
    failpoint("decks.one_told")


def _cause(request: DeckRequest, version: DeckVersion) -> str:
    """One for each version and address, which it doesn't spell."""
    return f"deck_news:{version.pk}/{salted_hmac('cms.deck_news', request.email_key).hexdigest()}"


def sweep() -> None:
    """Keep the files of publications that nobody looked at, and tell of versions that not everybody knows of."""
    for deck_id in queries.not_kept():
        keep_or_note(deck_id=deck_id)
    for version_id in queries.to_tell():
        tell(version_id)


def keep_or_note(*, deck_id: int) -> Any:
    """The same as ``keep``; a file that can't be read or kept now is noted, and tried again by the next sweep."""
    try:
        return keep(deck_id=deck_id)
    except OSError:
        logger.exception("The file of deck %s could not be kept", deck_id)
        return None
