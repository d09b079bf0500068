"""Other processes of the program, working in the database of the test that starts them."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

PROJECT = Path(__file__).resolve().parents[1]


def start(code: str, **environment: str) -> subprocess.Popen[str]:
    """Run Python code with Django set up; ``FAILPOINT="mail.sent"`` kills it there."""
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.test",
            "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
            "JOURNAL_DIR": str(settings.JOURNAL_DIR),
            **environment,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same, waited for."""
    process = start(code, **environment)
    out, err = process.communicate(timeout=240)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
