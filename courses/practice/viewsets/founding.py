"""The founding list."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from courses.practice.models import FoundingMember
from courses.practice.staff_views import founding
from courses.practice.viewsets.menu import MENU
from lms.web.records import RecordIndexView, RecordViewSet, ToldInspectView


class FoundingIndexView(RecordIndexView):
    """The list, with the way to name somebody for who may."""

    nothing_yet = _("Nobody is on the list yet. Program admins name the first experienced leads and observers.")
    page_title = _("Founding list")
    verbose_name_plural = _("people on the list")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("practice.name_foundingmember"):
            return []
        return [HeaderButton(_("Name somebody"), url=reverse("founding:name"), icon_name="plus")]


class FoundingInspectView(ToldInspectView):
    """Who named whom and why, and the verb that ends it."""

    page_title = _("Founding list")
    template_name = "practice/staff/founder.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("practice.name_foundingmember") and self.object.withdrawn_at is None
        return {**super().get_context_data(**kwargs), "may_withdraw": may}


class FoundingViewSet(RecordViewSet):
    """With whom the program began: rows are added and ended, never changed."""

    model = FoundingMember
    name = "founding"
    menu_label = _("Founding list")
    menu_order = 325
    icon = "group"
    add_to_admin_menu = True
    menu_hook = MENU
    index_view_class = FoundingIndexView
    inspect_view_class = FoundingInspectView
    inspect_template_name = "practice/staff/founder.html"
    list_display = (
        "person",
        Column("get_part_display", label=_("As"), sort_key="part"),
        "named_at",
        Column("withdrawn_at", label=_("Until"), sort_key="withdrawn_at"),
    )
    list_filter = ("part",)
    search_fields = ("person__display_name",)

    def listed(self) -> Any:
        return FoundingMember.objects.select_related("person")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("name/", founding.name, name="name"),
            path("<int:pk>/withdraw/", founding.withdraw, name="withdraw"),
        ]
