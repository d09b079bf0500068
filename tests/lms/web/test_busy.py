"""A database that gives no lock in time."""

import psycopg.errors
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from lms.locks import is_lock_timeout
from lms.web.busy import BusyMiddleware


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("cause", [psycopg.errors.LockNotAvailable(), psycopg.errors.DeadlockDetected()])
def test_waiting_too_long_for_a_lock_is_being_busy(cause: Exception) -> None:
    assert is_lock_timeout(caused_by(cause))


def test_a_database_that_is_gone_is_not_being_busy() -> None:
    assert not is_lock_timeout(caused_by(psycopg.OperationalError("connection refused")))


@pytest.mark.django_db
def test_busy_is_told_plainly_with_when_to_come_back() -> None:
    middleware = BusyMiddleware(lambda _request: None)  # type: ignore[arg-type, return-value]

    answer = middleware.process_exception(RequestFactory().get("/"), OperationalError("database is locked"))

    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


def test_other_errors_are_not_swallowed() -> None:
    middleware = BusyMiddleware(lambda _request: None)  # type: ignore[arg-type, return-value]

    assert middleware.process_exception(RequestFactory().get("/"), OperationalError("disk I/O error")) is None
