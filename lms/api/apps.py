"""Registers the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API's ground."""

    name = "lms.api"
    label = "api"

    def ready(self) -> None:
        from lms.api import schema  # noqa: F401  # app ready
