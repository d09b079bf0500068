"""What can be done about people: give and withdraw roles, erase an account, remove those never confirmed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.actions import Clock, Refused
from lms.people import personal_data
from lms.people.models import User
from lms.people.queries import has_confirmed
from lms.people.roles import Role
from lms.people.rules import Reason, RoleChange, decide_role_change
from lms.people.signals import person_erased, role_changed
from lms.people.words import WORDS

ERASED_NAME = "Former member"


@transaction.atomic
def change_profile(*, person: User, profile: Mapping[str, Any]) -> None:
    """Write what a person says of themselves; an address is changed by confirming the new one, not here."""
    for name in ("display_name", "pronouns", "time_zone", "language", "institution"):
        setattr(person, name, profile[name])
    person.save(update_fields=["display_name", "pronouns", "time_zone", "language", "institution"])


@transaction.atomic
def make_account(*, email: str, profile: Mapping[str, Any]) -> User:
    """An account without a password for somebody new, whose address is still to be confirmed.

    An address that is known keeps its account. As long as nobody has confirmed it, the last name that was typed counts.
    """
    person = User.objects.by_address(email)
    if person is None:
        person = _account_of(email, profile)
    elif not has_confirmed(person):
        for name in ("display_name", "time_zone", "language"):
            setattr(person, name, profile[name])
        person.save(update_fields=["display_name", "time_zone", "language"])
    return person


def _account_of(email: str, profile: Mapping[str, Any]) -> User:
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, **profile)
    except IntegrityError:  # the same person, a moment ago in another window
        return User.objects.get_by_natural_key(email)
    EmailAddress.objects.create(user=person, email=person.email.lower(), primary=True)
    person.groups.add(Group.objects.get(name=Role.TRAINEE.value))
    return person


@transaction.atomic
def confirm_address(*, person: User) -> bool:
    """Note that somebody has read a mail to a person's address; says whether this was new and the address theirs.

    A password that was chosen before may be a stranger's, who typed an address of somebody else: it no longer counts.
    """
    address, _made = EmailAddress.objects.get_or_create(
        user=person, email=person.email.lower(), defaults={"primary": True}
    )
    if address.verified or not address.set_verified():
        return False
    if person.has_usable_password():
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return True


@transaction.atomic
def grant_role(*, person: User, role: Role, by: User | None) -> None:
    """Give a role; ``by=None`` is the command line. Giving it twice changes and records nothing."""
    group = _lock_group(role)
    _require(RoleChange(concerns_oneself=person == by, erased=person.erased_at is not None))
    if group.user_set.filter(pk=person.pk).exists():
        return
    group.user_set.add(person)
    person.__dict__.pop("_role_names", None)
    role_changed.send(sender=User, person=person, role=role, granted=True, by=by)


@transaction.atomic
def withdraw_role(*, person: User, role: Role, by: User | None) -> None:
    """Take a role back; the last program admin stays one."""
    group = _lock_group(role)
    last = role is Role.PROGRAM_ADMIN and not group.user_set.filter(is_active=True).exclude(pk=person.pk).exists()
    _require(RoleChange(person == by, person.erased_at is not None, leaves_no_program_admin=last))
    if not group.user_set.filter(pk=person.pk).exists():
        return
    group.user_set.remove(person)
    person.__dict__.pop("_role_names", None)
    role_changed.send(sender=User, person=person, role=role, granted=False, by=by)


@transaction.atomic
def invite_first_admin(*, email: str, display_name: str) -> User:
    """Make the program's first admin, who has no password yet; refused when there is one."""
    group = _lock_group(Role.PROGRAM_ADMIN)
    if group.user_set.filter(is_active=True).exists():
        raise Refused((Reason.FIRST_ADMIN_EXISTS,), WORDS)
    person = User.objects.by_address(email) or User.objects.create_user(email, display_name=display_name)
    # The address counts as confirmed once the mailed link has been used; that is how they get in at all.
    EmailAddress.objects.get_or_create(user=person, email=person.email.lower(), defaults={"primary": True})
    group.user_set.add(person)
    role_changed.send(sender=User, person=person, role=Role.PROGRAM_ADMIN, granted=True, by=None)
    return person


@transaction.atomic
def erase(*, person: User, by: User | None, clock: Clock = timezone.now) -> None:
    """Remove what is personal from every app, and leave an empty row so that others' history keeps its footing."""
    person = User.objects.get(pk=person.pk)
    last = _is_last_program_admin(person)
    _require(RoleChange(False, person.erased_at is not None, leaves_no_program_admin=last))
    for part in personal_data.parts():
        part.erase(person)
    # People are locked after sessions and applications everywhere, so this row comes last.
    person = User.objects.select_for_update().get(pk=person.pk)
    _empty(person, clock)
    person_erased.send(sender=User, person=person, by=by)


@transaction.atomic
def remove_unconfirmed(*, older_than: timedelta, clock: Clock = timezone.now) -> int:
    """Remove accounts whose address was never confirmed and that never signed in; says how many."""
    people = User.objects.filter(
        date_joined__lt=clock() - older_than, last_login=None, erased_at=None, groups__name=Role.TRAINEE
    ).exclude(emailaddress__verified=True)
    removed = people.exclude(groups__name__in=set(Role) - {Role.TRAINEE}).distinct()
    count = removed.count()
    for person in removed:
        erase(person=person, by=None, clock=clock)
    return count


def _empty(person: User, clock: Clock) -> None:
    person.email = f"erased-{person.pk}@erased.invalid"
    person.display_name = ERASED_NAME
    person.pronouns = ""
    person.institution = None
    person.is_active = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.erased_at = clock()
    person.groups.clear()
    person.user_permissions.clear()
    person.save()


def _is_last_program_admin(person: User) -> bool:
    admins = _lock_group(Role.PROGRAM_ADMIN).user_set.filter(is_active=True)
    return admins.filter(pk=person.pk).exists() and not admins.exclude(pk=person.pk).exists()


def _lock_group(role: Role) -> Group:
    return Group.objects.select_for_update().get(name=role.value)


def _require(change: RoleChange) -> None:
    if reasons := decide_role_change(change):
        raise Refused(reasons, WORDS)
