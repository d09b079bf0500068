"""Puts the review desk into Wagtail's menu, and what waits for whom on the first staff page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from certification.review.models import Case, FoundingList, ReviewExercise
from certification.review.staff_views.waiting import ApplicationsPanel
from certification.review.viewsets import ALL
from lms.people.models import User
from lms.web.records import register_view_only

for model in (Case, FoundingList, ReviewExercise):
    register_view_only(model)


@hooks.register("register_admin_viewset")
def register_the_desk() -> list[ViewSet]:
    return [declared() for declared in ALL]


@hooks.register("construct_homepage_panels")
def tell_reviewers_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm("review.decide_case"):
        panels.append(ApplicationsPanel(request.user))


class MemberItem(MenuItem):
    """For the core group: a guest has one application and nothing to arrange, and an admin decides nothing.

    Told by permissions, which every staff page has read by then.
    """

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["review.decide_case", "review.put_forward"])


@hooks.register("register_admin_menu_item")
def oneself_in_menu() -> MenuItem:
    return MemberItem(
        _("You at the desk"), reverse("cases:oneself"), name="you-at-the-desk", icon_name="user", order=335
    )
