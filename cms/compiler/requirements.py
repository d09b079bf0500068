"""From the requirement blocks of a pathway's page to the requirements that a release keeps."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.blocks import ListBlock, PageChooserBlock, StreamBlock, StreamValue

from cms.models import PathwayPage
from courses.progress.requirements import Requirement

# Stands for a lesson that was deleted after it was named: no syllabus has it, so that a release is refused.
GONE = "gone"


def requirements(page: PathwayPage) -> list[Requirement]:
    """The requirements in the order of the page; each key outlives every edit of its numbers."""
    return _requirements(page.requirements, page)


def _requirements(rows: Iterable[StreamValue.StreamChild], page: PathwayPage) -> list[Requirement]:
    return [_requirement(row, page) for row in rows if row.block_type in Requirement.kinds]


def _requirement(row: StreamValue.StreamChild, page: PathwayPage) -> Requirement:
    return requirement(row.block_type, f"{page.translation_key}/{row.id}", row.block.child_blocks, row.value, page)


def requirement(
    kind: str, key: str, asked: Mapping[str, Any], value: Mapping[str, Any], page: PathwayPage
) -> Requirement:
    """One requirement from what an editor filled in."""
    return Requirement.kinds[kind](key=key, **{name: _plain(asked[name], value[name], page) for name in asked})


def _plain(block: Any, value: Any, page: PathwayPage) -> Any:
    if isinstance(block, StreamBlock):
        return tuple(_requirements(value, page))
    if isinstance(block, ListBlock) and isinstance(block.child_block, PageChooserBlock):
        return tuple(str(row.translation_key) if row else GONE for row in value)
    return value
