"""The review desk: the queue of applications, and one screen for each."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from certification.review.models import Case
from certification.review.staff_views import queueing
from certification.review.staff_views.ahead import ahead
from certification.review.viewsets import inspecting, people
from lms.web.records import RecordViewSet


class CaseViewSet(RecordViewSet):
    """The queue, and one screen for each application."""

    model = Case
    name = "cases"
    menu_label = _("Applications")
    menu_order = 330
    icon = "tasks"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", queueing.index, name="index"),
            path("ahead/", ahead, name="ahead"),
            path("asked/", queueing.loads, name="loads"),
            *inspecting.PATHS,
            *people.URLS,
        ]
