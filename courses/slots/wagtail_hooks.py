"""Puts sessions into Wagtail's menu."""

from wagtail import hooks

from courses.slots.models import Slot
from courses.slots.viewsets import SlotViewSet
from lms.web.records import register_view_only

register_view_only(Slot)


@hooks.register("register_admin_viewset")
def register_slots() -> SlotViewSet:
    return SlotViewSet()
