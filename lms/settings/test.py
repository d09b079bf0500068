"""Settings of the tests: the embedded shape, made fast and forgetful; DATABASE_URL chooses PostgreSQL."""

import os
from pathlib import Path

from lms.settings.local import *  # noqa: F403
from lms.settings.local import CACHES, DATABASES, STORAGES, environment
from lms.settings.services import postgres

SECRET_KEY = "a-secret-for-tests-only"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"

if environment.DATABASE_URL:
    DATABASES = {"default": postgres(environment.DATABASE_URL)}
else:
    # A file, not memory: threads and processes of one test have to meet in the same database.
    _folder = environment.VAR_DIR / "test"
    _folder.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": _folder / f"db-{os.getpid()}.sqlite3"}

# A process that a test starts works in that test's database.
if _tested := os.environ.get("TESTED_DATABASE"):
    DATABASES["default"]["NAME"] = _tested

# Each process of a test run has keys of its own, and what it starts has the same.
ISSUER_KEYS_DIR = Path(os.environ.get("TESTED_KEYS") or environment.VAR_DIR / "test" / f"keys-{os.getpid()}")

# What a test has just changed it reads at once; the tests of keeping pages choose a cache that keeps.
CACHES = CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = os.environ.get("TESTED_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "certificates": {"BACKEND": "tests.memory.WrittenOver"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "lessons": {"BACKEND": "tests.memory.WrittenOver"},
    "decks": {"BACKEND": "tests.memory.WrittenOver"},
}
# Files are looked up when asked for, not all of them for each test client.
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_EAGER_PROPAGATES = True
