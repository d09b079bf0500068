"""Takes the names of people who asked to be erased out of mails to others."""

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.html import escape

from lms.mail.models import OutgoingMail
from lms.people.actions import ERASED_NAME

_LEFT = (OutgoingMail.State.SENT, OutgoingMail.State.WITHDRAWN)
_WORDS = ("subject", "text", "html", "calendar")


@transaction.atomic
def forget_names(names: Collection[str]) -> int:
    """Blank what has left and names somebody; what still waits goes on, and calls them ``ERASED_NAME``.

    Says how many mails named them. Names count where they stand as words of their own.
    """
    known = {name.strip() for name in names} - {"", ERASED_NAME}
    if not known:
        return 0
    spelled = sorted(known | {escape(name) for name in known}, key=len, reverse=True)
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in spelled))
    return sum(_forget(mail, named) for mail in _may_name(known))


def forget_address(address: str) -> int:
    """Withdraw what waits for somebody without an account, and blank what they were sent; says how many there were."""
    theirs = OutgoingMail.objects.filter(person=None, address__iexact=address)
    theirs.exclude(state=OutgoingMail.State.SENT).update(state=OutgoingMail.State.WITHDRAWN, lease_until=None)
    return theirs.update(address="", facts=None, stop_path="", last_error="", **dict.fromkeys(_WORDS, ""))


def _may_name(known: Collection[str]) -> list[OutgoingMail]:
    # What mails are still to be made of is spelled differently by each database.
    asked = Q(facts__isnull=False)
    for name in known:
        asked |= Q(subject__contains=name) | Q(text__contains=name)
    return list(OutgoingMail.objects.select_for_update(no_key=True).filter(asked).order_by("pk"))


def _forget(mail: OutgoingMail, named: re.Pattern[str]) -> bool:
    before = {"facts": mail.facts, **{part: getattr(mail, part) for part in _WORDS}}
    after = {part: _without(said, named) for part, said in before.items()}
    if after == before:
        return False
    if mail.state in _LEFT:
        after = {"facts": None, "stop_path": "", **dict.fromkeys(_WORDS, "")}
    return bool(OutgoingMail.objects.filter(pk=mail.pk).update(**after))


def _without(said: Any, named: re.Pattern[str]) -> Any:
    match said:
        case str():
            return named.sub(ERASED_NAME, said)
        case list():
            return [_without(each, named) for each in said]
        case dict():
            return {key: _without(each, named) for key, each in said.items()}
        case _:
            return said
