"""The repository itself: commands, rooms, locks and contracts agree with each other."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command, get_commands
from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1]
MOST_LINES = {".py": 400, ".html": 100}
LOCKS = ("requirements.txt", "requirements-dev.txt")

ROOMS = {
    "models", "rules", "words", "actions", "queries", "forms", "views", "staff_views", "dev_views", "api", "urls",
    "dev_urls", "tasks", "wagtail_hooks", "viewsets", "apps", "signals", "receivers", "registration", "personal_data",
    "migrations", "management", "templatetags", "static",
}  # fmt: skip
# What an app has beside the rooms that all know: each name says what is inside.
OWN_ROOMS = {
    "lms.people": {"addresses", "mail_codes", "middleware", "own_data", "passwords", "recent", "requests", "roles"},
    "lms.web": {
        "busy", "cards", "components", "context", "demo_accounts", "health", "kept", "loopback", "menus", "middleware",
        "mixed_up", "navigation", "numbers", "openly", "packed", "parts", "records", "security", "shelf", "small_files",
        "spreadsheets", "steady", "times", "unlogged", "wall_clock", "files", "storage",
    },
    "lms.api": {
        "authentication", "endpoints", "errors", "idempotency", "page_urls", "pagination", "parsers", "permissions",
        "schema", "scopes",
    },
    "lms.mail": {
        "brakes", "calendars", "facts", "forgetting", "rendering", "samples", "sentences", "sign_in", "stopping",
    },
    "lms.audit": {"append_only"},
    "courses.practice": {"figures", "grounding", "intervals", "marks"},
    "certification.review": {"plots"},
    "courses.progress": {"chain", "effects", "engine", "plots", "requirements", "unseen"},
    "courses.lessons": {"files"},
    "courses.slots": {"figures", "ics", "pages", "plots", "reports"},
    "certification.certificates": {
        "badges", "checking", "checks", "colours", "drawing", "extremes", "issuer_urls", "journal", "keys", "pictures",
        "previews", "rendering", "seal", "snapshots", "workers",
    },
    "cms": {
        "blocks", "checklist", "compiler", "demo", "events", "figures", "plots", "program_urls", "released_files",
        "staff_menu", "uploads",
    },
}  # fmt: skip


def text_of(path: str) -> str:
    return (PROJECT / path).read_text()


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that the repository holds or is about to."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.splitlines()
    return tuple(path for path in map(PROJECT.joinpath, names) if path.is_file())


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads(text_of("pyproject.toml"))


def contract(name: str) -> dict[str, Any]:
    return next(each for each in pyproject()["tool"]["importlinter"]["contracts"] if each["id"] == name)


def our_apps() -> dict[str, Path]:
    configs = (config for config in apps.get_app_configs() if Path(config.path).is_relative_to(PROJECT))
    return {config.name: Path(config.path) for config in configs if ".venv" not in config.path}


def rooms_of(folder: Path) -> set[str]:
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return modules | {path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*[!_]*"))}


def locked(lock: str) -> dict[str, str]:
    """Each pinned requirement with its hashes, by name."""
    entries = re.split(r"\n(?=\S)", text_of(lock).replace("\\\n", " "))
    return {Requirement(re.split(r" +--hash| +#|\n", entry)[0]).name: entry for entry in entries if "==" in entry}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", text_of("Makefile"), re.MULTILINE))


def lint_recipe() -> list[str]:
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", text_of("Makefile"), re.MULTILINE)
    assert recipe
    return [line.strip().replace("$(python)", ".venv/bin/python") for line in recipe[1].splitlines()]


def test_make_offers_the_commands_of_everyday_work() -> None:
    assert make_targets() == {"run", "test", "lint", "bench", "demo", "clean", "lock"}


def test_every_command_in_the_guides_exists() -> None:
    text = "\n".join(path.read_text() for path in tracked() if path.suffix == ".md")
    targets = set(re.findall(r"(?:^|`)(?:PORT=\S+ )?make ([a-z]+)", text, re.MULTILINE))
    commands = set(re.findall(r"manage\.py ([a-z_]+)", text))

    assert (targets - make_targets(), commands - set(get_commands())) == (set(), set())


def test_the_readme_tells_how_to_run_and_how_to_test() -> None:
    assert {"make run", "make test"} <= set(re.findall(r"make [a-z]+", text_of("README.md")))


def test_ci_runs_what_everybody_runs_and_nothing_else() -> None:
    lines = [line for line in text_of(".ci/run").splitlines() if line and not line.startswith("#")]

    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make lint test"]


def test_a_commit_is_checked_by_what_lint_runs() -> None:
    hooks = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    tools = {line.split()[0] for line in lint_recipe()}

    assert {hook["entry"].split()[0] for hook in hooks} == tools


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, interactive=False, verbosity=0)


def test_every_migration_has_a_name_of_its_own() -> None:
    names = [path.stem for path in tracked() if path.parent.name == "migrations" and path.stem != "__init__"]

    assert [name for name in names if "_auto_" in name or name.endswith("_initial")] == []


def test_every_app_has_known_rooms_only() -> None:
    unknown = {
        name: rooms_of(folder) - ROOMS - OWN_ROOMS.get(name, set()) - {"__pycache__"}
        for name, folder in our_apps().items()
    }

    assert {name: rooms for name, rooms in unknown.items() if rooms} == {}


def test_every_app_is_held_by_the_import_contracts() -> None:
    ours = set(our_apps())

    assert set(contract("rooms")["containers"]) == ours
    assert ours <= {layer.strip("()") for layer in contract("parts")["layers"]}


def test_the_import_contracts_are_those_of_the_design() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]

    assert [each["id"] for each in contracts] == ["parts", "rooms", "rules", "courses", "credentials"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    assert [name for name, entry in locked(lock).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    assert re.findall(r"^--.*|https?://\S+", text_of(lock), re.MULTILINE) == []


def test_what_tests_is_what_runs() -> None:
    runs, tests = (
        {name: re.split(r"[ \n]", entry)[0] for name, entry in locked(lock).items()}
        for lock in LOCKS
    )  # fmt: skip

    assert {name: pin for name, pin in runs.items() if tests.get(name) != pin} == {}


def test_the_lock_holds_every_dependency() -> None:
    wanted = {Requirement(each).name for each in pyproject()["project"]["dependencies"]}

    assert wanted - set(locked("requirements.txt")) == set()


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    place = re.compile(rf"/(?:home|Users|root|work)/[a-z]|{re.escape(str(PROJECT))}")
    knowing = [path.name for path in tracked() if place.search(path.read_bytes().decode(errors="ignore"))]

    assert knowing == []


def test_no_page_of_code_is_too_long_to_read() -> None:
    pages = (path for path in tracked() if path.suffix in MOST_LINES and path.parent.name != "migrations")
    lengths = {path.relative_to(PROJECT).as_posix(): len(path.read_text().splitlines()) for path in pages}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES[Path(name).suffix]} == {}
