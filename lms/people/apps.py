"""Registers the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the package's modules."""

    name = "lms.people"
    label = "people"
