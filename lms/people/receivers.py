"""What follows when allauth announces that somebody signed up or changed their address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, user_signed_up
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
