"""Who may give and withdraw roles, and how names read: pure decisions."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# Signs that turn the direction of whatever stands after them, on pages of others too.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters by their kind, and nothing to look at.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def one_line(name: str) -> str:
    """A name without breaks of lines and without signs that turn around what stands beside it."""
    return " ".join("".join(sign for sign in name if sign not in _TURNS).split())


def can_be_read(name: str) -> bool:
    """Whether there is anything in it to see."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in name)


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
