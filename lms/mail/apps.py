"""Registers the app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "lms.mail"
    label = "mail"
