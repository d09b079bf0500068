"""When somebody's words are shown, and what may be done about the consent to them; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# Whoever hasn't answered is asked no sooner again: a mail may wait for days.
PAUSE = timedelta(days=7)


class State(StrEnum):
    """How somebody's words stand."""

    NEW = "new"
    ASKED = "asked"
    SHOWN = "shown"
    CHANGED = "changed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why nobody is asked, or a yes isn't recorded."""

    NO_ADDRESS = "no_address"
    STANDS_ALREADY = "stands_already"
    SAID_NO = "said_no"
    ASKED_LATELY = "asked_lately"
    WORDS_CHANGED = "words_changed"
    TO_COME = "to_come"
    BEFORE_THE_NO = "before_the_no"
    TAKEN_BACK_ALREADY = "taken_back_already"


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """What is known of somebody's words and of the consent to them. ``…_as_now``: to these words, under this name."""

    has_address: bool
    asked_at: datetime | None
    asked_as_now: bool
    agreed: bool
    agreed_as_now: bool
    withdrawn: bool


def state_of(voice: VoiceFacts) -> State:
    """A no goes before all else; then a yes to exactly what stands there now."""
    if voice.withdrawn:
        return State.WITHDRAWN if voice.agreed else State.DECLINED
    if voice.agreed:
        return State.SHOWN if voice.agreed_as_now else State.CHANGED
    return State.ASKED if voice.asked_at else State.NEW


def reasons_against_asking(voice: VoiceFacts, *, at: datetime) -> tuple[Reason, ...]:
    """Nobody is asked twice about the same words after a no, nor pressed while they think."""
    lately = voice.asked_at is not None and at - voice.asked_at < PAUSE
    found = {
        Reason.NO_ADDRESS: not voice.has_address,
        Reason.STANDS_ALREADY: state_of(voice) is State.SHOWN,
        Reason.SAID_NO: voice.withdrawn and (voice.asked_as_now or voice.agreed_as_now),
        Reason.ASKED_LATELY: lately and voice.asked_as_now and not voice.withdrawn,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def reasons_against_writing(written_on: date, *, today: date, said_no_on: date | None) -> tuple[Reason, ...]:
    """What was given in writing was given before it is recorded, and outweighs no later no."""
    found = {
        Reason.TO_COME: written_on > today,
        Reason.BEFORE_THE_NO: said_no_on is not None and written_on < said_no_on,
    }
    return tuple(reason for reason, holds in found.items() if holds)
