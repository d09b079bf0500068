"""Registers the app, and lets every app's ``personal_data`` and ``receivers`` register themselves."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """People, roles and relations."""

    name = "lms.people"
    label = "people"

    def ready(self) -> None:
        autodiscover_modules("personal_data", "receivers")
