"""The project and the ground that every part stands on."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
