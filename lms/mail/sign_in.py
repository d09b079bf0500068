"""How sign-in writes its mails: through our outbox, and only to addresses that are stored."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.mail.actions import queue
from lms.people.addresses import address_key
from lms.people.models import User
from lms.people.recent import signed_in_recently

# allauth's template prefix: our template, and the one value of allauth's context that it needs.
_MAILS = {
    "account/email/email_confirmation_signup": ("sign_in_welcome", "activate_url"),
    "account/email/email_confirmation": ("sign_in_confirm_address", "activate_url"),
    "account/email/account_already_exists": ("sign_in_account_exists", "password_reset_url"),
    "account/email/password_reset_key": ("sign_in_new_password", "password_reset_url"),
    "account/email/login_code": ("sign_in_code", "code"),
}
_TO_CONFIRM = ("account/email/email_confirmation_signup", "account/email/email_confirmation")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in's mails and its view of which addresses are the same."""

    def clean_email(self, email: str) -> str:
        """An address that equals a known one in all but spelling is taken as the stored spelling."""
        known = User.objects.by_address(email)
        return known.email if known else email.strip()

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refuse an address that became somebody else's while its mail was on the way."""
        key = address_key(email_address.email)
        if User.objects.filter(email_key=key).exclude(pk=email_address.user_id).exists():
            messages.error(request, _("This address belongs to another account, so nothing was changed."))
            return False
        return bool(super().confirm_email(request, email_address))

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """Changing how one signs in asks for a sign-in no older than an hour, like all weighty acts."""
        return not signed_in_recently(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Who has neither a password nor a second way to sign in confirms by what they came with: their mail."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_mail = {"id": "mail_code", "description": _("Use six digits by mail"), "url": reverse("people:confirm")}
        return found or ([by_mail] if user.is_authenticated else [])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user") or User.objects.by_address(email)
        if person is None:
            return
        name, key = _MAILS[template_prefix]
        told = context[key]
        # A link leads to the site's own address alone.
        known = {"code": told} if key == "code" else {"link": settings.SITE_URL + urlsplit(told).path}
        queue(
            name,
            to=person,
            cause=_cause(template_prefix, person),
            context=known,
            secret=True,
            address=email if template_prefix in _TO_CONFIRM else "",
        )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Say that something about signing in has changed; of a new address the earlier one is told."""
        what = template_prefix.rpartition("/")[2]
        queue(
            "sign_in_changed",
            to=user,
            cause=_cause(template_prefix, user),
            context={"what": what, "at": timezone.now()},
            address=email or "",
        )


def _cause(template_prefix: str, person: User) -> str:
    """Each time that somebody asks is a cause of its own."""
    return f"{template_prefix}:{person.pk}:{uuid4()}"
