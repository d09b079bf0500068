"""Who may change whose roles."""

from lms.people.rules import Reason, RoleChange, decide_role_change


def test_an_admin_changes_a_colleagues_roles() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=False, erased=False)) == ()


def test_nobody_changes_their_own_roles() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=True, erased=False)) == (Reason.OWN_ROLES,)


def test_the_last_program_admin_stays() -> None:
    change = RoleChange(concerns_oneself=False, erased=False, leaves_no_program_admin=True)

    assert decide_role_change(change) == (Reason.LAST_PROGRAM_ADMIN,)


def test_an_erased_account_gets_no_role() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=False, erased=True)) == (Reason.ALREADY_ERASED,)
