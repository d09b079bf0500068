"""Registers the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See the package's modules."""

    name = "lms.api"
    label = "api"
