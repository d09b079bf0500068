"""The words around letters from the site: what staff may do with them, and beginnings of kind answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.rules.inquiries import Outcome, Reason
from lms.web.parts import Lexicon

WORDS: Mapping[Any, Any] = {
    Reason.ANSWERED_ALREADY: _(
        "Somebody answered this letter meanwhile. Below is what they wrote; nothing was sent twice."
    ),
    Reason.NO_TOPIC: _("Only a suggested topic can become something. Please answer this letter instead."),
    Reason.NO_CHAT: _("Choose the chat that it became."),
    Reason.BECAME_ALREADY: _("This topic has its chat already."),
}

# What the buttons beside a letter say.
VERBS: Lexicon[str] = Lexicon(
    {
        Outcome.ANSWERED: _("Answer"),
        Outcome.CHAT: _("It becomes a chat"),
        Outcome.LATER: _("Keep it for later"),
        Outcome.NOT_NOW: _("Don't take it up"),
    }
)

# Where an answer begins; staff go on in their own words.
BEGINNINGS: Lexicon[str] = Lexicon(
    {
        Outcome.ANSWERED: "",
        Outcome.CHAT: _("Thank you for your suggestion. We liked it so much that it becomes a chat."),
        Outcome.LATER: _(
            "Thank you for your suggestion. It doesn't fit into this season any more, so we keep it for a later one, "
            "and look at it again when we plan."
        ),
        Outcome.NOT_NOW: _(
            "Thank you for your suggestion. We read it together, and won't take it up for now. That isn't a judgement "
            "on the topic: we can hold few chats, and look for those that most people can speak to."
        ),
    }
)

# What anybody may read of it, beside staff's words for the topic.
BECAME: Lexicon[str] = Lexicon(
    {
        Outcome.ANSWERED: _("We wrote back."),
        Outcome.CHAT: _("It becomes a chat."),
        Outcome.LATER: _("Kept for a later season."),
        Outcome.NOT_NOW: _("Not taken up for now."),
    }
)
