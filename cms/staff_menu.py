"""The staff menu, put together by what people do: for those who would else read a list of two dozen lines.

Each item still decides itself who sees it. Who sees few has them all at one tap, as they are.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

# So many stand on a screen without scrolling, and are found without reading them all.
FEW = 12
# What the core group opens each week, between other duties and on a phone.
AT_HAND, WHO_DECIDES = frozenset({"sessions", "trainees", "applications"}), "review.decide_case"


@dataclass(frozen=True, slots=True)
class Group:
    """``names``: of the items that belong together, in the order in which they are read."""

    name: str
    label: Promise
    icon: str
    order: int
    names: tuple[str, ...]


GROUPS = (
    Group("sessions-and-practice", _("Sessions & practice"), "calendar-alt", 110, ("sessions", "practice")),
    Group("people-and-progress", _("People & progress"), "group", 120, ("trainees", "people", "relations")),
    Group(
        "review-and-certificates",
        _("Review & certificates"),
        "success",
        130,
        (
            "applications",
            "put-forward",
            "practise-deciding",
            "you-at-the-desk",
            "certificates",
            "certificate-jobs",
            "certificate-designs",
            "certificate-pictures",
        ),
    ),
    Group(
        "content",
        _("Content"),
        "doc-full-inverse",
        140,
        ("training", "voices", "figures-from-before", "images", "documents", "slide-decks"),
    ),
    Group(
        "mail-and-records", _("Mail & records"), "mail", 150, ("letters", "followers", "mail", "mail-words", "reports")
    ),
)


def put_together(request: HttpRequest, items: list[MenuItem]) -> None:
    """Replace what belongs together by a part that opens. What no group names, and what is alone, stays as it is."""
    if len(items) <= FEW:
        return
    at_hand = AT_HAND if request.user.has_perm(WHO_DECIDES) else frozenset()
    known = {item.name: item for item in items if item.name not in at_hand}
    for group in GROUPS:
        theirs = [known[name] for name in group.names if name in known]
        if len(theirs) > 1:
            items[:] = [item for item in items if item not in theirs] + [_part(group, theirs, request)]


def _part(group: Group, items: list[MenuItem], request: HttpRequest) -> MenuItem:
    flat = [part for item in items for part in _unfolded(item, request)]
    return SubmenuMenuItem(group.label, _InOrder(items=flat), name=group.name, icon_name=group.icon, order=group.order)


def _unfolded(item: MenuItem, request: HttpRequest) -> list[MenuItem]:
    """A part that opens isn't put into another: two taps are enough."""
    if isinstance(item, SubmenuMenuItem):
        return sorted(item.menu.menu_items_for_request(request), key=lambda one: one.order)
    return [item]


class _InOrder(Menu):
    """Its items stand as they were given, whatever their places in the whole menu were."""

    def render_component(self, request: HttpRequest) -> list[Any]:
        return [item.render_component(request) for item in self.menu_items_for_request(request)]
