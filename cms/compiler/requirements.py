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
    return list(_requirements(page.requirements, str(page.translation_key)))


def _requirements(rows: Iterable[StreamValue.StreamChild], pathway: str) -> Iterable[Requirement]:
    for row in rows:
        if row.block_type in Requirement.kinds:
            key = f"{pathway}/{row.id}"
            yield requirement(row.block_type, key, row.block.child_blocks, row.value, pathway=pathway)


def requirement(
    kind: str, key: str, asked: Mapping[str, Any], value: Mapping[str, Any], *, pathway: str
) -> Requirement:
    """One requirement from what an editor filled in; ``asked`` are the blocks of its fields."""
    plain = {name: _plain(block, value[name], pathway) for name, block in asked.items()}
    return Requirement.kinds[kind](key=key, **plain)


def _plain(block: Any, value: Any, pathway: str) -> Any:
    if isinstance(block, StreamBlock):
        return tuple(_requirements(value, pathway))
    if _names_pages(block):
        return tuple(str(row.translation_key) if row else GONE for row in value)
    return value


def _names_pages(block: Any) -> bool:
    return isinstance(block, ListBlock) and isinstance(block.child_block, PageChooserBlock)


def titles_in(value: Any) -> dict[str, str]:
    """The titles of the lessons that a requirement, or a part of a group, names; by the lessons' keys."""
    found: dict[str, str] = {}
    for name, block in value.block.child_blocks.items():
        if isinstance(block, StreamBlock):
            for row in value[name]:
                found |= titles_in(row.value)
        elif _names_pages(block):
            found |= {str(row.translation_key): row.title for row in value[name] if row}
    return found
