"""Registers the app, every app's Celery tasks, and what any form says where something is missing or too much."""

from django import forms
from django.apps import AppConfig
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Layout, components, health and the addresses of no other part."""

    name = "lms.web"
    label = "web"

    def ready(self) -> None:
        # Tasks are loaded here, so that an action can name the task that it schedules.
        autodiscover_modules("tasks")
        forms.Field.default_error_messages["required"] = _("Please fill this in.")
        forms.ChoiceField.default_error_messages["required"] = _("Please choose.")
        MinValueValidator.message = _("This has to be %(limit_value)s at least.")
        MaxValueValidator.message = _("This can be %(limit_value)s at most.")
