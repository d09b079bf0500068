"""Registers the app, and every app's Celery tasks, so that an action can name the task that it schedules."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    """Layout, components, health and the addresses of no other part."""

    name = "lms.web"
    label = "web"

    def ready(self) -> None:
        autodiscover_modules("tasks")
