"""Puts practice dialogues, and what belongs to them, into one part of Wagtail's menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.base import ViewSet

from courses.practice.models import Dialogue, Exercise, FeedbackRound, FoundingMember
from courses.practice.staff_views import care, concerns
from courses.practice.viewsets import (
    MENU,
    AgreementViewSet,
    DialogueViewSet,
    ExerciseViewSet,
    FeedbackViewSet,
    FoundingViewSet,
    SupportPlaceViewSet,
)
from lms.web.records import register_view_only

for model in (Dialogue, Exercise, FeedbackRound, FoundingMember):
    register_view_only(model)

care_urls = [
    path("", care.wishes, name="wishes"),
    path("<int:pk>/met/", care.meet, name="meet"),
]
concern_urls = [
    path("", concerns.mine, name="mine"),
    path("late/", concerns.late, name="late"),
    path("late/<int:pk>/hand-on/", concerns.hand_on_late, name="hand_on_late"),
    path("<int:pk>/", concerns.one, name="one"),
    path("<int:pk>/note/", concerns.note, name="note"),
    path("<int:pk>/say-openly/", concerns.say_openly, name="say_openly"),
    path("<int:pk>/hand-on/", concerns.hand_on, name="hand_on"),
    path("<int:pk>/close/", concerns.close, name="close"),
]


@hooks.register("register_admin_viewset")
def register_practice() -> list[ViewSet]:
    return [
        DialogueViewSet(),
        FeedbackViewSet(),
        AgreementViewSet(),
        ExerciseViewSet(),
        FoundingViewSet(),
        SupportPlaceViewSet(),
    ]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("care/", include((care_urls, "care"))), path("concerns/", include((concern_urls, "concerns")))]


class PermittedItem(MenuItem):
    """Shown to who has a permission; the page itself asks what one is to each row."""

    def __init__(self, permission: str, label: object, url_name: str, **options: object) -> None:
        super().__init__(label, reverse(url_name), name=url_name.replace(":", "-"), **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def practice_in_menu() -> MenuItem:
    return SubmenuMenuItem(_("Practice"), Menu(register_hook_name=MENU), name="practice", icon_name="group", order=320)


@hooks.register(MENU)
def agreement_in_menu() -> MenuItem:
    return PermittedItem(
        "practice.view_dialogue", _("How we agree"), "agreement:agreement", icon_name="table", order=322
    )


@hooks.register(MENU)
def care_in_menu() -> MenuItem:
    return PermittedItem("practice.meet_carewish", _("Care"), "care:wishes", icon_name="comment", order=323)


@hooks.register(MENU)
def concerns_in_menu() -> MenuItem:
    return PermittedItem("practice.view_dialogue", _("Concerns"), "concerns:mine", icon_name="warning", order=324)
