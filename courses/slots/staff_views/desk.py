"""What the first staff page tells hosts."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from courses.slots import queries
from lms.people.models import User


class SessionsPanel(Component):
    """Sessions that wait for this host; nothing where none does."""

    name = "sessions"
    template_name = "slots/staff/desk.html"
    order = 90

    def __init__(self, host: User) -> None:
        self.host = host

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"desk": queries.desk(self.host, at=timezone.now())}
