"""Who may give and withdraw roles: pure decisions."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    OWN_ROLES = "own_roles"
    LAST_PROGRAM_ADMIN = "last_program_admin"
    ALREADY_ERASED = "already_erased"
    WORDS_DIFFER = "words_differ"
    FIRST_ADMIN_EXISTS = "first_admin_exists"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What has to be known to decide on a change of somebody's roles."""

    concerns_oneself: bool
    erased: bool
    leaves_no_program_admin: bool = False


def decide_role_change(change: RoleChange) -> tuple[Reason, ...]:
    """Nothing when the change is fine; otherwise why not. Four eyes: nobody changes their own roles."""
    reasons = (
        (change.erased, Reason.ALREADY_ERASED),
        (change.concerns_oneself, Reason.OWN_ROLES),
        (change.leaves_no_program_admin, Reason.LAST_PROGRAM_ADMIN),
    )
    return tuple(reason for holds, reason in reasons if holds)
