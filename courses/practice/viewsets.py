"""The core group's list of practice dialogues, and one page for each."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.practice import queries
from courses.practice.models import Dialogue, FoundingMember
from courses.practice.staff_views import founding, pairings, plans, rooms
from lms.web.records import RecordViewSet


class ExerciseViewSet(RecordViewSet):
    """Only for those who set exercises: an observer who reads the agreed scores first has nothing left to learn."""

    model = Exercise
    name = "exercises"
    menu_label = _("Calibration")
    menu_order = 321
    icon = "tick-inverse"
    add_to_admin_menu = True
    index_view_class = ExerciseIndexView
    inspect_view_class = ExerciseInspectView
    inspect_template_name = "practice/staff/exercise.html"
    list_display = (
        "title",
        Column("state", label=_("State"), accessor="told_state"),
        Column("bound", label=_("Percent to qualify"), sort_key="bound"),
        Column("pathway", label=_("Rubric of"), accessor="syllabus"),
    )
    search_fields = ("title",)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("write/", exercises.write, name="write"),
            path("<int:pk>/change/", exercises.change, name="change"),
            path("<int:pk>/publish/", exercises.publish, name="publish"),
            path("<int:pk>/withdraw/", exercises.withdraw, name="withdraw"),
        ]


class AgreementViewSet(ViewSet):
    """How far observers agree, and who of them is qualified; for all who see dialogues."""

    name = "agreement"
    url_prefix = "agreement"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", agreement.agreement, name="agreement"),
            path("observers/", exercises.observers, name="observers"),
        ]


class DialogueInspectView(InspectView):
    """A plan with its lead, stages and observers, and the verbs that it waits for."""

    page_title = _("Practice dialogue")
    template_name = "practice/staff/dialogue.html"

    def get_queryset(self) -> Any:
        return queries.whole()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("practice.clear_dialogue")
        return {
            **super().get_context_data(**kwargs),
            "room": queries.room(self.object),
            "may_clear": may and self.object.state == Dialogue.State.PROPOSED,
        }


class DialogueIndexView(IndexView):
    """Latest first, with the way to those that lack somebody."""

    page_title = _("Practice dialogues")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Who is needed"), url=reverse("dialogues:gaps"), icon_name="group")]


class DialogueViewSet(RecordViewSet):
    """Soonest last; filter by state to see what waits to be cleared."""

    model = Dialogue
    name = "dialogues"
    menu_label = _("Practice")
    menu_order = 320
    icon = "group"
    add_to_admin_menu = True
    index_view_class = DialogueIndexView
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
            path("gaps/", pairings.gaps, name="gaps"),
            path("gaps/ask/", pairings.ask_all, name="ask_all"),
            path("<int:pk>/ask/", pairings.ask, name="ask"),
            path("<int:pk>/pairings/<int:pairing>/withdraw/", pairings.withdraw, name="withdraw"),
            path("<int:pk>/clear/", plans.clear, name="clear"),
            path("<int:pk>/room/close/", rooms.close, name="close_room"),
        ]


class FoundingIndexView(IndexView):
    """The list, with the way to name somebody for who may."""

    page_title = _("Founding list")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("practice.name_foundingmember"):
            return []
        return [HeaderButton(_("Name somebody"), url=reverse("founding:name"), icon_name="plus")]


class FoundingInspectView(InspectView):
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


class FeedbackIndexView(IndexView):
    """What participants said, dialogue by dialogue. The same queries, however many rows."""

    page_title = _("Participants' feedback")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Words that may be quoted"), url=reverse("answers:testimonials"), icon_name="download")]


class FeedbackInspectView(InspectView):
    """What was released, for readers who are independent of those who led; to others it isn't there."""

    page_title = _("Participants' feedback")
    template_name = "practice/staff/feedback.html"

    def get_queryset(self) -> Any:
        return queries.rounds_with_unread()

    def get_object(self, *args: Any) -> Any:
        found = super().get_object(*args)
        reader = self.request.user
        if not (reader.has_perm("practice.read_answer") and queries.may_read(found, reader)):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_ = self.object
        dialogue = round_.dialogue
        return {
            **super().get_context_data(**kwargs),
            "dialogue": dialogue,
            "results": queries.results_for_reader(round_),
            "unread": [row for row in round_.answers.all() if row.words == Answer.Words.UNREAD],
            "told": round_.answered >= TOLD_FROM,
            "may_close": round_.closed_at is None and dialogue.state == "held" and dialogue.headcount is not None,
        }


class FeedbackViewSet(RecordViewSet):
    """Newest first; words that wait to be read are counted."""

    model = FeedbackRound
    name = "answers"
    menu_label = _("Feedback")
    menu_order = 325
    icon = "comment"
    add_to_admin_menu = True
    index_view_class = FeedbackIndexView
    inspect_view_class = FeedbackInspectView
    inspect_template_name = "practice/staff/feedback.html"
    list_display = (
        "dialogue",
        Column("lead", label=_("Lead"), accessor="dialogue.lead"),
        Column("answered", label=_("Answers"), sort_key="answered"),
        Column("unread", label=_("Words to read"), accessor="unread"),
    )
    search_fields = ("dialogue__topic",)
    ordering = "-pk"

    def listed(self) -> Any:
        return queries.rounds_with_unread()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("testimonials.csv", feedback.testimonials, name="testimonials"),
            path("<int:pk>/close/", feedback.close, name="close"),
            path("words/<uuid:answer>/show/", feedback.show, name="show"),
            path("words/<uuid:answer>/shorten/", feedback.shorten, name="shorten"),
            path("words/<uuid:answer>/withhold/", feedback.withhold, name="withhold"),
        ]
