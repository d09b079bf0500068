"""The staff list of those who asked for slide decks, what it comes to, and the end of what is known of somebody."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from cms.models import DeckPage, DeckRequest
from cms.queries import deck_figures
from cms.staff_views import decks
from courses.progress.staff_views.spreadsheets import Spreadsheet
from lms.web.records import RecordIndexView, RecordViewSet, ToldInspectView
from lms.web.wall_clock import have_instants

SEE_ADDRESSES = "cms.see_deck_addresses"
# Whom a request is from is shown and taken along by few.
_FROM = ("name", "email")
_HEADINGS = {
    "deck": _("Deck"),
    "institution": _("School or institution"),
    "role": _("Role"),
    "purpose": _("Used for"),
    "use": _("In their own words"),
    "asked": _("Asked"),
    "confirmed": _("Address confirmed"),
    "downloads": _("Downloads"),
    "news": _("Wants news"),
    "name": _("Name"),
    "email": _("Address"),
}


class DeckRequestFilters(WagtailFilterSet):
    """By deck, by what it is used for, by whether the address was confirmed, by day."""

    deck = ModelChoiceFilter(queryset=DeckPage.objects.order_by("path"), label=_("Deck"), empty_label=_("All"))
    purpose = ChoiceFilter(choices=DeckRequest.Purpose.choices, label=_("Used for"), empty_label=_("All"))
    confirmed = ChoiceFilter(
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        label=_("Address confirmed"),
        empty_label=_("All"),
        method="by_confirmation",
    )
    asked_at = DateFromToRangeFilter(label=_("Asked"), widget=DateRangePickerWidget, validators=[have_instants])

    class Meta:
        model = DeckRequest
        fields: tuple[str, ...] = ()

    def by_confirmation(self, rows: QuerySet[DeckRequest], name: str, value: Any) -> QuerySet[DeckRequest]:
        return rows.filter(confirmed_at__isnull=value != "yes")


class DeckRequestListView(Spreadsheet, RecordIndexView):
    """Newest first. Names and addresses stand in it, and in what is taken along, for those who may see them."""

    nothing_yet = _("Nobody has asked for a slide deck yet. Who asks, and for what, stands here.")
    page_title = _("Requests for decks")

    @cached_property
    def may_see_addresses(self) -> bool:
        return bool(self.request.user.has_perm(SEE_ADDRESSES))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        known = _FROM if self.may_see_addresses else ()
        told = (Column(name, label=_HEADINGS[name], sort_key=name, classname="not-on-phones") for name in known)
        return [*super().columns, *told]

    @cached_property
    def list_export(self) -> list[str]:
        return [name for name in _HEADINGS if self.may_see_addresses or name not in _FROM]

    @cached_property
    def search_fields(self) -> tuple[str, ...]:
        return ("institution", "role", *(_FROM if self.may_see_addresses else ()))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("What it comes to"), url=reverse("deck_requests:figures"), icon_name="table")]

    def row_of(self, item: Any) -> dict[str, Any]:
        return {
            "deck": item.deck.title if item.deck else "",
            "institution": item.institution,
            "role": item.role,
            "purpose": item.get_purpose_display(),
            "use": item.use,
            "asked": item.asked_at,
            "confirmed": item.confirmed_at or "",
            "downloads": item.downloads,
            "news": item.tell_news,
            "name": item.name,
            "email": item.email,
        }


class DeckRequestInspectView(ToldInspectView):
    """One request, and for those who may see whose it is the button that forgets them."""

    page_title = _("Request for a deck")
    template_name = "cms/staff/deck_request.html"

    def get_fields(self) -> list[str]:
        fields = ["deck", "institution", "role", "purpose", "use", "asked_at", "confirmed_at", "tell_news"]
        return [*fields, *_FROM] if self.request.user.has_perm(SEE_ADDRESSES) else fields

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm(SEE_ADDRESSES)
        return {**super().get_context_data(**kwargs), "may_forget": may and self.object.email}


class DeckRequestViewSet(RecordViewSet):
    """Who asked for which deck, and for what."""

    model = DeckRequest
    name = "deck_requests"
    menu_label = _("Slide decks")
    menu_order = 420
    icon = "doc-full"
    add_to_admin_menu = True
    index_view_class = DeckRequestListView
    inspect_view_class = DeckRequestInspectView
    inspect_template_name = "cms/staff/deck_request.html"
    list_display = (
        TitleColumn(
            "institution",
            label=_HEADINGS["institution"],
            accessor=lambda row: row.institution or _("not kept any more"),
            url_name="deck_requests:inspect",
            sort_key="institution",
        ),
        Column(
            "deck",
            label=_HEADINGS["deck"],
            accessor=lambda row: row.deck.title if row.deck else "",
            width="20%",
            classname="not-on-phones",
        ),
        Column(
            "get_purpose_display",
            label=_HEADINGS["purpose"],
            sort_key="purpose",
            width="15%",
            classname="not-on-phones",
        ),
        DateColumn("asked_at", label=_HEADINGS["asked"], sort_key="asked_at", classname="not-on-phones"),
        Column("downloads", label=_HEADINGS["downloads"], sort_key="downloads"),
    )
    filterset_class = DeckRequestFilters
    export_filename = "deck-requests"
    export_headings = _HEADINGS
    ordering = "-asked_at"
    list_per_page = 50

    def listed(self) -> QuerySet[DeckRequest]:
        return deck_figures.listed()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("figures/", decks.figures, name="figures"),
            path("<int:pk>/forget/", decks.forget, name="forget"),
        ]
