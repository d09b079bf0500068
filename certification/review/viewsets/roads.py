"""Lists of people who are put forward."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from certification.review import queries
from certification.review.forms.roads import TogetherForm
from certification.review.models import FoundingList
from certification.review.staff_views import roads
from lms.web.records import RecordIndexView, RecordInspectView, RecordViewSet


class FoundingListIndexView(RecordIndexView):
    """The lists, with the ways to put somebody forward for who may."""

    nothing_yet = _("Nobody has been put forward yet. Each list stands here, with what became of its people.")
    page_title = _("People put forward")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("review.put_forward"):
            return []
        return [
            HeaderButton(_("Put earlier facilitators forward"), url=reverse("founding_lists:put"), icon_name="plus"),
            HeaderButton(_("Honour somebody"), url=reverse("founding_lists:honour"), icon_name="pick"),
        ]


class FoundingListInspectView(RecordInspectView):
    """All people of a list on one page, each as this reader may see them; to others it isn't there."""

    page_title = _("People put forward")
    template_name = "review/staff/founding.html"

    def get_queryset(self) -> Any:
        return queries.lists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.listed_people(self.object, self.request.user, at=timezone.now())
        if not rows:
            raise Http404
        people: list[tuple[queries.ListedPerson, bool, list[str]]] = [(row, False, []) for row in rows]
        told = {"people": people, "form": TogetherForm(), "may_approve": any(row.choosable for row in rows)}
        return {**super().get_context_data(**kwargs), **told}


class FoundingListViewSet(RecordViewSet):
    """Newest first. Nothing in the list depends on how, or whether, anybody has voted."""

    model = FoundingList
    name = "founding_lists"
    menu_label = _("Put forward")
    menu_order = 331
    icon = "group"
    add_to_admin_menu = True
    index_view_class = FoundingListIndexView
    inspect_view_class = FoundingListInspectView
    inspect_template_name = "review/staff/founding.html"
    list_display = (
        "title",
        Column("pathway", label=_("For")),
        Column("people", label=_("People"), accessor="people"),
        Column("made_by", label=_("By"), accessor="made_by"),
        "made_at",
    )
    search_fields = ("title",)

    def listed(self) -> Any:
        return queries.lists()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("put-forward/", roads.put_forward, name="put"),
            path("put-forward/rows/", roads.add_rows, name="add_rows"),
            path("honour/", roads.honour, name="honour"),
            path("<int:pk>/approve/", roads.approve, name="approve"),
        ]
