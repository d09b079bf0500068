"""The cache that counts tries and remembers for a while: Redis, or this process's memory as long as Redis is away.

Without it nobody could sign in, ask for a seat or use the API while Redis restarts. See ``docs/decisions/0056``.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# For so many seconds Redis isn't asked again, so that not every reader waits for it in vain.
AWAY_SECONDS = 5.0
# Enough counters that no crowd pushes out what counts somebody's tries.
_MOST_ENTRIES = 20_000


class SteadyCache(RedisCache):
    """Redis as Django speaks with it. While it is away each process counts and remembers for itself."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("steady", {"OPTIONS": {"MAX_ENTRIES": _MOST_ENTRIES}})
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        return time.monotonic() < self._away_until

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._asked("add", key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._asked("get", key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._asked("set", key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._asked("touch", key, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._asked("delete", key, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._asked("has_key", key, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Raises ``ValueError`` where there is no such number, as after Redis has gone or come back just now."""
        return int(self._asked("incr", key, delta, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        return dict(self._asked("get_many", list(keys), version))

    def set_many(
        self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        return list(self._asked("set_many", data, timeout, version))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._asked("delete_many", list(keys), version)

    def clear(self) -> None:
        self._own.clear()
        self._asked("clear")

    def _asked(self, verb: str, *said: Any) -> Any:
        if not self.is_away:
            try:
                return getattr(super(), verb)(*said)
            except (RedisError, OSError):
                self._away_until = time.monotonic() + AWAY_SECONDS
                logger.exception("Redis doesn't answer: this process counts for itself")
        return getattr(self._own, verb)(*said)
