"""The review desk: the queue of applications, and one screen for each."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from certification.review.models import Case
from certification.review.queries import queue
from certification.review.staff_views.ahead import ahead
from certification.review.viewsets import inspecting, people
from certification.review.viewsets.filters import CaseFilters
from lms.web.records import RecordViewSet


class CaseIndexView(IndexView):
    """What waits for the reader, then by age. Nothing in it depends on how, or whether, anybody else has voted."""

    page_title = _("Applications")
    template_name = "review/staff/queue.html"
    results_template_name = "review/staff/queue_results.html"

    @cached_property
    def reads_all(self) -> bool:
        return queue.reads_all(self.request.user)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.reads_all:
            return []
        return [HeaderButton(_("Before they apply"), url=reverse("cases:ahead"), icon_name="group")]

    def get_base_queryset(self) -> QuerySet[Case]:
        return queue.listed(self.request.user, reads_all=self.reads_all, at=timezone.now())

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """What nobody can choose narrows nothing."""
        if self.filters.is_valid():
            return self.filters.filter_queryset(queryset)
        return queryset.filter(state__in=Case.OPEN)

    def order_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The order is the queue's own."""
        return queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["rows"] = queue.told(list(context["object_list"]), at=timezone.now())
        if not self.results_only:
            context["own_load"] = queue.own_load(self.request.user)
            context["loads"] = queue.loads() if self.reads_all else []
        return context


class CaseViewSet(RecordViewSet):
    """The queue, and one screen for each application."""

    model = Case
    name = "cases"
    menu_label = _("Applications")
    menu_order = 330
    icon = "tasks"
    add_to_admin_menu = True
    inspect_view_class = inspecting.CaseInspectView
    inspect_template_name = "review/staff/case.html"
    index_view_class = CaseIndexView
    index_template_name = "review/staff/queue.html"
    index_results_template_name = "review/staff/queue_results.html"
    list_display = (Column("candidate"),)
    filterset_class = CaseFilters
    search_fields = ("printed_name", "enrolment__person__display_name")
    list_per_page = 25

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("ahead/", ahead, name="ahead"),
            *inspecting.PATHS,
            *people.URLS,
        ]
