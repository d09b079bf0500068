"""The core group's list of practice dialogues, and one page for each."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.practice import queries
from courses.practice.forms import ObserverForm, SupportPlaceForm
from courses.practice.models import Answer, Dialogue, Exercise, FeedbackRound, SupportPlace
from courses.practice.rules import TOLD_FROM
from courses.practice.staff_views import agreement, exercises, feedback, plans
from courses.practice.staff_views.exercise_pages import ExerciseIndexView, ExerciseInspectView
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
