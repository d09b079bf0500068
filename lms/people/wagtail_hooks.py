"""Puts people's staff screens into Wagtail's menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lms.people import staff_views
from lms.people.viewsets import PeopleRecords

urls = [
    path("", staff_views.people, name="people"),
    path("<int:person_id>/roles/", staff_views.roles, name="roles"),
    path("<int:person_id>/roles/grant/", staff_views.grant, name="grant"),
    path("<int:person_id>/roles/withdraw/", staff_views.withdraw, name="withdraw"),
]


class PeopleMenuItem(MenuItem):
    """Shown to those who may see people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.view_user")


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("people/", include((urls, "people_staff")))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return PeopleMenuItem(_("People"), reverse("people_staff:people"), icon_name="user", order=600)


@hooks.register("register_admin_viewset")
def register_records() -> PeopleRecords:
    return PeopleRecords()
