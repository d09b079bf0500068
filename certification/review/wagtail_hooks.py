"""Puts the review desk into Wagtail's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from certification.review.models import Case
from certification.review.viewsets import ALL
from lms.people.roles import Role, has_role
from lms.web.records import register_view_only

register_view_only(Case)


@hooks.register("register_admin_viewset")
def register_the_desk() -> list[ViewSet]:
    return [declared() for declared in ALL]


class MemberItem(MenuItem):
    """For the core group: a guest has one application and nothing to arrange."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and has_role(request.user, Role.CORE_GROUP)


@hooks.register("register_admin_menu_item")
def oneself_in_menu() -> MenuItem:
    return MemberItem(
        _("You at the desk"), reverse("cases:oneself"), name="you-at-the-desk", icon_name="user", order=335
    )
