"""What follows when allauth announces that somebody signed up or changed their address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_reset, user_signed_up
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from lms.people.addresses import address_key
from lms.people.models import FormerAddress, RoleGiven, User
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


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="people.roles_given")
def follow_groups(*, instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """Keep since when a role is held, whoever changes a person's groups, and by whichever road."""
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    people, groups = ([instance.pk], pk_set) if not reverse else (pk_set, [instance.pk])
    names = Group.objects.all() if groups is None else Group.objects.filter(pk__in=groups)
    roles = list(names.values_list("name", flat=True))
    if action == "post_add":
        rows = [RoleGiven(person_id=person, role=role) for person in people or () for role in roles]
        RoleGiven.objects.bulk_create(rows, ignore_conflicts=True)
        return
    held = RoleGiven.objects.filter(role__in=roles)
    (held if people is None else held.filter(person__in=people)).delete()
