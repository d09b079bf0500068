"""Production: PostgreSQL, Redis, workers, S3 or a private folder. Refuses to start unsafely, naming all faults."""

from typing import Any

from django_guid.integrations import CeleryIntegration

from lms.settings import readiness

_environment, _faults = readiness.read()
if _faults:
    raise SystemExit(readiness.message(_faults))

from lms.settings.base import *  # noqa: E402, F403
from lms.settings.base import CONTENT_SECURITY_POLICY, DJANGO_GUID, LOGGING, STORAGES, environment  # noqa: E402
from lms.settings.services import mail, postgres, redis, s3  # noqa: E402

DEBUG = False
SECRET_KEY = environment.SECRET_KEY.get_secret_value()
ALLOWED_HOSTS = environment.hosts()

DATABASES = {"default": postgres(environment.DATABASE_URL, pool_size=environment.DATABASE_POOL_SIZE)}
CACHES = {
    "default": redis(environment.REDIS_URL, backend="lms.web.steady.SteadyCache"),
    "pages": redis(environment.REDIS_URL, backend="django.core.cache.backends.redis.RedisCache", prefix="pages"),
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(mail(environment.EMAIL_URL))

CELERY_TASK_ALWAYS_EAGER = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is away must not keep a page waiting: what the task does is a row that a sweeper finds later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2, "socket_timeout": 5}

STAFF_NEED_SECOND_FACTOR = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = environment.TRUSTED_PROXIES
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
# A load balancer asks inside of the house, without encryption.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = environment.HSTS_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if environment.TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

_directives: dict[str, Any] = {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "upgrade-insecure-requests": True}
if environment.STORAGE == "s3":
    STORAGES = STORAGES | {
        "default": s3(environment, folder="files"),
        "certificates": s3(environment, folder="certificates", overwrite=True),
        "evidence": s3(environment, folder="evidence"),
        "lessons": s3(environment, folder="lessons", overwrite=True),
        "decks": s3(environment, folder="decks", overwrite=True),
    }
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _directives}

LOGGING = LOGGING | {
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(levelname)s %(name)s %(correlation_id)s %(message)s",
            "rename_fields": {"levelname": "level", "name": "logger", "correlation_id": "request_id"},
            "timestamp": "at",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["unlogged", "request_id"], "formatter": "json"}
    },
}

DJANGO_GUID = DJANGO_GUID | {"INTEGRATIONS": [CeleryIntegration(use_django_logging=True)]}
