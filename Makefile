# The commands of everyday work. Environment and system libraries are made by the scripts on the first use.
#
#   PORT=8001       where `make run` answers
#   PYTHON=python3.13   which Python .venv is made of (any from 3.11 on; found by itself otherwise)
#   DATABASE_URL=…  a PostgreSQL for the second half of `make test` and for `make bench`; one is started otherwise
#   BENCH_ENROLMENTS=100000   for how many trainings of 50 events `make bench` proves that all is right; 5,000 otherwise
#   STORM=20000     how many operations fall upon one session in tests/faults/test_seats.py; 5,000 otherwise, 800 on SQLite
#   TESTS=tests/courses   which tests run; TEST_PROCESSES=2 how many processes share them

PORT ?= 8000
TESTS ?= tests
TEST_PROCESSES ?= 2
python := .venv/bin/python
pytest := $(python) -m pytest -n $(TEST_PROCESSES) --dist loadgroup

# What one process has compiled the next ones read, also where that is switched off: each starts in half of the time.
export PYTHONDONTWRITEBYTECODE :=

.NOTPARALLEL:
.PHONY: help run test lint bench demo clean lock for-running for-testing

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: for-running ## Start the site with its demo program at http://localhost:8000 (PORT=8001 changes the port).
	@$(python) manage.py serve --port $(PORT)

test: for-testing ## Run all tests on SQLite, whole stories in a browser first, then those about the database again on PostgreSQL.
	DATABASE_URL= $(pytest) tests/browser
	DATABASE_URL= $(pytest) -m "not postgres" --ignore=tests/browser $(TESTS)
	$(python) -m tests.servers $(pytest) -m "database or postgres" $(TESTS)

lint: for-testing ## Check format, style, types, imports between parts, templates and migrations.
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint --lint --quiet templates
	$(python) manage.py makemigrations --check --dry-run --no-input

bench: for-testing ## Measure us against references, side by side; the figures go to var/bench.json.
	$(python) -m tests.servers $(python) -m tests.benchmarks

demo: for-running ## Walk a trainee's whole road, from sign-up to a verified certificate, and print each step.
	@$(python) manage.py demo_journey

clean: ## Remove what can be made again; database, files, mail and keys in var/ stay (all of it: rm -r var).
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/interop/node_modules var/test var/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: for-testing ## Compile pyproject.toml into both lock files (UPGRADE=yes takes newer versions).
	.venv/bin/uv pip compile $(if $(UPGRADE),--upgrade) $(lock_options) pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile $(if $(UPGRADE),--upgrade) $(lock_options) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

lock_options := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

for-running:
	@scripts/install-system-libraries run
	@scripts/environment requirements.txt

for-testing:
	@scripts/install-system-libraries test
	@scripts/environment requirements-dev.txt
