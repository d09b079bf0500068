"""Staff forms start without inline script, so that the staff pages' policy allows none."""

import pytest
from django.test import Client
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser

pytestmark = pytest.mark.django_db
WIDGETS = [
    AdminDateInput,
    AdminTimeInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTaskChooser,
    AdminDocumentChooser,
    AdminImageChooser,
]


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_field_says_what_starts_it_instead_of_doing_so(widget: type[AdminDateInput]) -> None:
    html = widget().render("field", None, attrs={"id": "id_field"})

    assert "<script" not in html
    assert 'data-starts="' in html


def test_the_staff_pages_allow_no_inline_script(as_program_admin: Client) -> None:
    policy = as_program_admin.get("/admin/").headers["Content-Security-Policy"]

    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["script-src"] == "'self'"
    assert "web/js/staff.js" in as_program_admin.get("/admin/").content.decode()
