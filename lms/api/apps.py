"""Registers the app."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API's ground; its extensions of drf-spectacular register themselves once apps are ready."""

    name = "lms.api"
    label = "api"

    def ready(self) -> None:
        import_module("lms.api.schema")
