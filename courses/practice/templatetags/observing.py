"""Parts of the observer's page, and of the pages on which what observers wrote is read."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.template import Context
from django.utils.translation import gettext as _

from courses.practice import queries
from courses.practice.models import Dialogue, Note, Observation, Stage
from courses.practice.rules.wording import PATTERNS, look
from courses.practice.words import NUDGES
from lms.people.models import User

register = template.Library()


@register.simple_tag
def level_name(option: BoundWidget) -> str:
    """A level's number and name; *not observed* has no number."""
    value = str(option.data["value"])
    return f"{value} · {option.choice_label}" if value.isdecimal() else str(option.choice_label)


@register.simple_tag
def anchor(row: Mapping[str, Any], option: BoundWidget) -> str:
    """What a level looks like in one competency."""
    return str(row["anchors"].get(str(option.data["value"]), ""))


@register.simple_tag
def words_below(rubric: Mapping[str, Any], level: int) -> str:
    """From which level downwards an observer says what they saw."""
    names = [str(row["label"]) for row in rubric["levels"] if row["value"] < level]
    if not names:
        return _("Add what you saw or heard wherever it helps.")
    if len(names) == 1:
        return _("With “%(level)s”, please say what you saw or heard.") % {"level": names[0]}
    return _("With “%(level)s” or lower, please say what you saw or heard.") % {"level": names[-1]}


@register.simple_tag
def nudge(field: BoundField) -> str:
    """What to think of instead of words on who somebody is; nothing where there are none."""
    found = look(str(field.value() or ""))
    return f"“{found[0].words}”: {NUDGES[found[0].kind]}" if found else ""


@register.simple_tag
def wording_patterns() -> str:
    """The same list for the browser."""
    rows = [[pattern, str(NUDGES[kind])] for kind, pattern in PATTERNS["en"].items()]
    return json.dumps(rows)


@register.inclusion_tag("practice/_observations.html", takes_context=True)
def observations(context: Context, dialogue: Dialogue) -> dict[str, object]:
    """What the reader may read of a dialogue's observations. At most five queries."""
    reader: User = context["request"].user
    waits = queries.still_to_hand_in(reader).filter(dialogue=dialogue).exists()
    found = [] if waits else queries.visible_to(dialogue, reader)
    return {"observations": found, "waits": waits, "dialogue": dialogue}


@register.inclusion_tag("practice/_seen_notes.html", takes_context=True)
def notes_by_stage(context: Context, dialogue: Dialogue) -> dict[str, object]:
    """What observers noted who have handed in, by stage, for the two leads. At most two queries."""
    reader: User = context["request"].user
    notes = list(queries.seen_and_handed_in(dialogue)) if queries.is_lead(dialogue, reader) else []
    return {"stages": _by_stage(notes)}


@register.inclusion_tag("practice/_own_notes.html")
def own_notes(notes: list[Note]) -> dict[str, object]:
    """An observer's own notes, by stage."""
    return {"stages": _by_stage(notes)}


def _by_stage(notes: list[Note]) -> list[tuple[str, list[Note]]]:
    rows = [(stage.value, [note for note in notes if note.stage == stage]) for stage in Stage]
    rows.append(("", [note for note in notes if not note.stage]))
    return [(stage, found) for stage, found in rows if found]


@register.inclusion_tag("practice/_observations.html", takes_context=True)
def others_saw(context: Context, dialogue: Dialogue, own: Observation) -> dict[str, object]:
    """What other observers saw, for one who has handed in. Four queries."""
    found = queries.visible_to(dialogue, context["request"].user)
    return {"observations": [row for row in found if row.pk != own.pk], "waits": False, "dialogue": dialogue}
