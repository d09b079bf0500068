"""Puts practice dialogues, and how observers score them, into Wagtail's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.practice.models import Dialogue, Exercise
from courses.practice.viewsets import AgreementViewSet, DialogueViewSet, ExerciseViewSet
from lms.web.records import register_view_only

register_view_only(Dialogue)
register_view_only(Exercise)


@hooks.register("register_admin_viewset")
def register_dialogues() -> DialogueViewSet:
    return DialogueViewSet()


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
