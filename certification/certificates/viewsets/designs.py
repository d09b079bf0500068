"""Staff screens of designs, and of the pictures that stand on them."""

from typing import Any, ClassVar

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from certification.certificates import previews
from certification.certificates.forms import DesignForm
from certification.certificates.models import CertificateDesign, DesignPicture
from certification.certificates.rendering.limited import OverLimit
from certification.certificates.staff_views import pictures
from lms.web.records import RecordIndexView, RecordViewSet


class _HasRoom:
    """Saves a design only if the fullest certificate in it still fits on one page."""

    def is_valid(self, form: Any) -> bool:
        valid: bool = super().is_valid(form)  # type: ignore[misc]
        trouble = _trouble_with_room(form) if valid else ""
        if trouble:
            form.add_error(None, trouble)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return valid and not trouble


def _trouble_with_room(form: Any) -> str:
    try:
        crowded = previews.crowded_in(form.as_typed())
    except OverLimit:
        return gettext("A certificate in this design takes too long to draw. Please choose simpler pictures.")
    if not crowded:
        return ""
    words = gettext(
        "With the longest name and twelve requirements this doesn't fit on one page in a size that everybody can read"
        " (%(languages)s). A shorter statement, shorter titles or fewer people who sign would help."
    )
    return words % {"languages": ", ".join(str(get_language_info(code)["name_translated"]) for code in crowded)}


class DesignCreateView(_HasRoom, CreateView):
    """A new design."""


class DesignEditView(_HasRoom, EditView):
    """A design as it is to print from now on."""


class DesignViewSet(SnippetViewSet):
    """Designs are edited like any content, with their history; the newest prints."""

    model = CertificateDesign
    icon = "image"
    menu_label = _("Certificate designs")
    menu_order = 345
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name", "layout"]
    edit_handler = ObjectList(CertificateDesign.panels, base_form_class=DesignForm)
    add_view_class = DesignCreateView
    edit_view_class = DesignEditView


class PictureIndexView(RecordIndexView):
    """What designs can show."""

    nothing_yet = _("No picture yet. Logos and drawn signatures stand here, to be chosen in designs.")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("certificates.add_designpicture"):
            return []
        return [HeaderButton(_("Add a picture"), url=reverse("certificate_pictures:add"), icon_name="plus")]


class PictureViewSet(RecordViewSet):
    """Logos and drawn signatures: added, and kept for as long as there are certificates."""

    model = DesignPicture
    name = "certificate_pictures"
    menu_label = _("Certificate pictures")
    menu_order = 346
    icon = "image"
    add_to_admin_menu = True
    index_view_class = PictureIndexView
    list_display = ("name", Column("content_type", label=_("Kind")), "added_at")
    search_fields = ("name",)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("add/", pictures.add, name="add")]
