"""Figures that were known before this site was there, as staff keep them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import Figure


class FigureViewSet(ModelViewSet):
    """Listed, added, changed and taken away with their history; the newest of each measure is shown."""

    model = Figure
    name = "figures"
    menu_label = _("Figures from before")
    menu_order = 160
    icon = "order"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = (
        "measure",
        "value",
        BooleanColumn("at_least", label=_("At least")),
        "answers",
        "since",
        "until",
        "source",
    )
    list_filter = ("measure",)
