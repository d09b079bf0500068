"""Where people find support."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from courses.practice.forms import SupportPlaceForm
from courses.practice.models import SupportPlace
from courses.practice.viewsets.menu import MENU


class SupportPlaceViewSet(ModelViewSet):
    """Where people find support, in the order in which they are shown."""

    model = SupportPlace
    name = "support_places"
    menu_label = _("Places of support")
    menu_order = 324
    icon = "help"
    add_to_admin_menu = True
    menu_hook = MENU
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ("title", "phone", "order")

    def get_form_class(self, for_update: bool = False) -> type[SupportPlaceForm]:
        return SupportPlaceForm
