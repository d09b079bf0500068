"""Registers the app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """See the package's modules."""

    name = "courses.practice"
    label = "practice"
