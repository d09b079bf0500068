"""What the first staff page tells admins of trouble with certificates."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from certification.certificates import queries
from certification.certificates.words import TROUBLES


class TroublesPanel(Component):
    """What keeps certificates from being made or believed; nothing where all is well."""

    name = "certificate_troubles"
    template_name = "certificates/staff/troubles.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        # A journal out of step is told to all staff, on a panel of its own.
        found = queries.troubles(in_step=True, at=timezone.now())
        return {"troubles": [TROUBLES[trouble] for trouble in found]}
