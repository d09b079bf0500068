"""Parts of the room: how a stage stands to its plan, in words that the page's script uses too."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext

from courses.practice import queries, words
from courses.practice.models import Dialogue

register = template.Library()

# A plan has no longer stage, and further over the words stay.
MOST_MINUTES = 60


@register.filter
def in_words(minutes: int) -> str:
    """So many minutes left, or over."""
    return words.time_left(max(-MOST_MINUTES, min(MOST_MINUTES, minutes)))


@register.simple_tag
def room_words() -> dict[str, object]:
    """What the script may have to say, translated once."""
    return {
        "language": get_language(),
        "minutes": {str(count): words.time_left(count) for count in range(-MOST_MINUTES, MOST_MINUTES + 1)},
        "begun": gettext("{stage} has begun."),
        "over": gettext("The dialogue is over."),
        "saved": gettext("Everything is kept."),
        "refused": gettext("Something couldn't be taken:"),
        "waiting": gettext("Waiting to be sent: {count}."),
        "offline": gettext("No network. What you press and write is kept here and sent later: {count}."),
        "signed_out": gettext("You're signed out. Sign in again, and what waits is sent: {count}."),
        "unkept": gettext("This browser keeps nothing for later: please stay online."),
        "lost": gettext("No answer from the server. The time goes on; the page catches up by itself."),
        "outside": gettext("You're signed out. Sign in again, and the page catches up."),
        "waits": gettext("waits for the network"),
        "understood": gettext("Understood"),
    }


@register.simple_tag
def is_left_open(dialogue: Dialogue) -> bool:
    """Whether nobody can be leading any more in a room that is open. No query, given the stages and the plan."""
    return queries.room(dialogue).is_left_open(at=timezone.now())
