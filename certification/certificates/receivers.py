"""Holds all mail back while the database knows less than the journal: it may have been sent before."""

from django.utils.functional import Promise

from certification.certificates.actions import out_of_step
from certification.certificates.words import WORDS
from lms.mail import brakes


def held_back() -> "str | Promise | None":
    reason = out_of_step()
    return None if reason is None else WORDS[reason]


brakes.register(held_back)
