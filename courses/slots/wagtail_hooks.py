"""Puts sessions into Wagtail's menu, and lets whoever signs out leave no roster behind."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from courses.slots.models import Slot
from courses.slots.staff_views.desk import SessionsPanel
from courses.slots.viewsets import SlotViewSet
from lms.people.models import User
from lms.web.records import register_view_only

register_view_only(Slot)


@hooks.register("register_admin_viewset")
def register_slots() -> SlotViewSet:
    return SlotViewSet()


@hooks.register("insert_global_admin_js")
def leave_no_roster_behind() -> SafeString:
    pages, goodbye = static("web/js/kept-pages.js"), static("web/js/goodbye.js")
    return format_html('<script src="{}"></script><script type="module" src="{}"></script>', pages, goodbye)


@hooks.register("construct_homepage_panels")
def tell_hosts_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm("slots.run_slot"):
        panels.append(SessionsPanel(request.user))
