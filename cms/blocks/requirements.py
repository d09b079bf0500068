"""One block for each kind of requirement; its form follows from the fields of the kind's dataclass."""

from collections.abc import Callable
from dataclasses import Field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from courses.progress.requirements import Group, Requirement, spoken
from courses.progress.words import FIELD_LABELS, ICONS, LABELS

SESSION_KINDS = (("training", _("Training session")), ("practice", _("Practice session")), ("chat", _("Chat")))
_CHOICES = {"session_kind": SESSION_KINDS}


def _number(item: Field[Any]) -> blocks.Block:
    kind = blocks.FloatBlock if item.metadata.get("fraction") else blocks.IntegerBlock
    return kind(
        label=FIELD_LABELS[item.name],
        min_value=item.metadata["least"],
        max_value=item.metadata["most"],
        default=item.default,
    )


def _choice(item: Field[Any]) -> blocks.Block:
    return blocks.ChoiceBlock(label=FIELD_LABELS[item.name], choices=_CHOICES[item.name], default=item.default)


def _lessons(item: Field[Any]) -> blocks.Block:
    chooser = blocks.PageChooserBlock(page_type="cms.LessonPage")
    return blocks.ListBlock(chooser, label=FIELD_LABELS[item.name], default=[], required=False, collapsed=True)


def _members(item: Field[Any]) -> blocks.Block:
    members = [(name, block_of(kind)) for name, kind in Requirement.kinds.items() if kind is not Group]
    return blocks.StreamBlock(members, label=FIELD_LABELS[item.name], min_num=1)


# How a field is asked for, by what its dataclass says of it. A field that says nothing stops the site from starting.
_ASKED: dict[str, Callable[[Field[Any]], blocks.Block]] = {
    "least": _number,
    "choices": _choice,
    "lessons": _lessons,
    "members": _members,
}


_RARELY = {row.name for kind in Requirement.kinds.values() for row in spoken(kind) if row.metadata.get("rarely")}


class RequirementBlock(blocks.StructBlock):
    """One requirement; below its fields stands the sentence that trainees will read."""

    def get_form_layout(self) -> BlockGroup:
        """What is rarely needed stands behind the block's settings button."""
        names = list(self.child_blocks)
        return BlockGroup([name for name in names if name not in _RARELY], settings=[n for n in names if n in _RARELY])

    def bulk_to_python(self, values: Any) -> Any:
        """What was kept before a kind had fields was kept as nothing."""
        return super().bulk_to_python([value or {} for value in values])

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or {})

    def clean(self, value: Any) -> Any:
        """Numbers that fit each other, each fault said at its field."""
        cleaned = super().clean(value)
        faults = dict(_faults(cleaned))
        if faults:
            raise StructBlockValidationError(
                block_errors={name: ValidationError(words) for name, words in faults.items()}
            )
        return cleaned

    class Meta:
        # Where web/js/requirements.js shows the sentence.
        form_attrs = {"data-requirement": ""}


def _faults(value: Any) -> list[tuple[str, Any]]:
    faults: list[tuple[str, Any]] = []
    if value.get("recent", 0) > value.get("count", 0):
        faults.append(("recent", _("This can't be more than how many are asked for.")))
    if value.get("recent") and not value.get("recent_days"):
        faults.append(("recent_days", _("Say within how many days.")))
    if value.get("need", 0) > len(value.get("members", ())) > 0:
        faults.append(("need", _("The group has fewer requirements than this.")))
    return faults


def block_of(kind: type[Requirement]) -> blocks.Block:
    """The block in which a requirement of one kind is edited."""
    asked = [(item.name, _asked(item)) for item in spoken(kind)]
    return RequirementBlock(asked, label=LABELS[kind.kind], icon=ICONS[kind.kind])


def _asked(item: Field[Any]) -> blocks.Block:
    [make] = [make for said, make in _ASKED.items() if said in item.metadata]
    return make(item)


REQUIREMENT_BLOCKS = [(name, block_of(kind)) for name, kind in Requirement.kinds.items()]
