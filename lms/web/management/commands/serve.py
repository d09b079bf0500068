"""Runs the embedded shape: one process with the site, its tasks and its periodic ones."""

import logging
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from celery import current_app
from celery.beat import EmbeddedService
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lms.people.models import User
from lms.web.demo_accounts import one_for_each_role
from lms.web.unlogged import is_unlogged

HOST = "127.0.0.1"


class QuietHandler(WSGIRequestHandler):
    """Logs what went wrong, not every style sheet that was fetched."""

    def log_message(self, format: str, *args: Any) -> None:
        if args and str(args[1]).startswith("5") and not is_unlogged(self.path):
            super().log_message(format, *args)


class Command(BaseCommand):
    """``manage.py serve``: what ``make run`` starts."""

    help = "Serve the embedded shape: migrate, seed the demo program when empty, run periodic tasks beside the site."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=getattr(settings, "PORT", 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEV_PAGES:
            raise ImproperlyConfigured("serve is for the embedded shape; production runs gunicorn, workers and beat.")
        port = options["port"]
        server = _listen(port)
        _prepare(self)
        beat = _start_beat()
        server.set_app(get_internal_wsgi_application())
        self.stdout.write(_welcome(f"http://localhost:{port}"))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            self.stdout.write("Goodbye.")
        finally:
            server.server_close()
            beat.stop()


def _listen(port: int) -> ThreadedWSGIServer:
    """Take the port before anything else is done, so that a used one costs one line and no time."""
    try:
        return ThreadedWSGIServer((HOST, port), QuietHandler, allow_reuse_address=True)
    except OSError:
        raise CommandError(f"Port {port} is in use. Choose another one: PORT={port + 1} make run") from None


def _prepare(command: BaseCommand) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        command.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
    if not User.objects.exists() and "seed_demo" in get_commands():
        command.stdout.write("Writing the demo program …")
        call_command("seed_demo")


def _start_beat() -> Any:
    """Periodic tasks run in a thread of this process; what was due while it was off runs at the start."""
    logging.getLogger("celery").setLevel(logging.WARNING)
    beat: Any = EmbeddedService(current_app, thread=True, schedule_filename=str(settings.VAR_DIR / "beat-schedule"))
    beat.start()
    return beat


def _welcome(address: str) -> str:
    places = {
        "The site": "/",
        "Staff pages": "/admin/",
        "Its mail": "/dev/mail/",
        "Its components": "/dev/components/",
        "Its API": "/api/v1/docs",
    }
    lines = ["", *(f"  {name + ':':<16} {address}{path}" for name, path in places.items())]
    accounts = one_for_each_role()
    if accounts:
        lines += ["", f"  Demo accounts, one click each at {address}/accounts/login/"]
        lines += [f"  {account.role_name!s:<24} {account.person} <{account.person.email}>" for account in accounts]
    return "\n".join([*lines, "", "  Stop with Ctrl-C.", ""])


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
