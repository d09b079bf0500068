"""The embedded shape: one process, SQLite, nothing to install or configure."""

import secrets
from pathlib import Path
from typing import Any

from lms.settings.base import *  # noqa: F403
from lms.settings.base import MIDDLEWARE, STORAGES, environment

VAR_DIR = environment.VAR_DIR
# Static files are served from where they stand; WhiteNoise still wants the folder of collected ones.
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def stored_secret(path: Path) -> str:
    """The installation's own secret, made at the first start and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


# Files, journal and keys stand beside the database, wherever that is, unless somebody has said otherwise.
if "JOURNAL_DIR" not in environment.model_fields_set:
    JOURNAL_DIR = VAR_DIR / "journal"
if "ISSUER_KEYS_DIR" not in environment.model_fields_set:
    ISSUER_KEYS_DIR = VAR_DIR / "keys" / "issuer"

DEBUG = environment.DEBUG
DEV_PAGES = DEMONSTRATION = True
SECRET_KEY = environment.SECRET_KEY.get_secret_value() or stored_secret(VAR_DIR / "keys" / "secret-key")
ALLOWED_HOSTS = environment.hosts() or ["localhost", "127.0.0.1", "[::1]"]

PORT = environment.PORT
if "SITE_URL" not in environment.model_fields_set:
    SITE_URL = WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: without it, INSERT OR REPLACE walks past the ledger's DELETE trigger.
            # secure_delete: what is deleted is written over, so that no free page holds a sealed answer.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
            "PRAGMA secure_delete=ON;",
        },
    }
}
# Pages have a cache of their own, so that they never push out what counts tries.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

CELERY_BROKER_URL = "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = True

MIDDLEWARE = ["lms.web.packed.packed_files", *MIDDLEWARE]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
