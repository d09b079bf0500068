"""Puts the review desk into Wagtail's menu."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from certification.review.models import Case, FoundingList, ReviewExercise
from certification.review.viewsets import ALL
from lms.web.records import register_view_only

for model in (Case, FoundingList, ReviewExercise):
    register_view_only(model)


@hooks.register("register_admin_viewset")
def register_the_desk() -> list[ViewSet]:
    return [declared() for declared in ALL]
