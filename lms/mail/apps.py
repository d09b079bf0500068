"""Registers the app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """See the package's modules."""

    name = "lms.mail"
    label = "mail"
