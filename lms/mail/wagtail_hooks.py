"""Puts the outbox into Wagtail's menu."""

from wagtail import hooks

from lms.mail.models import OutgoingMail
from lms.mail.viewsets import MailViewSet
from lms.web.records import register_view_only

register_view_only(OutgoingMail)


@hooks.register("register_admin_viewset")
def register_mail() -> MailViewSet:
    return MailViewSet("mail")
