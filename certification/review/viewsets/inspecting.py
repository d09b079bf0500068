"""The one screen of an application, and the addresses that its forms are sent to."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from certification.review.models import Case
from certification.review.staff_views import closing, deciding, screen, talking


class CaseInspectView(InspectView):
    """All the evidence, and the decision, on one screen; another page for who stepped aside or has a tie."""

    page_title = _("Application")
    template_name = "review/staff/case.html"

    def get_object(self, queryset: Any = None) -> Case:
        case, self.place = screen.opened(self.request, self.pk)
        return case

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.place.read.refused:
            return screen.apart(request, self.object, self.place)
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The screen shows what matters of each field by itself."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = screen.context(self.request, self.object, self.place, at=timezone.now())
        return {**super().get_context_data(**kwargs), **found}


PATHS = (
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/change/", deciding.change, name="change"),
    path("<int:pk>/preview/", closing.preview, name="preview"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/note/", talking.note, name="note"),
    path("<int:pk>/ask/", talking.ask, name="ask"),
)
