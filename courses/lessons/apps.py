"""Registers the app."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """See the package's modules."""

    name = "courses.lessons"
    label = "lessons"
