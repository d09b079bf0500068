"""The reader's words for the reasons of people's rules."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.people.rules import Reason

WORDS: Mapping[Reason, Any] = {
    Reason.OWN_ROLES: _("Somebody else has to change your own roles. Ask another program admin."),
    Reason.LAST_PROGRAM_ADMIN: _("The program needs at least one program admin. Give the role to somebody else first."),
    Reason.ALREADY_ERASED: _("This person's account was erased."),
    Reason.WORDS_DIFFER: _("To erase your account, type the words exactly as they are shown."),
    Reason.FIRST_ADMIN_EXISTS: _("There is already a program admin. They can give the role to others."),
}
