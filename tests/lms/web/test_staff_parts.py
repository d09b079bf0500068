"""Staff forms start without inline script, so that the staff pages' policy allows none."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser

from lms.mail.models import OutgoingMail
from lms.people.models import User

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


def test_a_moment_on_a_rows_page_is_told_by_the_readers_clock(as_program_admin: Client, trainee: User) -> None:
    queued = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    row = OutgoingMail.objects.create(name="enrolled", person=trainee, cause="told", queued_at=queued)

    with time_machine.travel(queued):
        page = as_program_admin.get(f"/admin/mail/inspect/{row.pk}/").content.decode()

    assert "Wed 4 Mar, 11:30 pm" in page
