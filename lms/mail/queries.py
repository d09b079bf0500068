"""Reads of the words of mails; each states its cost in queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import translation

from lms.mail.models import MailWords, OutgoingMail
from lms.mail.samples import PURPOSES
from lms.mail.sentences import Original, originals_of

_UNSHOWN: set[str] = set()


def keep_from_staff(*names: str) -> None:
    """Mails whose mere being there would tell staff what they may not know yet."""
    _UNSHOWN.update(names)


def shown_to_staff() -> QuerySet[OutgoingMail]:
    """One query."""
    return OutgoingMail.objects.exclude(name__in=_UNSHOWN)


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail in the list: when it is written, and in how many sentences it speaks our own words, by language."""

    name: str
    purpose: str
    languages: tuple[tuple[str, str, int], ...]


def own_words(name: str, language: str) -> dict[str, str]:
    """What a mail says in own words, by the original. One query."""
    return dict(MailWords.objects.filter(name=name, language=language).values_list("original", "words"))


def mails() -> list[MailRow]:
    """All mails. One query."""
    counts = MailWords.objects.order_by().values_list("name", "language").annotate(count=Count("pk"))
    counted = {(name, language): count for name, language, count in counts}
    return [
        MailRow(
            name,
            str(purpose),
            tuple((code, str(label), counted.get((name, code), 0)) for code, label in settings.LANGUAGES),
        )
        for name, purpose in PURPOSES.items()
    ]


def sentences(name: str, language: str) -> list[Original]:
    """A mail's sentences as people of a language read them. No query."""
    with translation.override(language):
        return originals_of(name)


def left_over(name: str, language: str, sentences: list[Original]) -> QuerySet[MailWords]:
    """Own words whose original the mail no longer has. One query."""
    return MailWords.objects.filter(name=name, language=language).exclude(key__in=[one.key for one in sentences])


def chosen(own: Mapping[str, str], sentences: list[Original]) -> dict[str, str]:
    """What stands in each sentence's field: own words, or the original. No query."""
    return {one.key: own.get(one.text, one.shown) for one in sentences}
