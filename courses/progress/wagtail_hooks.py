"""Puts trainings into Wagtail's menu."""

from wagtail import hooks

from courses.progress.models import Enrolment
from courses.progress.viewsets import EnrolmentViewSet
from lms.web.records import register_view_only

register_view_only(Enrolment)


@hooks.register("register_admin_viewset")
def register_enrolments() -> EnrolmentViewSet:
    return EnrolmentViewSet()
