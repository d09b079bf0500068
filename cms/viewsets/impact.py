"""Figures that were known before this site was there, as staff keep them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Figure


class FigureViewSet(SnippetViewSet):
    """Listed, added, changed and taken away with their history; the newest of each measure is shown."""

    model = Figure
    icon = "order"
    menu_label = _("Figures from before")
    menu_order = 160
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["measure", "value", "at_least", "answers", "since", "until", "source"]
    list_filter: ClassVar[list[str]] = ["measure"]
