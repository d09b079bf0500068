"""What every staff page loads of ours, and choosers that start without inline script."""

import json
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

from lms.web.spreadsheets import plain_cell, printable_cell


@hooks.register("insert_global_admin_css")
def dress_our_parts() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("web/css/staff.css"))


@hooks.register("insert_global_admin_js")
def start_parts_without_inline_script() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("web/js/staff.js"))


def _render_chooser(self: Any, name: str, value: Any, attrs: dict[str, Any], renderer: object = None) -> SafeString:
    """A chooser's HTML, and beside it in words for web/js/staff.js what Wagtail writes as an inline script."""
    value_data = self.get_value_data(value)
    is_task = isinstance(self, AdminTaskChooser)
    starts = "createTaskChooser" if is_task else self.js_constructor
    options = {} if is_task else self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<template data-starts="{}" data-field="{}" data-options="{}"></template>',
        mark_safe(self.render_html(name, value_data, attrs)),  # noqa: S308 - Wagtail's own template, escaped
        starts,
        attrs["id"],
        json.dumps(options),
    )


def _is_asked_elsewhere(self: Any) -> bool:
    return False


# Wagtail has no seam for this: its account page asks for a first and a last name, which nobody has here and which
# it would lose, and for a picture that is shown nowhere else. Names are changed on the person's own page.
NameEmailSettingsPanel.is_active = AvatarSettingsPanel.is_active = _is_asked_elsewhere

# Nor for this: its render() ends with an inline script, which would open all staff pages to others'.
BaseChooser.render = _render_chooser

# All that staff take along by Wagtail's buttons, its own reports too: people write their names as they like.
SpreadsheetExportMixin.custom_value_preprocess[object] = {
    SpreadsheetExportMixin.FORMAT_CSV: plain_cell,
    SpreadsheetExportMixin.FORMAT_XLSX: printable_cell,
}
