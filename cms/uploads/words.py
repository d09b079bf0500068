"""The words for why a file isn't taken."""

from django.utils.translation import gettext_lazy as _

from cms.uploads.rules import Reason

WORDS = {
    Reason.KIND: _("Files that end with .%(extension)s can't be kept here. These can: %(allowed)s."),
    Reason.EMPTY: _("There is nothing in this file."),
    Reason.TOO_LARGE: _("This file has %(size)s; it may have %(most)s. Could it be made smaller, or be split?"),
    Reason.NOT_WHAT_IT_SAYS: _(
        "What is in this file isn't what its name says (.%(extension)s). Open it in the program it comes from, "
        "and save it as .%(extension)s once more."
    ),
    Reason.UNREADABLE: _(
        "This picture is damaged, or what its camera noted beside it is. Open it in a program for pictures, and save "
        "it once more."
    ),
    Reason.MACROS: _("This file holds macros, which could do harm to who opens it. Save it without macros."),
}
