"""Health pages tell the truth."""

from unittest import mock

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_the_database(client: Client) -> None:
    with mock.patch.object(connection, "cursor", side_effect=OperationalError):
        assert client.get("/health/live").status_code == 200


def test_everything_there_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_a_missing_migration_is_told(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("people", "0003_roles_held")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["parts"]["migrations"]) == (503, "down")


def test_a_database_that_is_away_is_waited_for_once(client: Client) -> None:
    with (
        mock.patch.object(connection, "cursor", side_effect=OperationalError) as asked,
        mock.patch("lms.web.health.MigrationExecutor") as migrations,
    ):
        answer = client.get("/health/ready")

    assert (answer.json()["parts"]["database"], answer.json()["parts"]["migrations"]) == ("down", "down")
    assert (asked.call_count, migrations.call_count) == (1, 0)


def test_a_dead_cache_is_told(client: Client) -> None:
    with mock.patch.object(cache, "get", return_value=None):
        assert client.get("/health/ready").json()["parts"]["cache"] == "down"


def test_a_dead_broker_is_told_where_there_are_workers(client: Client, settings: Settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with mock.patch("lms.web.health.current_app.connection_for_write", side_effect=ConnectionRefusedError):
        answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["parts"]["broker"]) == (503, "down")
