"""What can be done with mail: queue it, deliver it, try it again, forget its words, and word it anew.

A mail is noted in the transaction that causes it, with the values that it speaks of, and leaves after the commit. It is
claimed by a conditional update with a lease, so that no two workers send it. Who claims it first writes its words; only
a death between the receiver's yes and our note of it sends the same words, under the same Message-ID, once more.
"""

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation

from lms.actions import Clock, schedule
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.mail import brakes, stopping
from lms.mail.calendars import Entry
from lms.mail.facts import Visitor, facts
from lms.mail.models import MailWords, OutgoingMail
from lms.mail.rendering import words_of
from lms.mail.rules import LEASE, PAUSES, next_attempt
from lms.mail.sentences import key_of, template_of
from lms.people.models import User
from lms.rows import insert_last, insert_once

State = OutgoingMail.State
# The subject stays, so that staff can tell what it was. What opens something for its reader goes with the words.
_NO_WORDS = {"text": "", "html": "", "calendar": "", "stop_path": ""}
logger = logging.getLogger(__name__)
_WORKERS_DIED = "Every worker that tried to send this mail ended before it could say how it went."


@transaction.atomic(savepoint=False)
def queue(
    name: str,
    *,
    to: User | Visitor,
    cause: str,
    context: Mapping[str, object],
    secret: bool = False,
    entry: Entry | None = None,
    address: str = "",
    stop_path: str = "",
) -> OutgoingMail | None:
    """Note a mail that leaves after the commit; a cause that has its mail already changes nothing.

    ``context`` holds values: see ``Encoder``. ``secret`` words are blanked once sent. ``entry`` is for the reader's
    calendar. ``address`` is only for confirming an address that isn't the person's yet. ``stop_path`` is where one
    press ends what somebody without an account has asked for; people with one: see ``lms.mail.stopping``. Nothing is
    written to people who have erased their account. Raises ``TemplateDoesNotExist`` at once for a name that no mail
    has.
    """
    if isinstance(to, User) and to.erased_at is not None:
        return None
    mail = _noted(name, to=to, cause=cause, facts=facts(to, context, entry), secret=secret, address=address)
    mail.stop_path = stop_path or stopping.path_for(name, to)
    with translation.override(to.language):
        made = insert_once(mail)
    if not made:
        return OutgoingMail.objects.get(cause=cause)
    schedule("mail.deliver", mail)
    return mail


def queue_last(name: str, *, to: User, cause: str, context: Mapping[str, object], entry: Entry | None = None) -> None:
    """The same to somebody whose row is locked, of a cause made in this transaction, which can't have its mail yet.

    The row travels with the commit: see ``lms.rows.insert_last``.
    """
    mail = _noted(name, to=to, cause=cause, facts=facts(to, context, entry))
    with translation.override(to.language):
        insert_last(mail)
    schedule("mail.deliver", mail)


def _noted(name: str, *, to: User | Visitor, cause: str, address: str = "", **more: Any) -> OutgoingMail:
    template_of(name)
    return OutgoingMail(
        cause=cause,
        name=name,
        person=to if isinstance(to, User) else None,
        address=address or to.email,
        language=to.language,
        # Not make_msgid: it asks the machine for names and process ids, and a UUID is as unique.
        message_id=f"<{uuid4()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        **more,
    )


def deliver(mail_id: int, *, clock: Clock = timezone.now) -> None:
    """Write and send one mail if it is due, nobody else has claimed it, and nothing holds all mail back."""
    if brakes.reason() is not None:
        return
    claimed = _claim(mail_id, clock)
    if claimed is None:
        return
    failpoint("mail.claimed")
    if not _write(claimed, clock):
        return
    failpoint("mail.written")
    try:
        _message(claimed).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _note_failure(claimed, error, clock, permanent=_is_permanent(error))
    else:
        failpoint("mail.sent")
        _note_sent(claimed, clock)
    failpoint("mail.noted")


def sweep(*, limit: int = 200, clock: Clock = timezone.now) -> None:
    """Take back what was claimed and abandoned, then deliver what is due, oldest first."""
    if brakes.reason() is not None:
        return
    at = clock()
    abandoned = OutgoingMail.objects.abandoned(at)
    abandoned.filter(attempts__gt=len(PAUSES)).update(state=State.FAILED, lease_until=None, last_error=_WORKERS_DIED)
    abandoned.update(state=State.QUEUED, next_attempt_at=at, lease_until=None)
    for mail_id in OutgoingMail.objects.due(at).order_by("pk").values_list("pk", flat=True)[:limit]:
        deliver(mail_id, clock=clock)


@transaction.atomic
def retry(*, mail: OutgoingMail, by: User, clock: Clock = timezone.now) -> bool:
    """Queue a mail again that could not be sent; says whether there was something to do."""
    changed = (
        OutgoingMail.objects.filter(pk=mail.pk, state=State.FAILED)
        .exclude(text="", facts__isnull=True)
        .update(state=State.QUEUED, attempts=0, next_attempt_at=clock(), last_error="")
    )
    if changed:
        audit.record("mail.retry", about=mail, by=by)
        schedule("mail.deliver", mail)
    return bool(changed)


def hold(*, because: str) -> int:
    """Let no mail leave by itself that is on its way now: staff look at each, and send it again or don't.

    For what may have been sent before, as after an older database was restored. Says how many there were.
    """
    waiting = OutgoingMail.objects.filter(state__in=[State.QUEUED, State.SENDING])
    return waiting.update(state=State.FAILED, lease_until=None, last_error=because)


@transaction.atomic
def word(*, name: str, language: str, words: Mapping[str, str], by: User) -> int:
    """Keep a mail's own words by their originals; an empty one follows its template again. Says how many changed."""
    kept = MailWords.objects.filter(name=name, language=language).select_for_update()
    standing = {row.original: row for row in kept}
    changed = {text: said for text, said in words.items() if said != (standing[text].words if text in standing else "")}
    for text, said in changed.items():
        if said:
            said_anew = {"original": text, "words": said}
            row, _made = MailWords.objects.update_or_create(
                name=name, language=language, key=key_of(text), defaults=said_anew
            )
            audit.record("mail.word", about=row, by=by, data={"mail": name})
        else:
            audit.record("mail.restore", about=standing[text], by=by, data={"mail": name})
            standing[text].delete()
    return len(changed)


@transaction.atomic
def restore(*, rows: QuerySet[MailWords], by: User) -> int:
    """Let go of own words, so that the originals are said again; says how many there were."""
    gone = list(rows.select_for_update())
    for row in gone:
        audit.record("mail.restore", about=row, by=by, data={"mail": row.name})
        row.delete()
    return len(gone)


def retire(*, older_than: timedelta, clock: Clock = timezone.now) -> int:
    """Blank the words of mail that has been sent, given up or withdrawn for long; the row stays as a fact."""
    old = OutgoingMail.objects.filter(queued_at__lt=clock() - older_than).exclude(
        state__in=[State.QUEUED, State.SENDING]
    )
    return old.exclude(text="", address="").update(address="", facts=None, last_error="", **_NO_WORDS)


def _claim(mail_id: int, clock: Clock) -> OutgoingMail | None:
    at = clock()
    claimed = (
        OutgoingMail.objects.due(at)
        .filter(pk=mail_id)
        .update(state=State.SENDING, lease_until=at + LEASE, attempts=F("attempts") + 1)
    )
    return OutgoingMail.objects.get(pk=mail_id) if claimed else None


def _write(mail: OutgoingMail, clock: Clock) -> bool:
    """Write the words of a claimed mail where that wasn't done before; says whether there are words to send."""
    if mail.facts is None:
        return True
    try:
        words = words_of(mail)
    except Exception as error:  # One mail's words are one mail's trouble: the others aren't to wait for it.
        logger.exception("Mail %s could not be written", mail.pk)
        _note_failure(mail, error, clock, permanent=False)
        return False
    mail.subject, mail.text, mail.html, mail.calendar = words.subject, words.text, words.html, words.calendar
    # Nothing is changed, and nothing sent, where somebody else has taken the claim over, or its person is erased.
    return bool(_ours(mail).update(**asdict(words), facts=None))


def _note_sent(mail: OutgoingMail, clock: Clock) -> None:
    blank = _NO_WORDS if mail.secret else {}
    _ours(mail).update(state=State.SENT, sent_at=clock(), lease_until=None, last_error="", **blank)


def _note_failure(mail: OutgoingMail, error: Exception, clock: Clock, *, permanent: bool) -> None:
    again = next_attempt(mail.attempts, permanent=permanent, at=clock())
    logger.warning("Mail %s could not be sent (try %s): %s", mail.pk, mail.attempts, type(error).__name__)
    _ours(mail).update(
        state=State.QUEUED if again else State.FAILED,
        next_attempt_at=again or clock(),
        lease_until=None,
        last_error=f"{type(error).__name__}: {error}"[:1000],
    )


def _ours(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    """The row, as long as our claim on it holds."""
    return OutgoingMail.objects.filter(pk=mail.pk, state=State.SENDING, attempts=mail.attempts)


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code in (550, 551, 552, 553, 554)
    return isinstance(error, ValueError)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id, "Content-Language": mail.language, "Auto-Submitted": "auto-generated"}
    if mail.stop_path:
        headers |= {
            "List-Unsubscribe": f"<{settings.SITE_URL}{mail.stop_path}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=[mail.address], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={_method(mail.calendar)}")
    return message


def _method(calendar: str) -> str:
    lines = (line.strip() for line in calendar.splitlines())
    return next(line.partition(":")[2] for line in lines if line.upper().startswith("METHOD:"))
