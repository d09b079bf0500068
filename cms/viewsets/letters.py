"""The staff list of letters from the site, and the page of each."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import InspectView

from cms.models import Inquiry
from cms.queries import inquiries as queries
from cms.staff_views import letters
from cms.words.inquiries import VERBS
from lms.web.records import RecordIndexView, RecordViewSet
from lms.web.times import told_day

Outcome = Inquiry.Outcome
# The addresses of the verbs that answer a letter.
_ANSWERS = {
    Outcome.ANSWERED: "answer",
    Outcome.CHAT: "answer_chat",
    Outcome.LATER: "answer_later",
    Outcome.NOT_NOW: "answer_not_now",
}


class LetterIndexView(RecordIndexView):
    """What waits comes first; nobody's name or address stands here."""

    nothing_yet = _("No letter yet. What people write to you, and topics that they suggest, stands here.")
    page_title = _("Letters from the site")

    def get_base_queryset(self) -> Any:
        return queries.readable_by(self.request.user).defer("answer")


class LetterInspectView(InspectView):
    """A letter with its answer, or with the verbs that answer it."""

    page_title = _("Letter")
    template_name = "cms/admin/letter.html"

    def get_object(self, queryset: Any = None) -> Inquiry:
        return get_object_or_404(queries.readable_by(self.request.user), pk=self.pk)

    def get_page_subtitle(self) -> str:
        """Its words are for who opens it; what stands above is its kind and its day."""
        return f"{self.object.get_kind_display()}, {told_day(self.object.made_at)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter, may = self.object, self.request.user.has_perm(queries.ANSWERS)
        is_open, is_topic = letter.outcome == Outcome.OPEN, letter.kind == Inquiry.Kind.TOPIC
        fitting = [row for row in _ANSWERS if is_topic or row == Outcome.ANSWERED]
        told = [(VERBS.told(row), reverse(f"letters:{_ANSWERS[row]}", args=[letter.pk])) for row in fitting]
        return {
            **super().get_context_data(**kwargs),
            "may": may,
            "is_open": is_open,
            "is_topic": is_topic,
            "verbs": told if may and is_open else [],
            "may_become": may and is_topic and not is_open and letter.outcome != Outcome.CHAT,
            "may_tell": may and is_topic and not is_open,
        }


class LetterViewSet(RecordViewSet):
    """Open first; filter by what they are and what became of them."""

    model = Inquiry
    name = "letters"
    menu_label = _("Letters")
    menu_order = 156
    icon = "comment"
    add_to_admin_menu = True
    index_view_class = LetterIndexView
    inspect_view_class = LetterInspectView
    inspect_template_name = "cms/admin/letter.html"
    list_filter = ("kind", "outcome")
    search_fields = ("words", "told_as")
    list_display = (
        TitleColumn(
            "words",
            label=_("Words"),
            url_name="letters:inspect",
            accessor=lambda letter: Truncator(letter.words).words(14) or str(letter),
            width="40%",
        ),
        Column("get_kind_display", label=_("Kind"), sort_key="kind", classname="not-on-phones"),
        Column("get_outcome_display", label=_("Outcome"), sort_key="outcome"),
        Column(
            "made_at",
            label=_("Written"),
            accessor=lambda letter: told_day(letter.made_at),
            sort_key="made_at",
            classname="not-on-phones",
        ),
        Column("answered_by", label=_("Answered by"), classname="not-on-phones"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/answer/", letters.answer, {"outcome": Outcome.ANSWERED}, name="answer"),
            path("<int:pk>/answer/chat/", letters.answer, {"outcome": Outcome.CHAT}, name="answer_chat"),
            path("<int:pk>/answer/later/", letters.answer, {"outcome": Outcome.LATER}, name="answer_later"),
            path("<int:pk>/answer/not-now/", letters.answer, {"outcome": Outcome.NOT_NOW}, name="answer_not_now"),
            path("<int:pk>/become/", letters.become, name="become"),
            path("<int:pk>/tell/", letters.tell, name="tell"),
        ]
