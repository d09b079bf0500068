"""Who may change whose roles, and how names read."""

import pytest

from lms.people.rules import Reason, RoleChange, can_be_read, decide_role_change, one_line


def test_an_admin_changes_a_colleagues_roles() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=False, erased=False)) == ()


def test_nobody_changes_their_own_roles() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=True, erased=False)) == (Reason.OWN_ROLES,)


def test_the_last_program_admin_stays() -> None:
    change = RoleChange(concerns_oneself=False, erased=False, leaves_no_program_admin=True)

    assert decide_role_change(change) == (Reason.LAST_PROGRAM_ADMIN,)


def test_an_erased_account_gets_no_role() -> None:
    assert decide_role_change(RoleChange(concerns_oneself=False, erased=True)) == (Reason.ALREADY_ERASED,)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ana   Lima ", "Ana Lima"),
        ("Ana\r\n\r\nhttps://x.example", "Ana https://x.example"),
        ("Ana\u2028Lima\x0b", "Ana Lima"),
        ("\u202eanA\u2067", "anA"),
        ("نسرین\u200cجان", "نسرین\u200cجان"),
    ],
)
def test_a_name_is_one_line_and_turns_nothing_around(typed: str, name: str) -> None:
    assert one_line(typed) == name


@pytest.mark.parametrize(("name", "reads"), [("李小龍", True), ("7", True), ("\u200b\u200d", False), ("\u3164", False)])
def test_a_name_that_nobody_sees_is_none(name: str, reads: bool) -> None:
    assert can_be_read(name) is reads
