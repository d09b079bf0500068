"""Puts practice dialogues into Wagtail's menu."""

from wagtail import hooks

from courses.practice.models import Dialogue
from courses.practice.viewsets import DialogueViewSet
from lms.web.records import register_view_only

register_view_only(Dialogue)


@hooks.register("register_admin_viewset")
def register_dialogues() -> DialogueViewSet:
    return DialogueViewSet()
