"""Puts practice dialogues, concerns and care into Wagtail's menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.practice.models import Dialogue, FoundingMember
from courses.practice.viewsets import DialogueViewSet, FoundingViewSet
from lms.web.records import register_view_only

register_view_only(Dialogue)
register_view_only(FoundingMember)


@hooks.register("register_admin_viewset")
def register_dialogues() -> DialogueViewSet:
    return DialogueViewSet()


@hooks.register("register_admin_viewset")
def register_founding_list() -> FoundingViewSet:
    return FoundingViewSet()
