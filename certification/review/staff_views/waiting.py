"""What the first staff page tells reviewers."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from certification.review.queries import queue
from lms.people.models import User


class ApplicationsPanel(Component):
    """Applications that wait for this reviewer; nothing where none does."""

    name = "applications"
    template_name = "review/staff/queue_waiting.html"
    order = 80

    class Media:
        css = {"all": ["review/queue.css"]}

    def __init__(self, reader: User) -> None:
        self.reader = reader

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"waiting": queue.waiting_for(self.reader, at=timezone.now())}
