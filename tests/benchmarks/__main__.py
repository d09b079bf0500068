"""``python -m tests.benchmarks [WORD]``: measures all rows, or those with the word in their names.

Works in a database of its own: DATABASE_URL only names the server. Ends with status 1 when a target is missed.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import django

from tests.benchmarks import report, rows
from tests.benchmarks.harness import Result, measure, registry


@contextmanager
def _site() -> Iterator[None]:
    """Django with an empty database and an empty journal, which are gone afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
    with TemporaryDirectory() as journal:
        os.environ["JOURNAL_DIR"] = journal
        django.setup()
        # Imported late: these need the apps to be ready.
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: PLC0415

        setup_test_environment(debug=False)
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(databases, verbosity=0)


def _measured(word: str) -> Iterator[Result]:
    for module in iter_modules(rows.__path__, f"{rows.__name__}."):
        import_module(module.name)
    for row in registry.values():
        if word.lower() in row.name.lower():
            print(f"{row.name} …", file=sys.stderr, flush=True)
            yield measure(row)


def main(word: str = "") -> int:
    with _site():
        # Imported late: settings are read with the database named above.
        from django.conf import settings  # noqa: PLC0415

        results = list(_measured(word))
        report.write(results, settings.VAR_DIR / "bench.json")
    print(report.table(results))
    return 0 if all(result.on_target for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
