"""The site as gunicorn serves it while it is measured, with an empty view beside it.

Pages are kept in Redis, as in production; without it each process keeps its own.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware."""
    return HttpResponse("")


settings.ROOT_URLCONF = __name__
settings.ALLOWED_HOSTS = ["127.0.0.1"]
settings.CACHES = settings.CACHES | {
    "pages": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["TESTED_REDIS"]}
}
application = get_wsgi_application()
# Only now: what the addresses lead to needs the program to be loaded.
urlpatterns = [path("empty/", empty), path("", include("lms.urls"))]
