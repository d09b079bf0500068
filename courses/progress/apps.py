"""Registers the app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """See the package's modules."""

    name = "courses.progress"
    label = "progress"
