"""Puts trainings into Wagtail's menu, and onto the staff page of a person."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.progress.models import Enrolment
from courses.progress.viewsets import EnrolmentViewSet
from lms.people.models import User
from lms.people.staff_views import LINKS, Link
from lms.web.records import register_view_only

register_view_only(Enrolment)


@hooks.register("register_admin_viewset")
def register_enrolments() -> EnrolmentViewSet:
    return EnrolmentViewSet()


@hooks.register(LINKS)
def training_of(reader: User, person: User) -> Link | None:
    if not reader.has_perm("progress.view_enrolment"):
        return None
    return _("Their training"), reverse("trainings:index") + "?" + urlencode({"q": person.email})
