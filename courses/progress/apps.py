"""Registers the app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The heart: syllabus, enrolment, ledger and the engine."""

    name = "courses.progress"
    label = "progress"
