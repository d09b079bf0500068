"""The staff list of sessions."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from courses.slots.figures import MAKE
from courses.slots.models import Slot
from courses.slots.queries import stands
from courses.slots.staff_views import (
    exports,
    figures,
    line,
    month,
    no_shows,
    offline,
    planning,
    reports,
    roster,
    running,
    series,
    sessions,
    together,
    walk_ins,
)
from courses.slots.staff_views.filters import SlotFilters
from lms.web.records import ComingFirstIndexView, RecordViewSet
from lms.web.times import tell


def _when(slot: Slot) -> str:
    told = tell(slot.starts_at, slot.ends_at, slot.zone)
    return f"{told.span} · {told.place}"


def _seats(slot: Any) -> str:
    taken = _("%(confirmed)d of %(seats)d") % {"confirmed": slot.confirmed_count, "seats": slot.seat_count}
    waiting = _("%(waiting)d waiting") % {"waiting": slot.waiting_count}
    return f"{taken} · {waiting}" if slot.waiting_count else taken


def _stands(slot: Slot) -> str:
    return stands(slot, timezone.now())


def _figures_button() -> HeaderButton:
    return HeaderButton(_("How the season goes"), url=reverse("sessions:figures"), icon_name="table")


class SlotIndexView(ComingFirstIndexView):
    """Each row leads to its roster. The same queries, however many rows."""

    nothing_yet = _("No session is planned yet. What you plan stands here, the next one on top.")
    page_title = _("Sessions")
    verbose_name_plural = _("sessions")

    def get_base_queryset(self) -> Any:
        return Slot.objects.with_counts()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [
            HeaderButton(_("Month"), url=reverse("sessions:this_month"), icon_name="calendar"),
            _figures_button(),
        ]
        if self.request.user.has_perm("slots.run_slot"):
            asked = self.request.GET.urlencode()
            several = reverse("sessions:together") + (f"?{asked}" if asked else "")
            buttons.append(HeaderButton(_("Plan a session"), url=reverse("sessions:plan"), icon_name="plus"))
            buttons.append(HeaderButton(_("For several"), url=several, icon_name="list-ul"))
        return buttons


class SlotURLFinder(ModelAdminURLFinder):
    """Wherever Wagtail leads to a session, it leads to its roster: sessions have no editor of Wagtail's."""

    edit_url_name = "sessions:roster"


class SlotViewSet(RecordViewSet):
    """Sessions with their seats; planning, publishing and calling off are verbs of their own."""

    model = Slot
    name = "sessions"
    menu_label = _("Sessions")
    menu_order = 310
    icon = "calendar-alt"
    add_to_admin_menu = True
    index_view_class = SlotIndexView
    list_display = (
        TitleColumn("when", label=_("When"), accessor=_when, url_name="sessions:roster", sort_key="starts_at"),
        Column("title", label=_("Title"), sort_key="title"),
        Column("seats", label=_("Seats"), accessor=_seats),
        Column("state", label=_("State"), accessor=_stands, sort_key="state"),
    )
    filterset_class = SlotFilters
    search_fields = ("title",)
    list_per_page = 50
    url_finder_class = SlotURLFinder

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name != "inspect"),
            path("plan/", planning.plan, name="plan"),
            path("plan/again/", planning.plan_again, name="plan_again"),
            path("plan/season/", planning.season, name="season"),
            path("plan/season/published/", planning.season_published, name="season_published"),
            path("month/", month.this_month, name="this_month"),
            path("month/<int:year>-<int:number>/", month.month, name="month"),
            path("together/", together.choose, name="together"),
            path("together/copy/", together.copy_say, name="copy_say"),
            path("together/copy/ahead/", together.copy_ahead, name="copy_ahead"),
            path("together/copy/do/", together.copy_do, name="copy_do"),
            path("together/<slug:act>/", together.say, name="say"),
            path("together/<slug:act>/ahead/", together.look_ahead, name="look_ahead"),
            path("together/<slug:act>/do/", together.do_all, name="do_all"),
            path("together/<slug:act>/do-some/", together.do_some, name="do_some"),
            path("<int:pk>/change/", series.change, name="change"),
            path("<int:pk>/change/again/", series.change_again, name="change_again"),
            path("<int:pk>/change/series/", series.change_series, name="change_series"),
            path("<int:pk>/call-off/", series.call_off, name="call_off"),
            path("figures/", figures.figures, name="figures"),
            *(path(f"figures/{code}.csv", figures.table, {"figure": code}, name=f"figure_{code}") for code in MAKE),
            path("<int:pk>/roster.csv", exports.roster_file, name="roster_file"),
            path("<int:pk>/excuse/", no_shows.excuse, name="excuse"),
            path("<int:pk>/roster/", roster.see, name="roster"),
            path("<int:pk>/publish/", sessions.publish, name="publish"),
            path("<int:pk>/capacity/", sessions.set_capacity, name="capacity"),
            path("<int:pk>/mark/", roster.mark, name="mark"),
            path("<int:pk>/mark/rest/", roster.mark_rest, name="mark_rest"),
            path("<int:pk>/mark/undo/", roster.undo, name="undo"),
            path("<int:pk>/sync/", offline.sync, name="sync"),
            path("roster-worker.js", offline.worker, name="worker"),
            path("<int:pk>/walk-in/", walk_ins.walk_in, name="walk_in"),
            path("<int:pk>/walk-in/admit/", walk_ins.admit, name="admit"),
            path("<int:pk>/line/<int:sign_up_id>/confirm/", line.confirm_late, name="confirm_late"),
            path("<int:pk>/line/<int:sign_up_id>/move-up/", line.move_up, name="move_up"),
            path("<int:pk>/line/<int:sign_up_id>/take-out/", line.take_out, name="take_out"),
            path("<int:pk>/run/", running.run, name="run"),
            path("<int:pk>/run/now/", running.run_now, name="run_now"),
            path("<int:pk>/run/link/", running.make_link, name="make_check_in_link"),
            path("<int:pk>/run/notes/", running.write_notes, name="write_notes"),
            path("<int:pk>/code/", running.code, name="code"),
            path("<int:pk>/close/", running.close, name="close"),
            path("<int:pk>/import/", reports.choose, name="reports"),
            path("<int:pk>/import/<int:report>/", reports.preview, name="report"),
            path("<int:pk>/import/<int:report>/read-again/", reports.read_again, name="read_report_again"),
            path("<int:pk>/import/<int:report>/take/", reports.take, name="take_report"),
            path("<int:pk>/import/<int:report>/undo/", reports.undo, name="undo_report"),
        ]
