"""The core group's list of practice dialogues, and one page for each."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.practice import queries
from courses.practice.forms import ObserverForm, SupportPlaceForm
from courses.practice.models import Dialogue, SupportPlace
from courses.practice.staff_views import plans
from lms.web.records import RecordViewSet


class DialogueInspectView(InspectView):
    """A plan with its lead, stages and observers, and the verbs that it waits for."""

    page_title = _("Practice dialogue")
    template_name = "practice/staff/dialogue.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("practice.clear_dialogue")
        open_states = (Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING)
        return {
            **super().get_context_data(**kwargs),
            "room": queries.room(self.object),
            "form": ObserverForm(queries.possible_observers(self.object)),
            "may_assign": may and self.object.state in open_states,
            "may_clear": may and self.object.state == Dialogue.State.PROPOSED,
        }


class DialogueViewSet(RecordViewSet):
    """Soonest last; filter by state to see what waits to be cleared."""

    model = Dialogue
    name = "dialogues"
    menu_label = _("Practice")
    menu_order = 320
    icon = "group"
    add_to_admin_menu = True
    inspect_view_class = DialogueInspectView
    inspect_template_name = "practice/staff/dialogue.html"
    list_display = ("topic", "lead", Column("get_state_display", label=_("State"), sort_key="state"), "starts_at")
    list_filter = ("state",)
    search_fields = ("topic", "enrolment__person__display_name")

    def listed(self) -> Any:
        return Dialogue.objects.select_related("enrolment__person")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/observer/", plans.ask_observer, name="observer"),
            path("<int:pk>/clear/", plans.clear, name="clear"),
        ]


class SupportPlaceViewSet(ModelViewSet):
    """Where people find support, in the order in which they are shown."""

    model = SupportPlace
    name = "support_places"
    menu_label = _("Places of support")
    menu_order = 324
    icon = "help"
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ("title", "phone", "order")

    def get_form_class(self, for_update: bool = False) -> type[SupportPlaceForm]:
        return SupportPlaceForm
