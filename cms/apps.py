"""Registers the app."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """See the package's modules."""

    name = "cms"
    label = "cms"
