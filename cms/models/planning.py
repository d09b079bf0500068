"""The way from a chat's editor to the form that plans its session, for who doesn't know where sessions are made."""

from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse
from wagtail.admin.panels import HelpPanel


class PlanSessionPanel(HelpPanel):
    """Says how a chat gets its session, and leads there with kind and title filled in."""

    def __init__(self, template: str = "cms/admin/plan_session.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            # Where a page belongs that is only begun, its editor's address alone knows.
            above = page.get_parent().pk if page.path else self.request.resolver_match.kwargs.get("parent_page_id")
            scope = apps.get_model("cms.SeriesPage").objects.filter(pk=above).values_list("scope", flat=True).first()
            asked = urlencode({"kind": f"chat_{scope or 'national'}", "title": page.title})
            return {
                **super().get_context_data(parent_context),
                "may_plan": self.request.user.has_perm("slots.run_slot"),
                "address": f"{reverse('sessions:plan')}?{asked}",
                "session": page.session,
            }
