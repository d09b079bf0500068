"""Production refuses to start unsafely, naming every fault at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from certification.certificates import keys
from lms.settings import readiness
from lms.settings.environment import BASE_DIR, Environment, example
from lms.settings.services import postgres

GOOD = {
    "SECRET_KEY": "Zq8-pRv2_mWx7LcT0dYh4KsNf9GbJa3UeQoI6tXyV1rPzMlBnC",
    "DATABASE_URL": "postgres://lms:secret@localhost:5432/lms",
    "REDIS_URL": "redis://localhost:6379/0",
    "BROKER_URL": "redis://localhost:6379/1",
    "ALLOWED_HOSTS": "chats.example.org",
    "SITE_URL": "https://chats.example.org",
    "EMAIL_URL": "smtp+tls://lms:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Chats <chats@example.org>",
}
FOLDERS = {"MEDIA_DIR", "JOURNAL_DIR", "ISSUER_KEYS_DIR"}


def folders(within: Path) -> dict[str, str]:
    return dict.fromkeys(FOLDERS, str(within))


def check(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name not in Environment.model_fields}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=BASE_DIR,
        env={**outside, "DJANGO_SETTINGS_MODULE": "lms.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_settings_one_message_names_all_that_is_missing() -> None:
    refused = check()

    named = [line.split(":")[0].strip(" -") for line in refused.stderr.splitlines() if line.startswith("  - ")]
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr
    assert set(GOOD) | FOLDERS == set(named)


def test_good_settings_pass_the_deployment_check_without_a_warning(tmp_path: Path, settings: Settings) -> None:
    settings.ISSUER_KEYS_DIR = tmp_path
    # As on a web server: the public halves alone.
    keys.private_path(keys.make()).unlink()

    checked = check("--deploy", "--fail-level", "WARNING", **GOOD, **folders(tmp_path), VAR_DIR=str(tmp_path))

    assert (checked.returncode, checked.stderr) == (0, "")


def test_unreadable_values_are_named_beside_unsafe_ones() -> None:
    refused = check(**GOOD | {"DATABASE_POOL_SIZE": "many", "TIME_ZONE": "Moon/Base", "DEBUG": "1"}, STORAGE="s3")

    for name in ("DATABASE_POOL_SIZE", "TIME_ZONE", "DEBUG", "S3_BUCKET"):
        assert f"  - {name}: " in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "x" * 60),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("BROKER_URL", "memory://"),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", "http://chats.example.org"),
        ("SITE_URL", "https://other.example.org"),
        ("EMAIL_URL", "https://mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:port"),
        ("DATABASE_URL", "postgres://lms:a/b@db:5432/lms"),
        ("REDIS_URL", "redis://[cache"),
        ("HSTS_SECONDS", "0"),
    ],
)
def test_an_unsafe_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:

    for known, good in {**GOOD, **folders(Path("/srv/files")), name: value}.items():
        monkeypatch.setenv(known, good)

    _environment, faults = readiness.read()

    assert [fault.partition(":")[0] for fault in faults] == [name]


def test_the_example_file_is_what_the_environment_reads() -> None:
    assert (BASE_DIR / ".env.example").read_text() == example()


def test_a_database_that_was_away_for_long_is_asked_again_within_seconds() -> None:
    """The pool asks less and less often; one that gives up begins anew with the next reader."""
    pool = postgres("postgres://lms@db/lms", pool_size=3)["OPTIONS"]["pool"]

    assert (pool["timeout"], pool["reconnect_timeout"]) == (5, 5)
