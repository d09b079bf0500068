"""Puts practice dialogues into Wagtail's menu."""

from wagtail import hooks

from courses.practice.models import Dialogue, FeedbackRound
from courses.practice.viewsets import DialogueViewSet, FeedbackViewSet
from lms.web.records import register_view_only

register_view_only(Dialogue)
register_view_only(FeedbackRound)


@hooks.register("register_admin_viewset")
def register_dialogues() -> DialogueViewSet:
    return DialogueViewSet()


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    return FeedbackViewSet()
