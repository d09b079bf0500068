"""Puts practice dialogues, concerns and care into Wagtail's menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.practice.models import Dialogue, Exercise, FeedbackRound
from courses.practice.staff_views import care, concerns
from courses.practice.viewsets import (
    AgreementViewSet,
    DialogueViewSet,
    ExerciseViewSet,
    FeedbackViewSet,
    SupportPlaceViewSet,
)
from lms.web.records import register_view_only

register_view_only(Dialogue)
register_view_only(Exercise)
register_view_only(FeedbackRound)

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
def register_dialogues() -> DialogueViewSet:
    return DialogueViewSet()


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    return FeedbackViewSet()


@hooks.register("register_admin_viewset")
def register_support_places() -> SupportPlaceViewSet:
    return SupportPlaceViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("care/", include((care_urls, "care"))), path("concerns/", include((concern_urls, "concerns")))]


class CareMenuItem(MenuItem):
    """Shown to the core group; the page itself asks for membership."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("practice.meet_carewish")


class ConcernsMenuItem(MenuItem):
    """Shown to core group and program admins; the pages themselves ask what one is to a concern."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("practice.view_dialogue")


@hooks.register("register_admin_menu_item")
def register_care_menu_item() -> MenuItem:
    return CareMenuItem(_("Care"), reverse("care:wishes"), icon_name="comment", order=322)


@hooks.register("register_admin_menu_item")
def register_concerns_menu_item() -> MenuItem:
    return ConcernsMenuItem(_("Concerns"), reverse("concerns:mine"), icon_name="warning", order=323)


@hooks.register("register_admin_viewset")
def register_calibration() -> list[ExerciseViewSet | AgreementViewSet]:
    return [ExerciseViewSet(), AgreementViewSet()]


class AgreementMenuItem(MenuItem):
    """Shown to those who see dialogues."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("practice.view_dialogue")


@hooks.register("register_admin_menu_item")
def agreement_in_menu() -> MenuItem:
    return AgreementMenuItem(
        _("How we agree"), reverse("agreement:agreement"), name="agreement", icon_name="table", order=322
    )
