"""What we ask of a password, in our words; the checks are Django's."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("This is short. Three or four words that only you would put together are easy to keep in mind.")

    def get_help_text(self) -> str:
        words = ngettext("At least %(count)d character.", "At least %(count)d characters.", self.min_length)
        return words % {"count": self.min_length}


class NotAboutYou(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This is much like your name or your address. Please choose something else.")

    def get_help_text(self) -> str:
        return _("Not much like your name or your address.")


class NotWidelyUsed(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this one, so it is among the first that are tried. Please choose another.")

    def get_help_text(self) -> str:
        return _("Not one that many people use.")
