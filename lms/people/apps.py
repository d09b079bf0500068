"""Registers the app, and lets every app's ``registration``, ``personal_data`` and ``receivers`` register themselves."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string


def ensure_groups(using: str, **_: Any) -> None:
    import_string("lms.people.roles.ensure_groups")(using)


class PeopleConfig(AppConfig):
    """People, institutions, roles and relations."""

    name = "lms.people"
    label = "people"

    def ready(self) -> None:
        autodiscover_modules("registration", "personal_data", "receivers")
        # Permissions of an app exist after its own signal; the last app's comes when all do.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(ensure_groups, sender=last, dispatch_uid="people.groups")
