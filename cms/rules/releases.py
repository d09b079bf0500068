"""What a release changes, and whether it may be made; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courses.progress import rules as progress
from courses.progress.requirements import ReviewPlan

Document = Mapping[str, Any]


class Reason(StrEnum):
    """Why a pathway isn't released, or isn't planned to be."""

    NOT_PUBLISHED = "not_published"
    FILE_GONE = "file_gone"
    PAGE_GONE = "page_gone"
    TIME_IS_OVER = "time_is_over"
    PLANNED_ALREADY = "planned_already"
    NOT_WAITING = "not_waiting"
    RELEASED_SINCE = "released_since"
    PAGES_CHANGED = "pages_changed"
    PEOPLE_CHANGED = "people_changed"
    MAY_NO_LONGER = "may_no_longer"


class What(StrEnum):
    """What is different between two documents of a pathway."""

    FIRST = "first"
    TITLE = "title"
    MODULE_ADDED = "module_added"
    MODULE_REMOVED = "module_removed"
    MODULE_WORDS = "module_words"
    LESSON_ADDED = "lesson_added"
    LESSON_REMOVED = "lesson_removed"
    LESSON_WORDS = "lesson_words"
    LESSON_MINUTES = "lesson_minutes"
    LESSON_MINIMUM = "lesson_minimum"
    LESSON_NOW_REQUIRED = "lesson_now_required"
    LESSON_NOW_OPTIONAL = "lesson_now_optional"
    LESSON_CHECK = "lesson_check"
    ORDER = "order"
    REQUIREMENT_ADDED = "requirement_added"
    REQUIREMENT_REMOVED = "requirement_removed"
    REQUIREMENT_CHANGED = "requirement_changed"
    RUBRIC = "rubric"
    APPROVALS = "approvals"
    DECISION_RULE = "decision_rule"
    PANEL = "panel"
    UNIT_NOW_EXCLUDES = "unit_now_excludes"
    UNIT_NOW_SHOWN = "unit_now_shown"
    TARGET_DAYS = "target_days"
    APPEAL_DAYS = "appeal_days"
    CERTIFICATE_MONTHS = "certificate_months"
    RENEWAL_CHATS = "renewal_chats"
    WEEKS = "weeks"


class PanelFault(StrEnum):
    """Why a number of readers doesn't go with the rule by which they decide."""

    NO_PANEL_HERE = "no_panel_here"
    TOO_SMALL = "too_small"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what, of which title, and the requirements or numbers before and after."""

    what: What
    title: str = ""
    before: Any = None
    after: Any = None


def reasons_against(*, live: bool, whole: bool = True) -> tuple[StrEnum, ...]:
    """Why a pathway's pages can't be released: all of them, from its own upwards, have to be live, and the files that
    its lessons show have to be there.
    """
    if not live:
        return (Reason.NOT_PUBLISHED,)
    return () if whole else (Reason.FILE_GONE,)


def panel_fault(rule: str, *, approvals: int, panel: int) -> PanelFault | None:
    """Two of the three rules have a panel: one can't do without, the other may leave it to the approvals."""
    if rule == "no_objection":
        return PanelFault.NO_PANEL_HERE if panel else None
    enough = panel >= approvals or (rule == "unanimous" and not panel)
    return None if enough else PanelFault.TOO_SMALL


def decide_later(*, in_the_future: bool, another_waits: bool) -> tuple[StrEnum, ...]:
    """Why a release can't be planned: one at a time, for a time to come."""
    conditions = ((in_the_future, Reason.TIME_IS_OVER), (not another_waits, Reason.PLANNED_ALREADY))
    return tuple(reason for holds, reason in conditions if not holds)


def what_changed(seen: str, now: str, *, rule: int) -> Reason:
    """Of what was planned and what would happen now, the difference that a reader has to know first."""
    pages, since, people = progress.differences(seen, now, rule=rule)
    if since:
        return Reason.RELEASED_SINCE
    # Where neither differs, it is a file that the pages show.
    return Reason.PEOPLE_CHANGED if people and not pages else Reason.PAGES_CHANGED


def changes(before: Document | None, after: Document) -> tuple[Change, ...]:
    """The differences in the order in which people read them; empty if the documents are the same."""
    if before is None:
        modules = (Change(What.MODULE_ADDED, row["title"]) for row in after["modules"])
        requirements = (Change(What.REQUIREMENT_ADDED, after=row) for row in after["requirements"])
        return (Change(What.FIRST), *modules, *requirements)
    found = tuple(
        change
        for part in (_title, _modules, _lessons, _order, _requirements, _rubric, _review, _weeks)
        for change in part(before, after)
    )
    return found if found or before == after else (Change(What.ORDER),)


def _title(before: Document, after: Document) -> Iterator[Change]:
    if before["pathway"] != after["pathway"]:
        yield Change(What.TITLE, after["pathway"]["title"])


def _modules(before: Document, after: Document) -> Iterator[Change]:
    was, now = ({row["key"]: row for row in document["modules"]} for document in (before, after))
    yield from (Change(What.MODULE_ADDED, row["title"]) for key, row in now.items() if key not in was)
    yield from (Change(What.MODULE_REMOVED, row["title"]) for key, row in was.items() if key not in now)
    for key, row in now.items():
        if key in was and (was[key]["title"], was[key]["summary"]) != (row["title"], row["summary"]):
            yield Change(What.MODULE_WORDS, row["title"])


def _lessons_of(document: Document) -> dict[str, Document]:
    return {lesson["key"]: lesson for module in document["modules"] for lesson in module["lessons"]}


def _lessons(before: Document, after: Document) -> Iterator[Change]:
    was, now = _lessons_of(before), _lessons_of(after)
    yield from (Change(What.LESSON_ADDED, row["title"]) for key, row in now.items() if key not in was)
    yield from (Change(What.LESSON_REMOVED, row["title"]) for key, row in was.items() if key not in now)
    for key, row in now.items():
        if key in was:
            yield from _lesson(was[key], row, before["checks"].get(key), after["checks"].get(key))


def _lesson(was: Document, now: Document, check_was: Any, check_now: Any) -> Iterator[Change]:
    title = now["title"]
    told = False
    if was["minutes"] != now["minutes"]:
        told = True
        yield Change(What.LESSON_MINUTES, title, was["minutes"], now["minutes"])
    if was.get("minimum", 0) != now.get("minimum", 0):
        yield Change(What.LESSON_MINIMUM, title, was.get("minimum", 0), now.get("minimum", 0))
    if was["required"] != now["required"]:
        yield Change(What.LESSON_NOW_REQUIRED if now["required"] else What.LESSON_NOW_OPTIONAL, title)
    if check_was != check_now:
        told = True
        yield Change(What.LESSON_CHECK, title)
    if (was["version"] != now["version"] or was["title"] != title) and not told:
        yield Change(What.LESSON_WORDS, title)


def _order(before: Document, after: Document) -> Iterator[Change]:
    places = [
        [[module["key"], lesson["key"]] for module in document["modules"] for lesson in module["lessons"]]
        for document in (before, after)
    ]
    both = {row[1] for row in places[0]} & {row[1] for row in places[1]}
    was, now = ([row for row in rows if row[1] in both] for rows in places)
    if was != now:
        yield Change(What.ORDER)


def _requirements(before: Document, after: Document) -> Iterator[Change]:
    was, now = ({row["key"]: row for row in document["requirements"]} for document in (before, after))
    yield from (Change(What.REQUIREMENT_ADDED, after=row) for key, row in now.items() if key not in was)
    yield from (Change(What.REQUIREMENT_REMOVED, before=row) for key, row in was.items() if key not in now)
    for key, row in now.items():
        if key in was and was[key] != row:
            yield Change(What.REQUIREMENT_CHANGED, before=was[key], after=row)


def _rubric(before: Document, after: Document) -> Iterator[Change]:
    if before["rubric"] != after["rubric"]:
        yield Change(What.RUBRIC)


_REVIEW = {
    "approvals": What.APPROVALS,
    "rule": What.DECISION_RULE,
    "target_days": What.TARGET_DAYS,
    "appeal_days": What.APPEAL_DAYS,
    "valid_months": What.CERTIFICATE_MONTHS,
    "renewal_chats": What.RENEWAL_CHATS,
}


def _review(before: Document, after: Document) -> Iterator[Change]:
    was, now = (ReviewPlan(**document["review"]) for document in (before, after))
    for name, what in _REVIEW.items():
        if getattr(was, name) != getattr(now, name):
            yield Change(what, before=getattr(was, name), after=getattr(now, name))
    if was.seats != now.seats and was.approvals == now.approvals:
        yield Change(What.PANEL, before=was.seats, after=now.seats)
    if was.unit_excludes != now.unit_excludes:
        yield Change(What.UNIT_NOW_EXCLUDES if now.unit_excludes else What.UNIT_NOW_SHOWN)


def _weeks(before: Document, after: Document) -> Iterator[Change]:
    if before.get("weeks") != after.get("weeks"):
        yield Change(What.WEEKS, before=before.get("weeks"), after=after["weeks"])
