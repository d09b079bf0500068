"""What staff see of chats in Wagtail: the chooser of a chat's session, who follows a series, and what is missing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from cms.models import ChatPage, Follower
from cms.queries import chats as queries
from cms.words import chats as words
from courses.slots.models import Slot, SlotQuerySet
from lms.web.records import RecordViewSet, ToldInspectView, register_view_only

register_view_only(Follower)


class SessionFilterForm(BaseFilterForm):
    """A word of the title, or of who hosts it."""

    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: QuerySet[Slot]) -> QuerySet[Slot]:
        if asked := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, asked
            objects = objects.filter(Q(title__icontains=asked) | Q(host__display_name__icontains=asked))
        return objects


def _when(slot: Slot) -> str:
    return words.told_there(slot.starts_at, slot.ends_at, slot.zone)


def _title(slot: Slot) -> str:
    return f"{slot.title} · {_when(slot)}"


def _page(slot: Slot) -> Any:
    page = getattr(slot, "chat_page", None)
    return page.title if page else _("free")


class _Columns:
    """A session's kind, day, state, and the chat that has it already."""

    filter_form_class = SessionFilterForm

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]
            Column("when", label=_("When"), accessor=_when),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("page", label=_("Chat"), accessor=_page),
        ]


class ChooseSessionView(_Columns, ChooseView):
    """The whole window."""


class ChooseSessionResultsView(_Columns, ChooseResultsView):
    """Its list alone, as somebody searches or turns a page."""


class SessionChosenView(ChosenView):
    def get_display_title(self, instance: Slot) -> str:
        return _title(instance)


class SessionChooser(BaseChooser):
    """The chosen session with its day. The panel below leads on to it, for those who may go there."""

    show_edit_link = False

    def get_display_title(self, instance: Slot) -> str:
        return _title(instance)


class SessionChooserViewSet(ChooserViewSet):
    """Sessions of chats, the latest first."""

    model = Slot
    icon = "calendar-alt"
    per_page = 12
    choose_one_text = _("Choose a session")
    choose_another_text = _("Choose another session")
    choose_view_class = ChooseSessionView
    choose_results_view_class = ChooseSessionResultsView
    chosen_view_class = SessionChosenView
    base_widget_class = SessionChooser

    def get_object_list(self) -> SlotQuerySet:
        return queries.choosable()

    def get_urlpatterns(self) -> list[URLPattern]:
        # A session is planned by its own verbs, never by a form in a chooser. Guests help with one application alone.
        guarded = permission_required("cms.release_pathway", raise_exception=True)
        shown = (pattern for pattern in super().get_urlpatterns() if pattern.name != "create")
        return [path(str(each.pattern), guarded(each.callback), name=each.name) for each in shown]


class FollowerInspectView(ToldInspectView):
    """Who is told of a series."""

    def get_page_subtitle(self) -> str:
        return str(self.object.name or self.object.email)


class FollowerViewSet(RecordViewSet):
    """Who is told of which series by mail; nobody is written in or taken out by hand."""

    model = Follower
    icon = "mail"
    menu_label = _("Followers")
    menu_order = 520
    add_to_admin_menu = True
    url_prefix = "followers"
    inspect_view_class = FollowerInspectView
    list_display = ("name", "email", "institution", "series", "asked_at", "confirmed_at")
    search_fields = ("name", "email", "institution")
    inspect_view_fields = ("name", "email", "institution", "series", "asked_at", "confirmed_at")
    ordering = "-asked_at"

    def listed(self) -> QuerySet[Follower]:
        return Follower.objects.filter(ended_at=None).select_related("series")


def tell_what_a_chat_lacks(request: HttpRequest, page: ChatPage) -> None:
    """Whoever publishes a chat learns at once that it has no date yet."""
    session = page.session
    lacks = words.lacks(
        session=session is not None,
        draft=session is not None and session.state == Slot.State.DRAFT,
        held=page.held_on is not None,
    )
    if lacks:
        messages.warning(request, lacks)
