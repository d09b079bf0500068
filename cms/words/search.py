"""What kinds of pages are called where somebody has found them, by the names of their models."""

from django.utils.translation import gettext_lazy as _

from lms.web.parts import Lexicon

KINDS: Lexicon[str] = Lexicon(
    {
        "homepage": _("First page"),
        "standardpage": _("About the program"),
        "pathwaypage": _("Training"),
        "topicpage": _("Topic"),
        "processpage": _("How a chat runs"),
        "chatspage": _("Chats"),
        "seriespage": _("Series of chats"),
        "chatpage": _("Chat"),
        "deckspage": _("Slides"),
        "deckpage": _("Slides"),
        "impactpage": _("What was reached"),
        "voicespage": _("What people say"),
        "coregrouppage": _("Who we are"),
    }
)
