"""Puts the outbox, and the words of mails, into Wagtail's menu."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lms.mail.models import OutgoingMail
from lms.mail.viewsets import MailViewSet
from lms.people.models import User
from lms.people.staff_views import LINKS, Link
from lms.web.records import register_view_only

register_view_only(OutgoingMail)


@hooks.register("register_admin_viewset")
def register_mail() -> MailViewSet:
    return MailViewSet("mail")


class WordsMenuItem(MenuItem):
    """Shown to those who may say mails in the program's own words."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mail.word_mails")


@hooks.register("register_admin_menu_item")
def register_words() -> MenuItem:
    return WordsMenuItem(_("Words of mails"), reverse("mail:mails"), name="mail-words", icon_name="edit", order=701)


@hooks.register(LINKS)
def mails_to(reader: User, person: User) -> Link | None:
    if not reader.has_perm("mail.view_outgoingmail"):
        return None
    return gettext("Mails to them"), reverse("mail:index") + "?" + urlencode({"q": person.display_name})
