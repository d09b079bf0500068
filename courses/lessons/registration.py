"""What this app tells the ground: how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit

audit.describe(
    {
        "lessons.give_another_try": _("Give one more try at a knowledge check"),
        "lessons.let_read_untimed": _("Let somebody read without the clock"),
        "lessons.time_again": _("Count somebody's reading time again"),
    }
)
