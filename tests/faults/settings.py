"""Settings of the processes that are killed: the tests' own, with files and mail where the tests can see them."""

import os
from pathlib import Path

from lms.settings.test import *  # noqa: F403
from lms.settings.test import STORAGES, environment

_HOUSE = Path(os.environ["TESTED_HOUSE"])

STORAGES = STORAGES | {
    "certificates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _HOUSE / "certificates", "allow_overwrite": True},
    },
    "decks": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _HOUSE / "decks", "allow_overwrite": True},
    },
}
JOURNAL_DIR = _HOUSE / "journal"
ISSUER_KEYS_DIR = _HOUSE / "keys"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = _HOUSE / "mail"

if environment.BROKER_URL:
    CELERY_BROKER_URL = environment.BROKER_URL
    CELERY_TASK_ALWAYS_EAGER = False
    # The broker hands a dead worker's task to the next one after this long.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 2}
