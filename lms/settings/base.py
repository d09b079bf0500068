"""Settings that both shapes of running share."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.conf import global_settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import monkeypatch

from lms.settings.environment import BASE_DIR, Environment
from lms.settings.schedule import BEAT

# Lets ``ModelForm[Dialogue]`` and its kind be written, which Django's own classes don't all allow.
monkeypatch()
environment = Environment()

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS: list[str] = []

INSTALLED_APPS = [
    "cms",
    "certification.review",
    "certification.certificates",
    "courses.practice",
    "courses.slots",
    "courses.lessons",
    "courses.progress",
    "lms.mail",
    "lms.audit",
    "lms.api",
    "lms.web",
    "lms.people",
    "wagtail.locales",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "django_include_bootstrap",
    "heroicons",
    "csp",
    "django_guid",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # First, so that nothing after it learns who asks for a page of which no log may tell.
    "lms.web.unlogged.unlogged_pages",
    "django_guid.middleware.guid_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before all that looks at the reader: it asks nothing but whether there might be one.
    "lms.web.kept.KeptAnswers",
    "lms.web.middleware.no_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.web.middleware.reader_preferences",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.web.security.admin_policy",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lms.web.busy.BusyMiddleware",
    "lms.web.mixed_up.mixed_up",
    "lms.people.middleware.staff_pages_for_staff",
    "lms.people.middleware.second_factor_for_staff",
    "lms.people.middleware.recent_sign_in_for_wagtails_people",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["lms.web.templatetags.components", "heroicons.templatetags.heroicons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.web.context.program",
            ],
        },
    }
]
FORM_RENDERER = "lms.web.forms.Renderer"

# --- people and sign-in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lms.people.passwords.NotAboutYou", "OPTIONS": {"user_attributes": ("display_name", "email")}},
    {"NAME": "lms.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "lms.people.passwords.NotWidelyUsed"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "progress:home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "lms.mail.sign_in.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "lms.people.forms.SignUpDetails"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(hours=1).total_seconds())
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# How often a seat, a deck or a series is asked for without an account: in all from one place, and for one address. How
# often somebody looks at how their certificate would be: it is printed while they wait. How often strangers try names
# on one certificate, and bring files, each looked at in a process of its own. How many letters come from one place. How
# often somebody is mailed digits to confirm that it's them.
ACCOUNT_RATE_LIMITS = {
    "keep_seat": "30/m/ip,5/h/key",
    "ask_for_deck": "30/m/ip,5/h/key",
    "certificate_preview": "6/m/user,40/h/user",
    "verify_name": "10/m/ip,20/h/key",
    "verify_file": "20/m/ip",
    "write_letter": "10/10m/ip,60/d/ip",
    "follow_series": "30/m/ip,5/h/key",
    "send_code": "5/h/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = environment.PROGRAM_NAME
STAFF_NEED_SECOND_FACTOR = False
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lms.web.views.csrf_failure"

# --- language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "lms" / "locale"]
FORMAT_MODULE_PATH = ["lms.formats"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = environment.TIME_ZONE
USE_TZ = True

# --- files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = environment.VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.MEDIA_DIR
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "certificates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": environment.MEDIA_DIR / "certificates",
            "file_permissions_mode": 0o600,
            # A worker that died after writing is followed by one that writes the same bytes to the same path.
            "allow_overwrite": True,
        },
    },
    # Proofs of earlier training: served by a view that asks who wants them, never by address.
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": environment.MEDIA_DIR / "evidence", "file_permissions_mode": 0o600},
    },
    # Slide decks by their content: given out by personal links alone.
    "decks": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": environment.MEDIA_DIR / "decks",
            "file_permissions_mode": 0o600,
            "allow_overwrite": True,
        },
    },
    # What was released in lessons, by its content: kept for as long as anybody is on that version.
    "lessons": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": environment.MEDIA_DIR / "lessons",
            "file_permissions_mode": 0o600,
            "allow_overwrite": True,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_MEGABYTE = 1024 * 1024
# In bytes, by the groups of cms.uploads.
UPLOAD_LIMITS = {
    "text": 2 * _MEGABYTE,
    "document": environment.UPLOAD_DOCUMENT_MB * _MEGABYTE,
    "video": environment.UPLOAD_VIDEO_MB * _MEGABYTE,
}

# --- what leaves the system -----------------------------------------------------------------------

SITE_URL = environment.SITE_URL.rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

PROGRAM_NAME = environment.PROGRAM_NAME
INSTITUTION_NAME = environment.INSTITUTION_NAME
CERTIFICATE_PREFIX = environment.CERTIFICATE_PREFIX
CERTIFICATE_SIGNER = environment.CERTIFICATE_SIGNER
CERTIFICATE_SIGNER_PASSPHRASE = environment.CERTIFICATE_SIGNER_PASSPHRASE.get_secret_value()
CERTIFICATE_TIMESTAMP_URL = environment.CERTIFICATE_TIMESTAMP_URL
JOURNAL_DIR = environment.JOURNAL_DIR
ISSUER_KEYS_DIR = environment.ISSUER_KEYS_DIR
ISSUER_PRIVATE_KEY = environment.ISSUER_PRIVATE_KEY.get_secret_value()
RETAIN_UNCONFIRMED_ACCOUNTS = timedelta(days=environment.RETAIN_UNCONFIRMED_ACCOUNTS_DAYS)
RETAIN_SENT_MAIL = timedelta(days=environment.RETAIN_SENT_MAIL_DAYS)
RETAIN_DECK_REQUESTS = timedelta(days=environment.RETAIN_DECK_REQUESTS_DAYS)
RETAIN_IDEMPOTENCY_KEYS = timedelta(days=environment.RETAIN_IDEMPOTENCY_KEYS_DAYS)
RETAIN_LETTERS = timedelta(days=environment.RETAIN_LETTERS_DAYS)
DEV_PAGES = False
DEMONSTRATION = False

# --- tasks ----------------------------------------------------------------------------------------

CELERY_BROKER_URL = environment.BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ROUTES = {"mail.*": {"queue": "mail"}, "certificates.*": {"queue": "certificates"}}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BEAT_SCHEDULE = BEAT

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = environment.PROGRAM_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# One choice each hides Wagtail's own fields: zone and language stand in everybody's profile.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [LANGUAGES[0]]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {"pdf": "application/pdf", "vtt": "text/vtt", "mp4": "video/mp4", "webm": "video/webm"}
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_EXTENSIONS = ["pdf", "pptx", "docx", "xlsx", "odp", "odt", "vtt", "txt", "mp4", "webm"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(UPLOAD_LIMITS.values())
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.forms.DocumentForm"
# No SVG: it is a program as much as a picture.
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = environment.UPLOAD_IMAGE_MB * _MEGABYTE
# A small file can unfold to a huge picture: 40 million points are a good camera's.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- API ------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The first one's answer to strangers is the API's: 401 with WWW-Authenticate.
        "lms.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "lms.api.permissions.HasScope"],
    "DEFAULT_PAGINATION_CLASS": "lms.api.pagination.CursorPages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["lms.api.parsers.JsonParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "lms.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
    "EXCEPTION_HANDLER": "lms.api.errors.problem",
    "NUM_PROXIES": environment.TRUSTED_PROXIES,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": environment.PROGRAM_NAME,
    "DESCRIPTION": "Pathways, training, sessions and certificates. Errors are application/problem+json (RFC 9457).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_NAME_OVERRIDES": {"TrainingState": "courses.progress.models.Enrolment.State"},
    "PREPROCESSING_HOOKS": ["lms.api.schema.only_ours"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lms.api.schema.add_problem",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_AUTHENTICATION": ["rest_framework.authentication.SessionAuthentication"],
}

# --- security -------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
PLAYER_ORIGINS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[Any]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        # Players that a reader can let in by a click, each in a sandbox (cms.compiler.embeds).
        "frame-src": [*PLAYER_ORIGINS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["lms.web.small_files.StaffFiles", *global_settings.FILE_UPLOAD_HANDLERS]

# What participants answer without a name: no cookie is read there, no line written (lms.web.unlogged).
UNLOGGED_PATHS = ("/f/",)

DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "VALIDATE_GUID": True, "RETURN_HEADER": True, "INTEGRATIONS": []}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "django_guid.log_filters.CorrelationId"},
        "unlogged": {"()": "lms.web.unlogged.Unlogged"},
    },
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(correlation_id)s] %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["unlogged", "request_id"], "formatter": "plain"}
    },
    "root": {"handlers": ["console"], "level": environment.LOG_LEVEL},
    "loggers": {
        # Django's own handlers, one of them for mails about errors, would walk past the filters above.
        "django": {"level": "INFO", "handlers": []},
        "django.server": {"level": "INFO", "handlers": [], "propagate": True},
        **{name: {"level": "WARNING"} for name in ("django_guid", "django_tasks", "weasyprint", "fontTools")},
    },
}

CSRF_TRUSTED_ORIGINS = [SITE_URL] if urlsplit(SITE_URL).scheme == "https" else []
# auth.W004: an address is unique by ``email_key``, which databases compare alike.
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003", "auth.W004"]
