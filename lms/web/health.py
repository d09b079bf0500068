"""Tells a load balancer the truth: whether this process lives, and whether it can do its work."""

import logging
from collections.abc import Callable
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is looked at, so that a dead database doesn't make it be restarted."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Everything that a request needs is there; which part isn't is named, why stands in the log."""
    parts = {"database": _holds("database", _database)}
    # A database that is away isn't waited for once more.
    parts["migrations"] = parts["database"] and _holds("migrations", _migrations)
    parts |= {name: _holds(name, check) for name, check in _others().items()}
    well = all(parts.values())
    words = {name: "ok" if holds else "down" for name, holds in parts.items()}
    return JsonResponse({"status": "ok" if well else "down", "parts": words}, status=200 if well else 503)


def _others() -> dict[str, Callable[[], bool]]:
    return {"cache": _cache} if settings.CELERY_TASK_ALWAYS_EAGER else {"cache": _cache, "broker": _broker}


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    # Each part fails in its own library's ways; whatever it is, the answer is that the part is down.
    except Exception:
        logger.exception("Not ready: %s", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    key = f"health:{uuid4()}"
    cache.set(key, "there", 10)
    return bool(cache.get(key) == "there") and not getattr(cache, "is_away", False)


def _broker() -> bool:
    with current_app.connection_for_write(connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
        return bool(broker.connected)
