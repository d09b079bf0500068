"""Jobs: work on many certificates at once."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from certification.certificates import actions
from certification.certificates.models import Batch
from certification.certificates.queries.batches import reasons_of, rows_of, tallied, tally
from certification.certificates.staff_views import batches
from certification.certificates.words import WORDS
from lms.web.records import RecordIndexView, RecordViewSet

PER_PAGE = 50


class JobIndexView(RecordIndexView):
    """The jobs, and the way to begin one."""

    nothing_yet = _("No job yet. A job issues, signs or renews many certificates at once, with a result for each.")
    page_title = _("Jobs on many certificates")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("certificates.revoke_certificate"):
            return []
        return [HeaderButton(_("Begin one"), url=reverse("certificate_jobs:choose"), icon_name="plus")]


class JobInspectView(InspectView):
    """How far a job is, with a result for each certificate."""

    page_title = _("Job on many certificates")
    template_name = "certificates/staff/job.html"

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(rows_of(self.object), PER_PAGE).get_page(self.request.GET.get("p"))
        held_back = actions.out_of_step()
        told = {
            "tally": tally(self.object),
            "page": page,
            "rows": [(row, reasons_of(row)) for row in page],
            "held_back": WORDS[held_back] if held_back else "",
        }
        return {**super().get_context_data(**kwargs), **told}


class JobViewSet(RecordViewSet):
    """Newest first."""

    model = Batch
    name = "certificate_jobs"
    menu_label = _("Certificate jobs")
    menu_order = 342
    icon = "tasks"
    add_to_admin_menu = True
    index_view_class = JobIndexView
    inspect_view_class = JobInspectView
    inspect_template_name = "certificates/staff/job.html"
    list_display = (
        Column("kind", label=_("What"), accessor="get_kind_display"),
        "reason",
        Column("all", label=_("Certificates"), accessor="rows_all"),
        Column("waiting", label=_("Waiting"), accessor="rows_waiting"),
        "asked_by",
        "asked_at",
    )
    search_fields = ("reason",)

    def listed(self) -> Any:
        return tallied()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("begin/", batches.choose, name="choose"),
            path("begin/now/", batches.begin, name="begin"),
            path("<int:pk>/results/", batches.results, name="results"),
        ]
