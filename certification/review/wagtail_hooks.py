"""Puts the review desk into Wagtail's menu."""

from wagtail import hooks

from certification.review.models import Case
from certification.review.viewsets import CaseViewSet
from lms.web.records import register_view_only

register_view_only(Case)


@hooks.register("register_admin_viewset")
def register_cases() -> CaseViewSet:
    return CaseViewSet()
