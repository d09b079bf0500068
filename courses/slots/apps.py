"""Registers the app."""

from django.apps import AppConfig


class SlotsConfig(AppConfig):
    """See the package's modules."""

    name = "courses.slots"
    label = "slots"
