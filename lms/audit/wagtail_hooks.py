"""Tells Wagtail's history reports about the actions of all apps."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from lms.audit.actions import DESCRIBED


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    for action, label in DESCRIBED.items():
        actions.register_action(action, label, label)
