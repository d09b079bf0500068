"""The staff list of testimonials, and the page of each."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from cms.models import Testimonial
from cms.queries import voices as queries
from cms.rules import voices as rules
from cms.rules.voices import State
from cms.staff_views import voices
from cms.words.voices import STATES, WORDS
from lms.web.records import RecordIndexView, RecordViewSet
from lms.web.times import told_day

_STANDINGS = {
    "shown": (_("on the site"), lambda rows: rows.shown()),
    "waiting": (_("waits for a yes"), lambda rows: rows.waiting()),
    "taken_back": (_("said no, or taken back"), lambda rows: rows.taken_back()),
}


class VoiceFilters(WagtailFilterSet):
    """By how words stand."""

    standing = ChoiceFilter(
        choices=[(code, words) for code, (words, _rows) in _STANDINGS.items()],
        label=_("State"),
        empty_label=_("All"),
        method="by_standing",
    )

    class Meta:
        model = Testimonial
        fields: tuple[str, ...] = ()

    def by_standing(self, rows: QuerySet[Testimonial], name: str, value: str) -> QuerySet[Testimonial]:
        found: QuerySet[Testimonial] = _STANDINGS[value][1](rows)
        return found


class VoiceIndexView(RecordIndexView):
    """The newest first; the same queries, however many."""

    nothing_yet = _("No words of anybody's are kept yet. They stand here with the person's yes, or without it.")
    page_title = _("Voices")

    def get_base_queryset(self) -> Any:
        return queries.for_staff()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("cms.keep_testimonial"):
            return []
        return [HeaderButton(_("Keep somebody's words"), url=reverse("voices:write"), icon_name="plus")]


class VoiceInspectView(InspectView):
    """The words as they would stand, the consent to them, and the verbs that are open."""

    page_title = _("Voice")
    template_name = "cms/admin/voice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may, state = self.request.user.has_perm("cms.keep_testimonial"), self.object.state
        no = state in (State.DECLINED, State.WITHDRAWN)
        against = rules.reasons_against_asking(self.object.facts, at=timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "state": STATES.told(state),
            "stands": state in (State.SHOWN, State.CHANGED),
            "may": may,
            "may_ask": may and not against,
            "why_not": WORDS[against[0]] if may and against and state is not State.SHOWN else "",
            "may_record": may and state is not State.SHOWN,
            "may_withdraw": may and not no,
        }


class VoiceViewSet(RecordViewSet):
    """Whose words wait for a yes, and whose are shown; addresses stand on no list."""

    model = Testimonial
    name = "voices"
    menu_label = _("Voices")
    menu_order = 155
    icon = "openquote"
    add_to_admin_menu = True
    index_view_class = VoiceIndexView
    inspect_view_class = VoiceInspectView
    inspect_template_name = "cms/admin/voice.html"
    filterset_class = VoiceFilters
    search_fields = ("words", "shown_as")
    list_display = (
        TitleColumn("shown_as", label=_("Shown as"), url_name="voices:inspect", sort_key="shown_as"),
        Column("words", label=_("Words"), accessor=lambda voice: Truncator(voice.words).words(12)),
        Column("state", label=_("State"), accessor=lambda voice: STATES.told(voice.state)),
        Column(
            "agreed_at",
            label=_("Agreed"),
            accessor=lambda voice: told_day(voice.agreed_at) if voice.agreed_at else "–",
            sort_key="agreed_at",
        ),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("write/", voices.write, name="write"),
            path("<int:pk>/change/", voices.change, name="change"),
            path("<int:pk>/ask/", voices.ask, name="ask"),
            path("<int:pk>/writing/", voices.record_writing, name="record_writing"),
            path("<int:pk>/withdraw/", voices.withdraw, name="withdraw"),
            path("<int:pk>/remove/", voices.remove, name="remove"),
        ]
