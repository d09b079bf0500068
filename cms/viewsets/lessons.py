"""How modules and lessons are listed and edited in Wagtail: columns that tell how far they are, and a checklist."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from cms.checklist import words
from cms.checklist.rules import Checklist
from cms.models import LessonPage, ModulePage
from cms.queries import explorer


class ChecklistSidePanel(BaseSidePanel):
    """What to look at before publishing, computed on the lesson as it was last saved."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle what to look at before publishing")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.checklist.findings)}

    name = "before-publishing"
    title = _("Before you publish")
    template_name = "cms/admin/checklist.html"
    order = 340

    class Media:
        css = {"all": ["cms/editor.css"]}
        js = ("cms/checklist.js",)

    def __init__(self, page: LessonPage, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.checklist: Checklist = explorer.checklist_of(page)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        # A lesson that is only begun gets its number with its first draft; cms/checklist.js fills it in.
        address = reverse("lesson-checklists:checklist", args=[self.object.pk or 0])
        return {**super().get_context_data(parent_context), "checklist": words.tell(self.checklist), "address": address}


class LessonCreateView(CreateView):
    """Wagtail's empty page with the checklist beside it, which every kept draft renews."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        panels.append(ChecklistSidePanel(self.page, self.request))
        return panels


class LessonEditView(EditView):
    """Wagtail's editor with the checklist beside it."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if not (self.expects_json_response or self.hydrate_create_view):
            panels.append(ChecklistSidePanel(self.page, self.request))
        return panels


class _GlancingView(ExplorableIndexView):
    """Pages with what is known of each at a glance, read for the whole list at once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        glances = self.glances(pages)
        for page in pages:
            page.glance = glances[page.pk]
        return context

    def glances(self, pages: list[Any]) -> dict[int, Any]:
        raise NotImplementedError


class LessonListView(_GlancingView):
    def glances(self, pages: list[Any]) -> dict[int, Any]:
        return explorer.lessons_at_a_glance(pages)


class ModuleListView(_GlancingView):
    def glances(self, pages: list[Any]) -> dict[int, Any]:
        return explorer.modules_at_a_glance(pages)


def _lesson_required(page: LessonPage) -> Any:
    return _("required") if page.glance.required else _("optional")


def _module_required(page: ModulePage) -> str:
    glance = page.glance
    told = ngettext("%(count)d required", "%(count)d required", glance.required) % {"count": glance.required}
    if not glance.optional:
        return told
    optional = ngettext("%(count)d optional", "%(count)d optional", glance.optional) % {"count": glance.optional}
    return f"{told}, {optional}"


def _columns(required: Any) -> list[Column]:
    """Wagtail's columns, with ours before the dates."""
    ours = [
        Column("minutes", label=_("Minutes"), accessor=lambda page: page.glance.minutes, width="8%"),
        Column("required", label=_("Required"), accessor=required, width="12%"),
        Column(
            "completeness",
            label=_("Completeness"),
            accessor=lambda page: words.completeness(page.glance.checklist),
            width="12%",
        ),
    ]
    known = [column for column in PageViewSet.columns if column.name != "type"]
    at = next(index for index, column in enumerate(known) if column.name == "latest_revision_created_at")
    return [*known[:at], *ours, *known[at:]]


class LessonViewSet(PageViewSet):
    model = LessonPage
    icon = "doc-full"
    index_view_class = LessonListView
    add_view_class = LessonCreateView
    edit_view_class = LessonEditView
    list_display = _columns(_lesson_required)


class ModuleViewSet(PageViewSet):
    model = ModulePage
    icon = "folder"
    index_view_class = ModuleListView
    list_display = _columns(_module_required)
