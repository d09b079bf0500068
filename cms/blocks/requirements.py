"""One block for each kind of requirement; its fields follow from the fields of the kind's dataclass."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.progress.requirements import (
    KINDS,
    AttendSessions,
    CompleteLessons,
    LeadDialogues,
    ReachRubric,
    Requirement,
    ShareReflections,
)

LABELS = {
    CompleteLessons.kind: _("Complete the required lessons"),
    AttendSessions.kind: _("Be there for live sessions"),
    LeadDialogues.kind: _("Lead practice dialogues"),
    ReachRubric.kind: _("Reach a level on the rubric"),
    ShareReflections.kind: _("Share reflections"),
}
ICONS = {
    CompleteLessons.kind: "doc-full",
    AttendSessions.kind: "date",
    LeadDialogues.kind: "group",
    ReachRubric.kind: "view",
    ShareReflections.kind: "edit",
}
SESSION_KINDS = (("training", _("Training session")), ("practice", _("Practice session")), ("chat", _("Chat")))

# How a field of a requirement is asked for. A new field without a line here stops the site from starting.
_ASKED: dict[str, Callable[[Any], blocks.Block]] = {
    "session_kind": lambda default: blocks.ChoiceBlock(
        label=_("Kind of session"), choices=SESSION_KINDS, default=default
    ),
    "count": lambda default: blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=100, default=default),
    "minutes": lambda default: blocks.IntegerBlock(
        label=_("At least this many minutes each time"), min_value=1, max_value=600, default=default
    ),
    "observers": lambda default: blocks.IntegerBlock(
        label=_("By at least this many different observers"), min_value=1, max_value=20, default=default
    ),
    "average": lambda default: blocks.FloatBlock(
        label=_("Average of all observed scores"), min_value=1, max_value=4, default=default
    ),
    "floor": lambda default: blocks.IntegerBlock(
        label=_("Lowest score in any competency"), min_value=1, max_value=4, default=default
    ),
}


def block_of(kind: type[Requirement]) -> blocks.Block:
    """The block in which a requirement of one kind is edited."""
    asked = [(item.name, _ASKED[item.name](item.default)) for item in fields(kind) if item.name != "key"]
    words = {"label": LABELS[kind.kind], "icon": ICONS[kind.kind]}
    if not asked:
        return blocks.StaticBlock(admin_text=_("All lessons that are marked as required."), **words)
    return blocks.StructBlock(asked, **words)


REQUIREMENT_BLOCKS = [(name, block_of(kind)) for name, kind in KINDS.items()]
