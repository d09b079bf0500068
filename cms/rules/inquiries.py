"""What may be answered to a letter from the site; pure."""

from enum import StrEnum


class Outcome(StrEnum):
    """What an answer comes to."""

    ANSWERED = "answered"
    CHAT = "chat"
    LATER = "later"
    NOT_NOW = "not_now"


class Reason(StrEnum):
    """Why an answer isn't written."""

    ANSWERED_ALREADY = "answered_already"
    NO_TOPIC = "no_topic"
    NO_CHAT = "no_chat"
    BECAME_ALREADY = "became_already"


# What can only become of a topic.
OF_TOPICS = frozenset({Outcome.CHAT, Outcome.LATER, Outcome.NOT_NOW})


def reasons_against(*, outcome: str, is_open: bool, is_topic: bool, has_chat: bool) -> tuple[Reason, ...]:
    """A letter is answered once; only a topic becomes something, and a chat that it became is named."""
    found = {
        Reason.ANSWERED_ALREADY: not is_open,
        Reason.NO_TOPIC: outcome in OF_TOPICS and not is_topic,
        Reason.NO_CHAT: (outcome == Outcome.CHAT) is not has_chat,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def reasons_against_becoming(*, is_open: bool, is_topic: bool, became: bool) -> tuple[Reason, ...]:
    """A topic that was kept, or not taken up, can still become a chat; an open one is answered with it."""
    found = {
        Reason.NO_TOPIC: not is_topic or is_open,
        Reason.BECAME_ALREADY: became,
    }
    return tuple(reason for reason, holds in found.items() if holds)
