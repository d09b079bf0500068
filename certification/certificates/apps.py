"""Registers the app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """See the package's modules."""

    name = "certification.certificates"
    label = "certificates"
