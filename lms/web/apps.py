"""Registers the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the package's modules."""

    name = "lms.web"
    label = "web"
