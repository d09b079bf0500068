"""The core group's list of practice dialogues, and one page for each."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from courses.practice import queries
from courses.practice.forms import CommentForm
from courses.practice.models import Dialogue
from courses.practice.staff_views import pairings, plans, rooms
from courses.practice.staff_views.filters import DialogueFilters
from courses.practice.viewsets.menu import MENU
from courses.practice.words import LACKS
from lms.web.records import ComingFirstIndexView, RecordInspectView, RecordViewSet
from lms.web.times import tell

_AN_HOUR = timedelta(hours=1)


def _when(dialogue: Dialogue) -> str:
    return str(tell(dialogue.starts_at, zone=dialogue.zone))


def _missing(dialogue: Dialogue) -> str:
    return " · ".join(str(words) for code, words in LACKS.items() if getattr(dialogue, f"lacks_{code}")) or "–"


class DialogueIndexView(ComingFirstIndexView):
    """The same queries, however many rows."""

    nothing_yet = _("No practice dialogue is planned yet. Each stands here as soon as its lead proposes it.")
    page_title = _("Practice dialogues")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Who is needed"), url=reverse("dialogues:gaps"), icon_name="group")]

    def is_over(self, at: datetime) -> Q:
        return Q(starts_at__lte=at - _AN_HOUR)

    def get_base_queryset(self) -> Any:
        return queries.listed()


class DialogueInspectView(RecordInspectView):
    """A plan with its lead, stages and observers, and the verbs that it waits for."""

    page_title = _("Practice dialogue")
    template_name = "practice/staff/dialogue.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    @cached_property
    def may(self) -> bool:
        return bool(self.request.user.has_perm(queries.CLEARS))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ahead = (Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING)
        open_now = self.object.state in ahead
        return {
            **super().get_context_data(**kwargs),
            "room": queries.room(self.object),
            "told": queries.details_of(self.object),
            "comments": queries.comments_on(self.object) if self.may else (),
            "comment_form": CommentForm() if self.may and open_now else None,
            "may_clear": self.may and self.object.state == Dialogue.State.PROPOSED,
        }


class DialogueViewSet(RecordViewSet):
    """Filter by what is missing to see what waits for whom."""

    model = Dialogue
    name = "dialogues"
    menu_label = _("Dialogues")
    menu_order = 320
    icon = "group"
    add_to_admin_menu = True
    menu_hook = MENU
    index_view_class = DialogueIndexView
    inspect_view_class = DialogueInspectView
    inspect_template_name = "practice/staff/dialogue.html"
    list_display = (
        TitleColumn("topic", label=_("Topic"), url_name="dialogues:inspect", sort_key="topic"),
        Column("lead", label=_("Lead"), sort_key="enrolment__person__display_name"),
        Column("when", label=_("When"), accessor=_when, sort_key="starts_at"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("missing", label=_("Missing"), accessor=_missing),
    )
    filterset_class = DialogueFilters
    search_fields = ("topic", "enrolment__person__display_name")
    list_per_page = 50

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/comment/", plans.comment, name="comment"),
            path("gaps/", pairings.gaps, name="gaps"),
            path("gaps/ask/", pairings.ask_all, name="ask_all"),
            path("<int:pk>/ask/", pairings.ask, name="ask"),
            path("<int:pk>/pairings/<int:pairing>/withdraw/", pairings.withdraw, name="withdraw"),
            path("<int:pk>/room/close/", rooms.close, name="close_room"),
            path("<int:pk>/clear/", plans.clear, name="clear"),
        ]
