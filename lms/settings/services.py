"""From one address each to what Django wants to know of a database, a mail server and file storage."""

from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from lms.settings.environment import Environment

MAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl")
# Long enough for a busy moment, short enough that people read "please try again" instead of waiting for a proxy.
LOCK_TIMEOUT = "-c lock_timeout=5s"
REDIS_PATIENCE = 0.5
# In seconds: how long a page waits for a connection, and after how long the pool, which asks a database that is away
# less and less often, begins anew. Without it, the site stayed away for as long again as the database had been.
PATIENCE = 5


def postgres(url: str, *, pool_size: int = 0) -> dict[str, Any]:
    """A PostgreSQL database; with a pool size, connections are kept and shared by the process."""
    database: dict[str, Any] = dict(dj_database_url.parse(url))
    options = database.setdefault("OPTIONS", {})
    options["options"] = " ".join(filter(None, (options.get("options", ""), LOCK_TIMEOUT)))
    if pool_size:
        database["CONN_HEALTH_CHECKS"] = True
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": PATIENCE, "reconnect_timeout": PATIENCE}
    return database


def redis(url: str, *, backend: str, prefix: str = "") -> dict[str, Any]:
    """A cache in Redis; who asks waits for half a second, and then knows that it is away."""
    options = {"socket_connect_timeout": REDIS_PATIENCE, "socket_timeout": REDIS_PATIENCE}
    return {"BACKEND": backend, "LOCATION": url, "KEY_PREFIX": prefix, "OPTIONS": options}


def mail(url: str) -> dict[str, Any]:
    """Django's settings for a mail server given as ``smtp+tls://user:password@host:587``."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
    }


def s3(environment: Environment, *, folder: str, overwrite: bool = False) -> dict[str, Any]:
    """A private folder of a bucket; credentials come from where AWS's tools look for them.

    ``overwrite`` is for files whose path follows from their content: writing them again changes nothing.
    """
    return {
        "BACKEND": "lms.web.storage.PrivateS3Storage",
        "OPTIONS": {
            "bucket_name": environment.S3_BUCKET,
            "endpoint_url": environment.S3_ENDPOINT_URL or None,
            "location": folder,
            "default_acl": None,
            "file_overwrite": overwrite,
        },
    }
