"""The staff list of trainings, one page for each, and where the verbs and the cohort's pages stand."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from courses.progress import queries
from courses.progress.models import Enrolment, StaffRecord
from courses.progress.queries import cohort
from courses.progress.queries.for_staff import STAFF_PER_PAGE
from courses.progress.rules import Reason
from courses.progress.staff_views import cohort as cohort_views
from courses.progress.staff_views import together, verbs
from courses.progress.staff_views.filters import TrainingFilters
from courses.progress.staff_views.spreadsheets import Spreadsheet
from courses.progress.unseen import Unseen, unseen_by
from courses.progress.words import WORDS
from lms.web.records import RecordIndexView, RecordViewSet


class TrainingListView(Spreadsheet, RecordIndexView):
    """By name; the same queries, however many rows."""

    nothing_yet = _("Nobody is in training yet. Whoever begins stands here at once.")
    template_name = "progress/staff/list.html"

    @cached_property
    def unseen(self) -> Unseen:
        return unseen_by(self.request.user)

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        return cohort.listed()

    def search_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        return cohort.found(queryset, self.search_query)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """How each row of the page stands is evaluated once."""
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        at, rows = timezone.now(), list(rows)
        for row in rows:
            row.stands = cohort.standing(row, unseen=self.unseen, at=at)
        return paginator, page, rows, has_others

    def row_of(self, item: Enrolment) -> dict[str, Any]:
        stands = cohort.standing(item, unseen=self.unseen, at=timezone.now())
        counted = {"met": stands.met, "asked": len(stands.statuses)}
        return cohort_views.about(item) | counted | {"turns": stands.waits_for, "steps": stands.next_steps}

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        asked = self.request.GET.urlencode()
        buttons = [HeaderButton(_("Cohort"), url=reverse("trainings:cohort"), icon_name="table")]
        if self.request.user.has_perm("progress.correct_enrolment"):
            address = reverse("trainings:together") + (f"?{asked}" if asked else "")
            buttons.append(HeaderButton(_("For several"), url=address, icon_name="group"))
        return buttons


class TrainingInspectView(InspectView):
    """Where somebody stands, what may be done about it, and the history."""

    page_title = _("Training")
    template_name = "progress/staff/training.html"

    def get_object(self, queryset: Any = None) -> Enrolment:
        rows = Enrolment.objects.with_plan().select_related("person__institution", "pathway")
        return get_object_or_404(rows, pk=self.pk)

    def get_fields(self) -> list[str]:
        return ["state"]

    def get_page_subtitle(self) -> str:
        return str(self.object.person or _("Somebody erased"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unseen = unseen_by(self.request.user)
        events = queries.history(self.object, but=unseen.of(self.object))
        page = Paginator(events, STAFF_PER_PAGE).get_page(self.request.GET.get("p"))
        own = self.object.person_id == self.request.user.pk
        may = self.request.user.has_perm("progress.correct_enrolment")
        return {
            **super().get_context_data(**kwargs),
            "enrolment": self.object,
            "stands": queries.person(self.object, unseen=unseen, at=timezone.now()),
            "page": page,
            "days": queries.staff_timeline(self.object, list(page)),
            "may_correct": may and not own and self.object.person_id,
            "own": WORDS[Reason.OWN_TRAINING] if own and may else "",
            "kinds": StaffRecord.Kind.choices,
        }


class EnrolmentViewSet(RecordViewSet):
    """Who is on the road, how each stands, and what is done about it by verbs."""

    model = Enrolment
    name = "trainings"
    menu_label = _("Trainees")
    menu_order = 300
    icon = "history"
    add_to_admin_menu = True
    index_view_class = TrainingListView
    inspect_view_class = TrainingInspectView
    index_template_name = "progress/staff/list.html"
    inspect_template_name = "progress/staff/training.html"
    list_display = (
        TitleColumn(
            "person", label=_("Name"), accessor="person", url_name="trainings:inspect", sort_key="person__display_name"
        ),
        Column("pathway", label=_("Training"), accessor="pathway.title", classname="training-extra"),
        Column("version", label=_("Version"), accessor="syllabus.number", classname="training-extra"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state", classname="training-extra"),
        Column("met", label=_("Met"), accessor="stands.so_far", classname="training-met"),
        Column("turns", label=_("Whose turn"), accessor="stands.waits_for", classname="training-turns"),
        DateColumn("enrolled_at", label=_("Began"), sort_key="enrolled_at", classname="training-extra"),
        DateColumn("eligible_at", label=_("Ready to apply"), sort_key="eligible_at", classname="training-extra"),
    )
    filterset_class = TrainingFilters
    export_filename = "trainings"
    list_export = tuple(cohort_views.HEADINGS)
    export_headings = cohort_views.HEADINGS
    search_fields = ("person__display_name", "person__email_key")
    ordering = "person__display_name"
    list_per_page = 50

    def listed(self) -> QuerySet[Enrolment]:
        return cohort.listed()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("cohort/", cohort_views.GridView.as_view(), name="cohort"),
            path("cohort/pace/", cohort_views.pace, name="pace"),
            path("<int:pk>/waive/", verbs.waive, name="waive"),
            path("<int:pk>/end-waiver/", verbs.end_waiver, name="end_waiver"),
            path("<int:pk>/credit/", verbs.credit, name="credit"),
            path("<int:pk>/end-credit/", verbs.end_credit, name="end_credit"),
            path("<int:pk>/credits/<int:credit>/proof/", verbs.evidence, name="evidence"),
            path("<int:pk>/history/<int:seq>/take-back/", verbs.take_back, name="take_back"),
            path("<int:pk>/records/<int:revision>/correct/", verbs.correct, name="correct"),
            *_each_kind(),
            path("together/", together.choose, name="together"),
            *_each_verb(),
        ]


def _each_kind() -> list[URLPattern]:
    """An address for each kind of record, so that the permission matrix has a line for each."""
    return [
        path(f"<int:pk>/record/{kind}/", verbs.record, {"kind": kind}, name=f"record_{kind}")
        for kind in StaffRecord.Kind.values
    ]


def _each_verb() -> list[URLPattern]:
    steps = (("", together.say, "say"), ("ahead/", together.look_ahead, "ahead"), ("do/", together.carry_out, "do"))
    return [
        path(f"together/{verb}/{step}", view, {"verb": verb}, name=f"together_{verb}_{name}")
        for verb in together.VERBS
        for step, view, name in steps
    ]
