"""What follows when allauth announces that somebody signed up or changed their address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_reset, user_signed_up
from django.contrib.auth.models import Group
from django.dispatch import receiver

from lms.people.addresses import address_key
from lms.people.models import FormerAddress, User
from lms.people.roles import Role


@receiver(user_signed_up, dispatch_uid="people.newcomer")
def make_trainee(*, user: User, **_: Any) -> None:
    user.groups.add(Group.objects.get(name=Role.TRAINEE.value))


@receiver(email_changed, dispatch_uid="people.former_address")
def keep_former_address(*, user: User, from_email_address: EmailAddress | None, **_: Any) -> None:
    """An address that was confirmed still tells whose earlier records are whose."""
    if from_email_address and from_email_address.verified:
        FormerAddress.objects.get_or_create(
            person=user, email_key=address_key(from_email_address.email), defaults={"email": from_email_address.email}
        )


@receiver(password_reset, dispatch_uid="people.address_proved")
def confirm_address(*, user: User, **_: Any) -> None:
    """Whoever set a password by a mailed link has shown that the address is theirs."""
    for address in EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=False):
        address.set_verified()
