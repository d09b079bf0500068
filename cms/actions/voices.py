"""What can be done with somebody's words: keep them, ask for a yes, record it, and take it back.

A yes holds for exactly the words and the name that it was given to. Each yes and each no is a line of the audit log, so
that the row, which tells how things stand now, may forget the one before.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cms.actions.links import token_of
from cms.models import Testimonial
from cms.rules import voices as rules
from cms.words.voices import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User

LINK = "voice"
_TYPED = ("words", "shown_as", "email", "language")


def seal_of(voice: Testimonial) -> str:
    """Stands for the words and the name that somebody sees while they answer."""
    return hashlib.sha256(f"{voice.shown_as}\n{voice.words}".encode()).hexdigest()


@transaction.atomic
def write(*, typed: Mapping[str, str], by: User) -> Testimonial:
    """Keep somebody's words; nobody sees them on the site before there is a yes. ``typed``: words to language."""
    voice = Testimonial.objects.create(**{name: typed[name] for name in _TYPED})
    audit.record("cms.write_voice", about=voice, by=by)
    return voice


@transaction.atomic
def change(*, voice_id: int, typed: Mapping[str, str], by: User) -> Testimonial:
    """Other words, or another name, are hidden until there is a yes to them."""
    voice = Testimonial.objects.locked().get(pk=voice_id)
    for name in _TYPED:
        setattr(voice, name, typed[name])
    voice.save(update_fields=[*_TYPED, "email_key"])
    audit.record("cms.change_voice", about=voice, by=by)
    return voice


@transaction.atomic
def ask(*, voice_id: int, by: User, clock: Clock = timezone.now) -> Testimonial:
    """Send the person their exact words, with a link to say yes or no, then and later. Raises ``Refused``."""
    voice = Testimonial.objects.locked().get(pk=voice_id)
    at = clock()
    _require(rules.reasons_against_asking(voice.facts, at=at))
    voice.asked_at, voice.asked_words, voice.asked_as = at, voice.words, voice.shown_as
    voice.save(update_fields=["asked_at", "asked_words", "asked_as"])
    audit.record("cms.ask_voice", about=voice, by=by)
    _mail("voice_asked", voice, at)
    return voice


@transaction.atomic
def record_writing(
    *, voice_id: int, written_on: date, kept_where: str, by: User, clock: Clock = timezone.now
) -> Testimonial:
    """Record a yes that staff have in writing; where there is an address, its link lets the person take it back.

    Raises ``Refused``.
    """
    voice = Testimonial.objects.locked().get(pk=voice_id)
    at = clock()
    said_no_on = timezone.localdate(voice.withdrawn_at) if voice.withdrawn_at else None
    _require(rules.reasons_against_writing(written_on, today=timezone.localdate(at), said_no_on=said_no_on))
    voice.written_on, voice.kept_where = written_on, kept_where
    _note_yes(voice, Testimonial.How.WRITING, by=by, at=at)
    if voice.email:
        _mail("voice_kept", voice, at)
    return voice


@transaction.atomic
def agree(*, voice_id: int, seen: str, clock: Clock = timezone.now) -> Testimonial:
    """The person says yes to what they saw, told by its seal; twice is as good as once. Raises ``Refused``."""
    voice = Testimonial.objects.locked().get(pk=voice_id)
    if seen != seal_of(voice):
        raise Refused((rules.Reason.WORDS_CHANGED,), WORDS)
    if voice.state is not rules.State.SHOWN:
        voice.written_on, voice.kept_where = None, ""
        _note_yes(voice, Testimonial.How.MAIL, by=None, at=clock())
    return voice


@transaction.atomic
def withdraw(*, voice_id: int, by: User | None, clock: Clock = timezone.now) -> Testimonial:
    """Show the words no longer, from now on, without a reason. ``by`` nobody: the person, by their link."""
    voice = Testimonial.objects.locked().get(pk=voice_id)
    if voice.withdrawn_at is None:
        voice.withdrawn_at = clock()
        voice.save(update_fields=["withdrawn_at"])
        audit.record("cms.withdraw_voice", about=voice, by=by, data={"seal": seal_of(voice)})
    return voice


@transaction.atomic
def remove(*, voice_id: int, by: User) -> None:
    """Let the words go for good; the log keeps that there were some, and not whose."""
    voice = Testimonial.objects.locked().get(pk=voice_id)
    audit.record("cms.remove_voice", about=voice, by=by)
    audit.forget_titles(Testimonial.objects.filter(pk=voice.pk))
    voice.delete()


def _note_yes(voice: Testimonial, how: Testimonial.How, *, by: User | None, at: datetime) -> None:
    voice.agreed_at, voice.agreed_how, voice.withdrawn_at = at, how, None
    voice.agreed_words, voice.agreed_as = voice.words, voice.shown_as
    voice.save(
        update_fields=[
            "agreed_at", "agreed_how", "agreed_words", "agreed_as", "written_on", "kept_where", "withdrawn_at",
        ]
    )  # fmt: skip
    audit.record("cms.agree_voice", about=voice, by=by, data={"how": how, "seal": seal_of(voice)})


def _mail(name: str, voice: Testimonial, at: datetime) -> None:
    """Kept from staff's eyes: whoever has its link speaks for the person."""
    context = {"words": voice.words, "shown_as": voice.shown_as, "token": token_of(voice, LINK)}
    cause = f"{name}:{voice.pk}:{at.isoformat()}"
    mail.queue(name, to=voice.reader, cause=cause, context=context, secret=True)


def _require(reasons: tuple[rules.Reason, ...]) -> None:
    if reasons:
        raise Refused(reasons, WORDS)
