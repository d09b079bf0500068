"""What can be done with letters from the site: write one, answer it, tell what became of it, and forget who wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cms.models import ChatPage, Inquiry
from cms.queries import chats
from cms.rules import inquiries as rules
from cms.words.inquiries import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.locks import hold
from lms.mail import actions as mail
from lms.people.models import User
from lms.people.roles import Role

Outcome = Inquiry.Outcome
# The same words from the same address within this time are one letter whose button was pressed again.
AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What staff say to a letter: its outcome, the words to its writer, those for the site, and the chat it became."""

    outcome: Inquiry.Outcome
    words: str
    told_as: str = ""
    became: ChatPage | None = None


@transaction.atomic
def write(*, kind: Inquiry.Kind, typed: Mapping[str, str], clock: Clock = timezone.now) -> Inquiry:
    """Keep a letter and tell program admins that there is one; sent twice, it is one.

    ``typed``: words, name, email, language, time_zone.
    """
    hold(f"letter:{kind}:{typed['email']}:{typed['words']}")
    at = clock()
    same = Inquiry.objects.filter(kind=kind, words=typed["words"], name=typed["name"], email=typed["email"])
    known = same.filter(outcome=Outcome.OPEN, made_at__gt=at - AGAIN).first()
    if known is not None:
        return known
    letter = Inquiry.objects.create(kind=kind, made_at=at, **typed)
    admins = User.objects.filter(groups__name=Role.PROGRAM_ADMIN, is_active=True, erased_at=None)
    for person in admins.order_by("pk"):
        context = {"kind": kind.value, "letter": letter.pk}
        mail.queue("inquiry_received", to=person, cause=f"inquiry_received:{letter.pk}:{person.pk}", context=context)
    return letter


@transaction.atomic
def answer(*, letter_id: int, answer: Answer, by: User, clock: Clock = timezone.now) -> Inquiry:
    """Answer a letter, once. Raises ``Refused``."""
    letter = Inquiry.objects.locked().get(pk=letter_id)
    at = clock()
    reasons = rules.reasons_against(
        outcome=answer.outcome,
        is_open=letter.outcome == Outcome.OPEN,
        is_topic=letter.kind == Inquiry.Kind.TOPIC,
        has_chat=answer.became is not None,
    )
    if reasons:
        raise Refused(reasons, WORDS)
    letter.outcome, letter.answer, letter.told_as = answer.outcome, answer.words, answer.told_as
    letter.became, letter.answered_at, letter.answered_by = answer.became, at, by
    if answer.became and answer.became.live:
        letter.chat_told_at = at
    letter.save(update_fields=["outcome", "answer", "told_as", "became", "answered_at", "answered_by", "chat_told_at"])
    audit.record("cms.answer_letter", about=letter, by=by, data={"outcome": answer.outcome})
    if letter.email:
        _mail_answer(letter)
    return letter


@transaction.atomic
def become(*, letter_id: int, chat: ChatPage, by: User) -> Inquiry:
    """Say that a topic which was answered earlier is a chat after all; its writer hears once it is public.

    Raises ``Refused``.
    """
    letter = Inquiry.objects.locked().get(pk=letter_id)
    reasons = rules.reasons_against_becoming(
        is_open=letter.outcome == Outcome.OPEN,
        is_topic=letter.kind == Inquiry.Kind.TOPIC,
        became=letter.outcome == Outcome.CHAT,
    )
    if reasons:
        raise Refused(reasons, WORDS)
    letter.outcome, letter.became = Outcome.CHAT, chat
    letter.save(update_fields=["outcome", "became"])
    audit.record("cms.answer_letter", about=letter, by=by, data={"outcome": Outcome.CHAT})
    return letter


@transaction.atomic
def tell(*, letter_id: int, told_as: str, by: User) -> Inquiry:
    """Change what the site tells of a suggestion; with no words it tells nothing."""
    letter = Inquiry.objects.locked().get(pk=letter_id)
    letter.told_as = told_as
    letter.save(update_fields=["told_as"])
    audit.record("cms.tell_suggestion", about=letter, by=by, data={"told": bool(told_as)})
    return letter


def tell_of_chats(*, clock: Clock = timezone.now) -> int:
    """Write, once, to those whose topic is a chat that anybody can read by now; says to how many."""
    return sum(_tell_of_chat(pk, clock) for pk in list(Inquiry.objects.chat_is_public().values_list("pk", flat=True)))


@transaction.atomic
def forget(*, older_than: timedelta, clock: Clock = timezone.now) -> int:
    """Let go of who wrote letters that were answered long ago, and of what was asked in confidence.

    The words of a suggested topic stay without a name, for those who plan the next season.
    """
    old = Inquiry.objects.answered_before(clock() - older_than)
    old.filter(kind=Inquiry.Kind.QUESTION).exclude(words="").update(words="", answer="")
    return old.exclude(name="", email="").update(name="", email="", email_key="")


@transaction.atomic
def _tell_of_chat(letter_id: int, clock: Clock) -> bool:
    letter = Inquiry.objects.chat_is_public().locked().filter(pk=letter_id).first()
    if letter is None or letter.became is None:
        return False
    letter.chat_told_at = clock()
    letter.save(update_fields=["chat_told_at"])
    context = {"title": letter.became.title, "path": _path_of(letter.became)}
    mail.queue("inquiry_chat", to=letter.reader, cause=f"inquiry_chat:{letter.pk}", context=context)
    return True


def _mail_answer(letter: Inquiry) -> None:
    public = letter.became if letter.chat_told_at else None
    context = {
        "kind": letter.kind,
        # In one line: nothing of it can look like a part of the mail itself.
        "words": " ".join(letter.words.split()),
        "answer": letter.answer,
        "title": public.title if public else "",
        "path": _path_of(public) if public else "",
        "again": reverse("program:suggest" if letter.kind == Inquiry.Kind.TOPIC else "program:contact"),
    }
    mail.queue("inquiry_answered", to=letter.reader, cause=f"inquiry_answered:{letter.pk}", context=context)


def _path_of(chat: ChatPage) -> str:
    return chats.path_of(chat) or "/"
