"""Registers the app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """See the package's modules."""

    name = "certification.review"
    label = "review"
