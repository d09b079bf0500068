"""What participants said, as staff read it."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from courses.practice import queries
from courses.practice.models import Answer, FeedbackRound
from courses.practice.rules import TOLD_FROM
from courses.practice.staff_views import feedback
from courses.practice.viewsets.menu import MENU
from lms.web.records import RecordIndexView, RecordInspectView, RecordViewSet


class FeedbackIndexView(RecordIndexView):
    """What participants said, dialogue by dialogue. The same queries, however many rows."""

    nothing_yet = _("No feedback yet. A dialogue stands here once its lead has asked the participants for it.")
    page_title = _("Participants' feedback")
    verbose_name_plural = _("dialogues with feedback")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Words that may be quoted"), url=reverse("answers:testimonials"), icon_name="download")]


class FeedbackInspectView(RecordInspectView):
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
    menu_hook = MENU
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
