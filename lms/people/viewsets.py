"""Staff screens by declaration: relations between people, and institutions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from lms.people.models import Institution, Relation


class RelationViewSet(ModelViewSet):
    """What people are to each other, as far as it bears on who may observe or decide."""

    model = Relation
    icon = "link"
    menu_label = _("Relations")
    form_fields = ("person", "kind", "other")
    list_display = ("person", Column("get_kind_display", label=_("Is"), sort_key="kind"), "other", "since")
    list_filter = ("kind",)
    search_fields = ("person__display_name", "other__display_name")
    copy_view_enabled = False
    add_to_reference_index = False


class InstitutionViewSet(ModelViewSet):
    """Schools and health systems that people can name as theirs."""

    model = Institution
    icon = "home"
    form_fields = ("name", "country")
    list_display = ("name", "country")
    search_fields = ("name",)
    copy_view_enabled = False


class PeopleRecords(ModelViewSetGroup):
    """Both, in one part of the menu."""

    menu_label = _("Relations")
    menu_icon = "group"
    menu_order = 610
    items = (RelationViewSet("relations"), InstitutionViewSet("institutions"))
