"""Registers the app."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class CertificatesConfig(AppConfig):
    """See the package's modules."""

    name = "certification.certificates"
    label = "certificates"

    def ready(self) -> None:
        # Registers itself; it reads settings, and so waits until they stand.
        import_string("certification.certificates.checks.issuer_keys")
