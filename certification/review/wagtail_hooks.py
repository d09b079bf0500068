"""Puts the review desk into Wagtail's menu, and what waits for whom on the first staff page."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from certification.review.models import Case
from certification.review.staff_views.waiting import ApplicationsPanel
from certification.review.viewsets import ALL
from lms.people.models import User
from lms.web.records import register_view_only

register_view_only(Case)


@hooks.register("register_admin_viewset")
def register_the_desk() -> list[ViewSet]:
    return [declared() for declared in ALL]


@hooks.register("construct_homepage_panels")
def tell_reviewers_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm("review.decide_case"):
        panels.append(ApplicationsPanel(request.user))
