"""Settings of the tests: the embedded shape, made fast and forgetful; DATABASE_URL chooses PostgreSQL."""

from lms.settings.local import *  # noqa: F403
from lms.settings.local import DATABASES, STORAGES, environment
from lms.settings.services import postgres

SECRET_KEY = "a-secret-for-tests-only"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"

if environment.DATABASE_URL:
    DATABASES = {"default": postgres(environment.DATABASE_URL)}
else:
    # A file, not memory: threads and processes of one test have to meet in the same database.
    DATABASES["default"]["TEST"] = {"NAME": environment.VAR_DIR / "test" / "db.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "certificates": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
CELERY_TASK_EAGER_PROPAGATES = True
