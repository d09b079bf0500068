"""What all actions share: the clock's type, a refusal with its reasons, and scheduling after the commit."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Model

from lms.failpoints import failpoint

Clock = Callable[[], datetime]


class Refused(Exception):
    """A rule said no. Carries the reasons as codes, and as words for the reader, translated when they are read."""

    def __init__(self, reasons: tuple[StrEnum, ...], words: Mapping[Any, Any]) -> None:
        super().__init__(*(str(reason) for reason in reasons))
        self.reasons = reasons
        self._words = words

    @property
    def messages(self) -> list[str]:
        return [str(self._words[reason]) for reason in self.reasons]


def schedule(task_name: str, *args: int | str | Model) -> None:
    """Run a task once the surrounding transaction has committed. A row stands for its key, which it has by then.

    A failing broker is logged and never turns the answer into an error: what the task does is also a row that a
    periodic task sweeps. Raises ``celery.exceptions.NotRegistered`` at once for a name that no task has.
    """
    task = current_app.tasks[task_name]

    def send() -> None:
        failpoint(f"{task_name}.committed")
        # Nobody asks for results, nor who sent it; to look that up takes Celery half as long again.
        values = tuple(each.pk if isinstance(each, Model) else each for each in args)
        told: dict[str, Any] = {"argsrepr": repr(values), "kwargsrepr": "{}"}
        task.apply_async(values, ignore_result=True, add_to_parent=False, **told)
        failpoint(f"{task_name}.enqueued")

    transaction.on_commit(send, robust=True)
