"""Puts sessions into Wagtail's menu, and lets whoever signs out leave no roster behind."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from courses.slots.models import Slot
from courses.slots.viewsets import SlotViewSet
from lms.web.records import register_view_only

register_view_only(Slot)


@hooks.register("register_admin_viewset")
def register_slots() -> SlotViewSet:
    return SlotViewSet()


@hooks.register("insert_global_admin_js")
def leave_no_roster_behind() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("slots/roster-goodbye.js"))
