"""What the first staff page tells of certificates: what waits, and why nothing is issued at present."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from certification.certificates import actions, queries
from certification.certificates.words import WORDS
from lms.people.models import User


class RestoredPanel(Component):
    """Why nothing is issued or mailed, and what helps; nothing as long as all is well."""

    name = "certificates-restored"
    template_name = "certificates/staff/restored.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        reason = actions.out_of_step()
        return {"reason": reason, "words": WORDS[reason] if reason else ""}


class CertificatesPanel(Component):
    """Proposals, suspensions that take long, and certificates without a holder."""

    name = "certificates"
    template_name = "certificates/staff/waiting.html"
    order = 85

    def __init__(self, reader: User) -> None:
        self.reader = reader

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"waiting": queries.waiting(self.reader, at=timezone.now())}
