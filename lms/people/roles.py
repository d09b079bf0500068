"""The roles: groups whose permissions each app contributes, and that are ensured after every migration."""

from collections import defaultdict
from enum import StrEnum

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class Role(StrEnum):
    """Also the names of the groups."""

    TRAINEE = "trainee"
    CORE_GROUP = "core_group"
    CONTENT_ADMIN = "content_admin"
    PROGRAM_ADMIN = "program_admin"
    GUEST_REVIEWER = "guest_reviewer"


ROLE_NAMES = {
    Role.TRAINEE: _("Facilitator in training"),
    Role.CORE_GROUP: _("Core group"),
    Role.CONTENT_ADMIN: _("Content admin"),
    Role.PROGRAM_ADMIN: _("Program admin"),
    Role.GUEST_REVIEWER: _("Guest reviewer"),
}
ROLE_MEANINGS = {
    Role.TRAINEE: _("Takes part in training. Everybody who signs up has this role."),
    Role.CORE_GROUP: _("Runs training sessions, observes practice dialogues, decides on applications."),
    Role.CONTENT_ADMIN: _("Writes and publishes training content."),
    Role.PROGRAM_ADMIN: _("Schedules sessions, gives roles, looks after people's records."),
    Role.GUEST_REVIEWER: _("Helps to decide about one application, for a time; given and ended at the review desk."),
}

# Those that people are given and keep; a guest's comes and goes with one application.
LASTING = tuple(role for role in Role if role is not Role.GUEST_REVIEWER)

_ENTER = "wagtailadmin.access_admin"
_PERMISSIONS: dict[Role, set[str]] = defaultdict(set)


def contribute(role: Role, *permissions: str) -> None:
    """Give a role permissions, each as ``app_label.codename``; called from the app's ``registration`` module."""
    _PERMISSIONS[role].update(permissions)


def permissions_of(role: Role) -> set[str]:
    return set(_PERMISSIONS[role])


def ensure_groups(using: str = "default") -> None:
    """Make each group hold exactly what the apps contributed, as far as the permissions exist by now."""
    known = {
        f"{label}.{codename}": pk
        for pk, label, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in Role:
        group, _made = Group.objects.using(using).get_or_create(name=role.value)
        group.permissions.set([known[name] for name in _PERMISSIONS[role] if name in known])


def has_role(user: User, role: Role) -> bool:
    """Whether the person was given the role. A superuser has none unless given: independence reads membership."""
    return role in roles_of(user)


def roles_of(user: User) -> frozenset[Role]:
    """The person's roles, read once for each loaded row."""
    if not user.pk:
        return frozenset()
    names = user.__dict__.get("_role_names")
    if names is None:
        names = user.__dict__["_role_names"] = frozenset(user.groups.values_list("name", flat=True))
    return frozenset(role for role in Role if role.value in names)


def enters_staff_pages(user: User) -> bool:
    """Whether the person may enter the staff pages. One query for who has our roles only, as almost everybody."""
    if not user.is_active or user.is_superuser:
        return user.is_active
    mine = roles_of(user)
    if any(_ENTER in _PERMISSIONS[role] for role in mine):
        return True
    others = user.__dict__.get("_role_names", frozenset()) - {role.value for role in mine}
    return bool(others) and user.has_perm(_ENTER)
